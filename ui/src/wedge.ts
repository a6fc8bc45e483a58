import { onBeforeUnmount, onMounted } from 'vue'
import { numberIn } from './print'

/** A scanner types faster than anybody: less than so many milliseconds between two keys (UX-20). */
const BURST = 50
/** Fewer keys than that are nobody's scan. */
const LEAST = 21

/** Keys as they come, gathered into what a scanner has typed; times in milliseconds. */
export class Burst {
  private typed = ''
  private last = -Infinity
  /** Whether the key that came last began anew: what follows it fast enough belongs to it. */
  fresh = true

  /** Takes a key; gives the number of a case where this key ends one that was scanned. */
  key(key: string, at: number): string | null {
    this.fresh = at - this.last >= BURST
    this.last = at
    if (this.fresh) this.typed = ''
    if (key === 'Enter' || key === 'Tab') {
      const scanned = this.typed.length >= LEAST ? numberIn(this.typed) : null
      this.typed = ''
      return scanned
    }
    if (key.length === 1) this.typed += key
    return null
  }
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** What the field that has the focus holds now, and a way back to that. */
export function remembered(field: Element | null): () => void {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)) return () => {}
  const { value } = field
  const caret = (of: Field) => (of instanceof HTMLSelectElement ? null : ([of.selectionStart, of.selectionEnd] as const))
  const [start, end] = caret(field) ?? [null, null]
  return () => {
    if (field.value === value) return
    field.value = value
    // Whoever keeps what the field holds hears of it as of anything typed.
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
    if (start !== null && !(field instanceof HTMLSelectElement)) field.setSelectionRange(start, end)
  }
}

/** Hears a scanned number on whatever page is open. Nothing of it stays in the field that had the focus, and nobody loses a word to a scan. */
export function onScanned(found: (number: string) => void): void {
  const burst = new Burst()
  let putBack = () => {}
  const hear = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    const number = burst.key(event.key, event.timeStamp)
    if (burst.fresh) putBack = remembered(document.activeElement)
    if (!number) return
    event.preventDefault()
    event.stopPropagation()
    putBack()
    found(number)
  }
  onMounted(() => document.addEventListener('keydown', hear, true))
  onBeforeUnmount(() => document.removeEventListener('keydown', hear, true))
}
