/** How a period stands on a day; its end is the first day without it. Days in this form compare as they stand. */
export function standing(period: { from: string; to?: string | null }, day: string): 'past' | 'now' | 'later' {
  if (period.to && period.to <= day) return 'past'
  return period.from <= day ? 'now' : 'later'
}

export const holdsOn = (period: { from: string; to?: string | null }, day: string): boolean => standing(period, day) === 'now'
