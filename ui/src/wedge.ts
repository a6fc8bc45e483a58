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

  /** Takes a key; gives the number of a case where this key ends one that was scanned. */
  key(key: string, at: number): string | null {
    const fast = at - this.last < BURST
    this.last = at
    if (key === 'Enter' || key === 'Tab') {
      const scanned = fast && this.typed.length >= LEAST ? numberIn(this.typed) : null
      this.typed = ''
      return scanned
    }
    if (key.length !== 1) return null
    this.typed = fast ? this.typed + key : key
    return null
  }
}

/** Hears a scanned number on whatever page is open. What was typed into a field stays there; nobody loses a word to a scan. */
export function onScanned(found: (number: string) => void): void {
  const burst = new Burst()
  const hear = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    const number = burst.key(event.key, event.timeStamp)
    if (!number) return
    event.preventDefault()
    event.stopPropagation()
    found(number)
  }
  onMounted(() => document.addEventListener('keydown', hear, true))
  onBeforeUnmount(() => document.removeEventListener('keydown', hear, true))
}
