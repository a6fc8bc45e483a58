/** What can be told of a new password before it is sent. The server checks again, and against common ones and the login. */
export type Fault = 'short' | 'long' | 'simple' | 'same'

export const SHORTEST = 8
export const LONGEST = 128
const FEWEST_DIFFERENT = 4

export function faults(fresh: string, old: string): Fault[] {
  const characters = [...fresh]
  const found: Fault[] = []
  if (characters.length < SHORTEST) found.push('short')
  if (characters.length > LONGEST) found.push('long')
  if (new Set(fresh.toLowerCase()).size < FEWEST_DIFFERENT) found.push('simple')
  if (fresh !== '' && fresh === old) found.push('same')
  return found
}
