import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { attend, attended } from '../src/presence'

describe('whoever is at the desk', () => {
  let leave = () => {}
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    leave()
    vi.useRealTimers()
  })
  const type = () => window.dispatchEvent(new Event('keydown'))

  it('is there for ten seconds after the last key, and not for a pointer that only moves', () => {
    leave = attend(() => Date.now(), async () => {})
    vi.advanceTimersByTime(60_000)
    expect(attended()).toBe(false)
    window.dispatchEvent(new Event('pointermove'))
    expect(attended()).toBe(false)
    for (const kind of ['keydown', 'input', 'pointerdown', 'wheel', 'click']) {
      window.dispatchEvent(new Event(kind))
      expect(attended(), kind).toBe(true)
      vi.advanceTimersByTime(10_000)
      expect(attended(), kind).toBe(false)
    }
  })

  it('is told to the server at most once a minute while he only types', async () => {
    let used = Date.now()
    const touch = vi.fn(async () => void (used = Date.now()))
    leave = attend(() => used, touch)
    for (let second = 0; second < 15 * 60; second += 1) {
      await vi.advanceTimersByTimeAsync(1_000)
      type()
    }
    expect(touch).toHaveBeenCalledTimes(15)
    // A server that does not answer is asked once at a time.
    let answer = () => {}
    const slow = vi.fn(() => new Promise<void>((resolve) => (answer = resolve)))
    leave()
    leave = attend(() => 0, slow)
    type()
    type()
    expect(slow).toHaveBeenCalledOnce()
    answer()
    await vi.advanceTimersByTimeAsync(0)
    type()
    expect(slow).toHaveBeenCalledTimes(2)
  })
})
