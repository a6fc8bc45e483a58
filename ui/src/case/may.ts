import type { Case } from '../acts'
import type { Schemas } from '../api/client'
import { ruleWords } from '../rules'

/** Whether the reader may do it now, and the rule that says no. */
export const allowed = (seen: Case, act: Schemas['ActName']): Schemas['Allowed'] | undefined => seen.allowed.find((known) => known.act === act)

/** The rule that forbids, in words, with its source and its id; nothing where none does. */
export function why(seen: Case, act: Schemas['ActName']): string {
  const rule = allowed(seen, act)?.forbidden_by
  return rule ? ruleWords(rule) : ''
}
