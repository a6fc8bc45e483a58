import type { Schemas } from './api/client'

/** How a limit stands: for color, icon and words alike. */
export type Light = 'good' | 'warn' | 'bad' | 'still'

/** Near its end: one working day ahead, as the server warns. */
const NEAR = 1

export type Standing = Pick<Schemas['CaseRow'], 'stopped' | 'remaining' | 'due' | 'clock' | 'provisional'>

export function light(row: Pick<Schemas['CaseRow'], 'stopped' | 'remaining'>): Light {
  if (row.stopped || row.remaining === null || row.remaining === undefined) return 'still'
  if (row.remaining < 0) return 'bad'
  return row.remaining <= NEAR ? 'warn' : 'good'
}

/** A limit as a row of a list shows it: what is left, or by how much it is over. */
export function standingOf(clock: Schemas['Clock']): Standing {
  return {
    clock: clock.kind,
    due: clock.due,
    provisional: clock.provisional,
    stopped: clock.state === 'stopped',
    remaining: clock.state !== 'running' ? null : clock.over ? -clock.over : (clock.remaining ?? null),
  }
}

/** The limits in the order in which one of them leads: as lists and the workbench show it. */
const LEADING: readonly Schemas['ClockKind'][] = ['delivery', 'upward', 'promised', 'statutory', 'notification']

/** The limit that is shown first; nothing where none runs. */
export function leading(clocks: readonly Schemas['Clock'][]): Schemas['Clock'] | undefined {
  const open = clocks.filter((clock) => clock.state !== 'ended')
  return LEADING.map((kind) => open.find((clock) => clock.kind === kind)).find((clock) => clock !== undefined)
}
