import { type Ref, ref, watch, watchEffect } from 'vue'

/**
 * How the desk looks on this machine: kept here and nowhere else, for it says nothing about anybody. `whose`: each person has it as he
 * likes, and at first as the machine has it, which is how those find it who are not signed in.
 */
function kept<T extends string>(name: string, values: readonly [T, T], unsaid: T, whose?: Ref<string>) {
  const own = () => `daowei-${name}${whose?.value ? `-${whose.value}` : ''}`
  const said = (key: string) => {
    try {
      return values.find((value) => value === localStorage.getItem(key))
    } catch {
      // Nothing is kept, so that holds which was not said.
      return undefined
    }
  }
  const now = () => said(own()) ?? said(`daowei-${name}`) ?? unsaid
  const value = ref(now()) as Ref<T>
  if (whose) watch(whose, () => (value.value = now()), { flush: 'sync' })
  watchEffect(() => {
    document.documentElement.dataset[name] = value.value
    try {
      localStorage.setItem(own(), value.value)
    } catch {
      // As above.
    }
  })
  return value
}

/** Who is at the desk; nobody before somebody is signed in. */
const person = ref('')
export const looksOf = (at: string | null | undefined): void => void (person.value = at ?? '')

const darkSystem = typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: dark)').matches
/** As the reader's system has it, until the reader says otherwise. */
export const theme = kept('theme', ['light', 'dark'] as const, darkSystem ? 'dark' : 'light')
/** How close the rows of every table stand. */
export const density = kept('density', ['roomy', 'compact'] as const, 'roomy', person)
/** Keys without Ctrl or Alt can be turned off (WCAG 2.1.4): those who speak to their machine need that. */
export const shortcuts = kept('shortcuts', ['on', 'off'] as const, 'on')
