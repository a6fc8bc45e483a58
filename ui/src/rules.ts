import { ref } from 'vue'
import { api, type Schemas, told } from './api/client'

/** The registry of rules by id, asked for once: it does not change while a program runs. */
export const rules = ref<ReadonlyMap<string, Schemas['Rule']>>(new Map())
let asked = false

export function needRules(): void {
  if (asked) return
  asked = true
  told(api.GET('/api/v1/rules'))
    .then((all) => (rules.value = new Map(all.rows.map((rule) => [rule.id, rule]))))
    .catch(() => (asked = false))
}
