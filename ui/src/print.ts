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

/** A line of a paper, and where it stands: titles in the middle, whoever signs and when on the right. */
export interface Line {
  words: string
  place: 'name' | 'title' | 'sign' | 'text'
}

/**
 * The lines of a piece of a paper. Papers come as text: above the first empty line of the first page stand who issues it, its
 * name and its number; below the last empty line of the last page, not indented, who issued it, the seal and the day. Lines that
 * say what they tell (办件编号：…) stay where they are.
 */
export function lines(piece: string, first: boolean, last: boolean): Line[] {
  const all = piece.replace(/\n+$/, '').split('\n')
  const head = first ? all.indexOf('') : -1
  const tail = last && all.includes('') ? all.lastIndexOf('') : all.length
  return all.map((words, at) => {
    if (words.includes('：') || words.startsWith('　')) return { words, place: 'text' }
    if (at < head) return { words, place: at === 1 ? 'name' : 'title' }
    return { words, place: at > tail ? 'sign' : 'text' }
  })
}
