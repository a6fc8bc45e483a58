import type { Case } from '../acts'
import type { Schemas } from '../api/client'
import { rules, source } from '../rules'
import { i18n, language } from '../words'

/** Whether the reader may do it now, and the rule that says no. */
export const allowed = (seen: Case, act: Schemas['ActName']): Schemas['Allowed'] | undefined => seen.allowed.find((known) => known.act === act)

/** The rule that forbids, in words, with its source and its id; nothing where none does. */
export function why(seen: Case, act: Schemas['ActName']): string {
  const rule = allowed(seen, act)?.forbidden_by
  if (!rule) return ''
  const known = rules.value.get(rule.rule)
  const cited = known && source(known)
  return (language() === 'en' ? rule.en : rule.zh) + i18n.global.t('common.aside', { words: [cited, rule.rule].filter(Boolean).join(' · ') })
}
