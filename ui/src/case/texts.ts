import type { Schemas } from '../api/client'

/** What somebody wrote, as an event names it: the words lie in the vault and are shown for a purpose only. */
export interface Held {
  id: string
  /** In characters. */
  length: number
}

/** What was shown in clear so far, by id. */
export type Texts = Readonly<Record<string, string>>

const isHeld = (value: unknown): value is Held => typeof value === 'object' && value !== null && 'commitment' in value && 'length' in value && 'id' in value

/** The fields of an event whose texts are nobody's words: a paper of ours, and records of parties. */
const OURS = ['text', 'record', 'destination', 'consent', 'electronic']

/** Every text that an event names, with the name of its field, in the order in which the event was written. */
export function textsOf(data: unknown, field = ''): { field: string; held: Held }[] {
  if (isHeld(data)) return OURS.includes(field) ? [] : [{ field, held: data }]
  if (Array.isArray(data)) return data.flatMap((value) => textsOf(value, field))
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([name, value]) => textsOf(value, name))
}

/** A text of the newest event of that kind which `fits`. */
export function heldIn(timeline: readonly Schemas['Entry'][], kind: string, field: string, fits: (data: Record<string, unknown>) => boolean = () => true): Held | undefined {
  const found = timeline.filter((entry) => entry.kind === kind && fits(entry.data as Record<string, unknown>))
  return textsOf(found[found.length - 1]?.data).find((text) => text.field === field)?.held
}

/** The demands of all notices, in words, by their ids. */
export function demandsOf(timeline: readonly Schemas['Entry'][]): ReadonlyMap<string, Held> {
  const asked = timeline.filter((entry) => entry.kind === 'case.correction_requested')
  const demands = asked.flatMap((entry) => (entry.data as { demands?: { id: string; what: Held }[] }).demands ?? [])
  return new Map(demands.map((demand) => [demand.id, demand.what]))
}

/** The explicit opinions of the review, in the order of the steps that were done. */
export function opinionsOf(timeline: readonly Schemas['Entry'][]): (Held | undefined)[] {
  return timeline.filter((entry) => entry.kind === 'case.step_completed').map((entry) => textsOf(entry.data).find((text) => text.field === 'opinion')?.held)
}
