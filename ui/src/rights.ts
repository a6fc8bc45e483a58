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

/** What is bound to a window, a letter or a leader names no duties: these are the ones that can have it. */
const BOUND: Partial<Record<Schemas['Needs'], readonly Duty[]>> = {
  assistance: ['clerk', 'chief_representative', 'assistant'],
  window_duty: ['clerk', 'chief_representative'],
  letter: ['chief_representative'],
  leader: ['department_leader'],
}

/** The duties that may do it, where the rest is right as well. */
export function dutiesOf(act: Act, all: readonly Schemas['ActNeed'][] = needs.value): readonly Duty[] {
  const need = all.find((known) => known.act === act)
  if (!need) return []
  return BOUND[need.needs] ?? need.duties
}

/** Whether that duty may do any of them: what is offered. The server decides, and says why not. */
export function offers(duty: Duty | null, acts: readonly Act[]): boolean {
  return duty !== null && acts.some((act) => dutiesOf(act).includes(duty))
}
