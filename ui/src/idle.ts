/** How long before the end of an idle session the reader is warned (UX-30). */
export const WARNING_SECONDS = 120

/** Seconds left until a session that was last used at `used` ends; both in milliseconds. */
export function secondsLeft(used: number, idleMinutes: number, now: number): number {
  return Math.ceil((used + idleMinutes * 60_000 - now) / 1000)
}
