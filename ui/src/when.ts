/** Legal days and instants, both as Shanghai reads them. */
const zone = { timeZone: 'Asia/Shanghai' } as const

/** The legal day of now, `YYYY-MM-DD`. */
export function today(): string {
  return new Intl.DateTimeFormat('sv-SE', zone).format(new Date())
}

/** An instant to the minute, `YYYY-MM-DD HH:MM`; nothing where there is none. */
export function minute(instant: string | null | undefined): string {
  if (!instant) return ''
  return new Intl.DateTimeFormat('sv-SE', { ...zone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant))
}
