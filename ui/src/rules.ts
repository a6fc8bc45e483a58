import { ref } from 'vue'
import { api, type Schemas, told } from './api/client'
import { i18n, language } from './words'

/** The registry of rules by id, asked for once: it does not change while a program runs. */
export const rules = ref<ReadonlyMap<string, Schemas['Rule']>>(new Map())
let asked = false

/** Where a rule stands, as the reader reads it: in English by the name of the source, the citation itself beside it. */
export const source = (of: { citation?: string | null; citation_en?: string | null }): string =>
  language() === 'en' && of.citation_en ? `${of.citation_en} (${of.citation ?? ''})` : (of.citation ?? '')

export function needRules(): void {
  if (asked) return
  asked = true
  told(api.GET('/api/v1/rules'))
    .then((all) => (rules.value = new Map(all.rows.map((rule) => [rule.id, rule]))))
    .catch(() => (asked = false))
}

/** A rule that says no, in words, with its source and its id. */
export function ruleWords(of: Schemas['Forbidden']): string {
  const known = rules.value.get(of.rule)
  const cited = known && source(known)
  return (language() === 'en' ? of.en : of.zh) + i18n.global.t('common.aside', { words: [cited, of.rule].filter(Boolean).join(' · ') })
}
