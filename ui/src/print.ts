import type { Schemas } from './api/client'

/** On what a paper is printed. */
export type Format = Schemas['Sheet']

/**
 * What the picture on a paper says: where the citizen sees how the case goes, with the number, which fills the form in without a
 * script. The number names nobody and stands beside the picture in print; the query code is never in it.
 */
export const scanned = (origin: string, number: string): string => `${origin}/progress?number=${number}`

/** The number of a case in what a scanner has typed: alone, or at the end of such an address, today's or that of papers with `#`. */
export function numberIn(typed: string): string | null {
  return /(?:^|[#=])(\d{21})$/.exec(typed.trim())?.[1] ?? null
}

/** The dark squares of a code as the path of one drawing. */
export function dark(data: boolean[][]): string {
  return data.map((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('')
}
