import { ref, watchEffect } from 'vue'

/** How the desk looks on this machine: kept here and nowhere else, for it says nothing about anybody. */
function kept<T extends string>(name: string, values: readonly [T, T]) {
  const key = `daowei-${name}`
  let first: T = values[0]
  try {
    if (localStorage.getItem(key) === values[1]) first = values[1]
  } catch {
    // Nothing is kept, so the first one holds.
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

export const theme = kept('theme', ['light', 'dark'] as const)
export const density = kept('density', ['roomy', 'compact'] as const)
/** Keys without Ctrl or Alt can be turned off (WCAG 2.1.4): those who speak to their machine need that. */
export const shortcuts = kept('shortcuts', ['on', 'off'] as const)
