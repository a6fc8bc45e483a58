import { ref, watchEffect } from 'vue'

/** How the desk looks on this machine: kept here and nowhere else, for it says nothing about anybody. */
function kept<T extends string>(name: string, values: readonly [T, T], unsaid: T) {
  const key = `daowei-${name}`
  let first = unsaid
  try {
    first = values.find((value) => value === localStorage.getItem(key)) ?? unsaid
  } catch {
    // Nothing is kept, so that holds which was not said.
  }
  const value = ref(first)
  watchEffect(() => {
    document.documentElement.dataset[name] = value.value
    try {
      localStorage.setItem(key, value.value)
    } catch {
      // As above.
    }
  })
  return value
}

const darkSystem = typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: dark)').matches
/** As the reader's system has it, until the reader says otherwise. */
export const theme = kept('theme', ['light', 'dark'] as const, darkSystem ? 'dark' : 'light')
export const density = kept('density', ['roomy', 'compact'] as const, 'roomy')
/** Keys without Ctrl or Alt can be turned off (WCAG 2.1.4): those who speak to their machine need that. */
export const shortcuts = kept('shortcuts', ['on', 'off'] as const, 'on')
