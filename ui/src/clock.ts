import type { Schemas } from './api/client'

/** How a limit stands: for color, icon and words alike. */
export type Light = 'good' | 'warn' | 'bad' | 'still'

/** Near its end: one working day ahead, as the server warns. */
const NEAR = 1

export function light(row: Pick<Schemas['CaseRow'], 'stopped' | 'remaining'>): Light {
  if (row.stopped || row.remaining === null || row.remaining === undefined) return 'still'
  if (row.remaining < 0) return 'bad'
  return row.remaining <= NEAR ? 'warn' : 'good'
}
