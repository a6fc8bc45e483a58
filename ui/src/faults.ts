import { computed, inject, type InjectionKey, provide, reactive, ref, type Ref } from 'vue'
import { Refusal } from './api/refusal'
import { i18n } from './words'

/** What is wrong with a field, in the reader's words: the same in the summary and beside the field. */
export interface Fault {
  /** Of the field, where there is one to go to. */
  id: string
  words: string
}

/** The field of a name that the API uses: its id and what it is called on the page. */
export interface Place {
  id: string
  label: string
}

export const say = (key: string, facts: Record<string, unknown> = {}): string => i18n.global.t(`fault.${key}`, facts)
/** A text that is not there. */
export const needed = ({ id, label }: Place): Fault => ({ id, words: say('needed', { field: label }) })
/** A choice that was not made. */
export const unchosen = ({ id, label }: Place): Fault => ({ id, words: say('choose', { field: label }) })

/**
 * What words weigh, as the server counts them: letters and digits, of those that are held down only one. Reasons and opinions have a
 * least weight.
 */
export function weight(words: string): number {
  let last = ''
  let sum = 0
  for (const sign of words) {
    if (!/[\p{Alphabetic}\p{N}]/u.test(sign) || sign === last) continue
    last = sign
    sum += 1
  }
  return sum
}

/** A text that wants so many characters at least, and something at all. */
export function short(place: Place, words: string, least: number): Fault | null {
  const now = weight(words)
  if (!words.trim()) return needed(place)
  return now < least ? { id: place.id, words: say('short', { field: place.label, least, now }) } : null
}

/** Pages and dialogs that tell of something wrong at this moment: the title says so. */
const telling = ref(0)
export const faulty = computed(() => telling.value > 0)
export const tell = (more: 1 | -1): void => void (telling.value += more)

/** What the server found wrong, each with its field where the page knows it. */
export function toldBy(refused: unknown, place: (name: string) => Place | null): Fault[] {
  if (!(refused instanceof Refusal)) return []
  return (refused.problem.invalidParams ?? []).map(({ name, reason }) => {
    const found = place(name)
    return { id: found?.id ?? '', words: say('told', { field: found?.label ?? name, reason }) }
  })
}

export interface Trouble {
  /** What stands in the summary now: what has been put right since is gone from it. */
  readonly shown: readonly Fault[]
  /** What was refused otherwise. */
  readonly error: unknown
  /** Rises whenever the summary is to have the focus. */
  readonly turn: number
  /** Whether everything is there; otherwise the summary says what is not. */
  examine(): boolean
  /** The server said no. */
  refuse(refused: unknown): void
  clear(): void
}

const BESIDE: InjectionKey<Ref<readonly Fault[]>> = Symbol('faults')

/** What is wrong with a form, looked at when it is sent: `check` finds what lacks, `place` the field of a name of the API. */
export function useFaults(check: () => Fault[], place: (name: string) => Place | null = () => null): Trouble {
  const ids = ref<string[]>([])
  const server = ref<Fault[]>([])
  const error = ref<unknown>(null)
  const turn = ref(0)
  const shown = computed(() => (ids.value.length ? check().filter((found) => ids.value.includes(found.id)) : server.value))
  provide(BESIDE, shown)

  function clear(): void {
    ids.value = []
    server.value = []
    error.value = null
  }

  function examine(): boolean {
    clear()
    ids.value = check().map((found) => found.id)
    if (ids.value.length) turn.value += 1
    return !ids.value.length
  }

  function refuse(refused: unknown): void {
    clear()
    server.value = toldBy(refused, place)
    if (!server.value.length) error.value = refused
    turn.value += 1
  }
  return reactive({ shown, error, turn, examine, refuse, clear })
}

/** What is said beside the field of an id; nothing outside a form that tells. */
export function useBeside(): (id: string) => string {
  const shown = inject(BESIDE, ref([]))
  return (id) => shown.value.find((found) => found.id === id)?.words ?? ''
}

/** Gives a field the focus; of a group, its first part. */
export function reach(id: string): void {
  const found = document.getElementById(id)
  const parts = 'input:not([hidden]), select, textarea, button'
  const field = found?.matches(parts) ? found : (found?.querySelector<HTMLElement>(parts) ?? found)
  field?.scrollIntoView({ block: 'center' })
  field?.focus()
}
