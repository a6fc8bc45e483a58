import { ref } from 'vue'
import { api, type Schemas, told } from './api/client'

type Act = Schemas['ActName']
type Duty = Schemas['Duty']

/** What every act needs, as the server says: asked for once, the same for everybody. */
const needs = ref<Schemas['ActNeed'][]>([])
let asking: Promise<void> | null = null

export function learn(): Promise<void> {
  asking ??= told(api.GET('/api/v1/acts'))
    .then((acts) => {
      needs.value = acts
    })
    .catch(() => {
      asking = null
    })
  return asking
}

/** The duties that may do it, where the rest is right as well. */
export function dutiesOf(act: Act, all: readonly Schemas['ActNeed'][] = needs.value): readonly Duty[] {
  const need = all.find((known) => known.act === act)
  if (!need) return []
  return need.needs === 'leader' ? ['department_leader'] : need.duties
}

/** Whether that duty may do any of them: what is offered. The server decides, and says why not. */
export function offers(duty: Duty | null, acts: readonly Act[]): boolean {
  return duty !== null && acts.some((act) => dutiesOf(act).includes(duty))
}
