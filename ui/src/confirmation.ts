import { ref } from 'vue'

/** The password once more: whoever needs it waits for one answer, however many ask at once. */
export const asking = ref(false)
let waiting: Promise<boolean> | null = null
let settle: ((confirmed: boolean) => void) | null = null

export function ask(): Promise<boolean> {
  waiting ??= new Promise<boolean>((answer) => {
    asking.value = true
    settle = answer
  })
  return waiting
}

export function answer(confirmed: boolean): void {
  asking.value = false
  settle?.(confirmed)
  waiting = null
  settle = null
}
