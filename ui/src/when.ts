/** Legal days and instants, both as Shanghai reads them. */
const zone = { timeZone: 'Asia/Shanghai' } as const

/** The legal day of an instant, `YYYY-MM-DD`. */
export function legalDay(at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', zone).format(at)
}

/** The legal day of now. */
export const today = (): string => legalDay(new Date())

/** An instant to the minute, `YYYY-MM-DD HH:MM`; nothing where there is none. */
export function minute(instant: string | null | undefined): string {
  if (!instant) return ''
  return new Intl.DateTimeFormat('sv-SE', { ...zone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant))
}
