import type { Ref } from 'vue'

/** How long before the end of an idle session the reader is warned (UX-30). */
export const WARNING_SECONDS = 120

/** The server notes a use only where the last note is older than this, in milliseconds: what it counts from may lie so far back. */
const NOTED = 60_000

/** Seconds left until a session that was last used at `used` may end; both in milliseconds. */
export function secondsLeft(used: number, idleMinutes: number, now: number): number {
  return Math.ceil((used + idleMinutes * 60_000 - NOTED - now) / 1000)
}

/** When it is said aloud how much is left: at once, then at these seconds, not at each of a hundred and twenty. */
const SPOKEN = [WARNING_SECONDS, 60, 30, 10] as const

/** The mark that was passed last: what is said changes only with it. */
export function spoken(left: number): number {
  return [...SPOKEN].reverse().find((mark) => left <= mark) ?? WARNING_SECONDS
}

const CHANNEL = 'daowei-used'

/** One session, many tabs: where one of them is at work, none of the others warns. Gives what ends it. */
export function share(used: Ref<number>, watch: (changed: (at: number) => void) => () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = (event: MessageEvent<number>) => {
    if (event.data <= used.value) return
    // What came from another tab is not sent back to it.
    told = event.data
    used.value = event.data
  }
  let told = 0
  const stop = watch((at) => {
    if (at - told < 1000) return
    told = at
    channel.postMessage(at)
  })
  return () => {
    stop()
    channel.close()
  }
}
