/** Whether a period holds on a day; its end is the first day without it. Days in this form compare as they stand. */
export const holdsOn = (period: { from: string; to?: string | null }, day: string): boolean => period.from <= day && (!period.to || day < period.to)
