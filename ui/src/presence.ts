/** Whether somebody sits at the desk. What a page asks for by itself, while nobody does, keeps no session alive. */

/** What a hand does. The pointer that only moves is none: a table that shakes keeps no session open. */
const HANDS = ['keydown', 'input', 'pointerdown', 'wheel', 'click'] as const
/** How long what is asked for counts as asked by the last hand, in milliseconds. */
const FRESH = 10_000
/** At most so often the server is told that somebody is there who asks for nothing, in milliseconds. */
const EVERY = 60_000

let hand = Date.now()

/** Whether what is asked for now is asked by somebody. */
export const attended = (): boolean => Date.now() - hand < FRESH

/**
 * Watches for hands until the returned function is called. Where one moves and the server has heard of none for a minute
 * (`used` says when it did), `touch` tells it, once at a time.
 */
export function attend(used: () => number, touch: () => Promise<unknown>): () => void {
  let telling = false
  const moved = () => {
    hand = Date.now()
    if (telling || hand - used() < EVERY) return
    telling = true
    void touch().finally(() => (telling = false))
  }
  HANDS.forEach((kind) => addEventListener(kind, moved, { capture: true, passive: true }))
  return () => HANDS.forEach((kind) => removeEventListener(kind, moved, { capture: true }))
}
