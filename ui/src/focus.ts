import { nextTick } from 'vue'

/** Gives an element the focus once the page has it: Element Plus names its fields only after they are mounted. */
export async function focus(id: string): Promise<void> {
  await nextTick()
  document.getElementById(id)?.focus()
}
