/** 清单调整: whose turn it is, and what its values say. */
import type { Schemas } from './api/client'
import type { Light } from './clock'

type Act = Schemas['ActName']
type Stage = Schemas['ChangeStage']

/** What whoever has a change does at each stage, in the order of its way. */
export const TURNS: readonly (readonly [Stage, Act])[] = [
  ['staffing', 'review_change'],
  ['legal', 'review_change_law'],
  ['government', 'approve_change'],
  ['publication', 'publish_change'],
  ['returned', 'propose_change'],
]

/** The stages at which a change waits for somebody; `may`: whether he may do any of these acts. */
export const stagesOf = (may: (acts: readonly Act[]) => boolean): Stage[] => TURNS.filter(([, act]) => may([act])).map(([stage]) => stage)

/** What can be done with a change, beside proposing it anew. */
export type ChangeAct = 'agree' | 'approve' | 'publish' | 'refuse' | 'return' | 'withdraw'

const ACTS: Partial<Record<Stage, readonly ChangeAct[]>> = {
  staffing: ['agree', 'return'],
  legal: ['agree', 'return'],
  government: ['approve', 'refuse', 'return'],
  publication: ['publish', 'return'],
}

/** What whoever has it at that stage may do with it. */
export const actsAt = (stage: Stage): readonly ChangeAct[] => ACTS[stage] ?? []

/** Whether the department can take it back still: not once it is approved. */
export const bySelf = (stage: Stage): boolean => ['staffing', 'legal', 'government', 'returned'].includes(stage)

/** The signs of all entries, each once: an office concludes on every one. */
export function signalsOf(entries: readonly Pick<Schemas['ChangeEntry'], 'signals'>[]): Schemas['SignalShown'][] {
  const all = entries.flatMap((entry) => entry.signals)
  return all.filter((sign, at) => all.findIndex((other) => other.signal === sign.signal) === at)
}

/** Days ahead of its end from which a hand's time is told as near. */
const NEAR = 2

/** How the time of whoever has a change stands: over, near its end, or neither. */
export function lightOf({ due, late }: { due?: string | null; late: boolean }, today: string): Light {
  if (!due) return 'still'
  if (late) return 'bad'
  return (Date.parse(due) - Date.parse(today)) / 86_400_000 <= NEAR ? 'warn' : 'good'
}
