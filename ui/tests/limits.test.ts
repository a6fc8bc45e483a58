import { describe, expect, it } from 'vitest'
import { light } from '../src/clock'
import { secondsLeft } from '../src/idle'

describe('a limit', () => {
  it.each([
    [{ stopped: false, remaining: 6 }, 'good'],
    [{ stopped: false, remaining: 2 }, 'good'],
    [{ stopped: false, remaining: 1 }, 'warn'],
    [{ stopped: false, remaining: 0 }, 'warn'],
    [{ stopped: false, remaining: -1 }, 'bad'],
    [{ stopped: true, remaining: null }, 'still'],
    [{ stopped: false, remaining: null }, 'still'],
  ])('%j is %s', (row, expected) => {
    expect(light(row)).toBe(expected)
  })
})

describe('an idle session', () => {
  it('ends so many minutes after it was last used', () => {
    expect(secondsLeft(0, 15, 0), 'a minute less: so coarsely the server notes a use').toBe(840)
    expect(secondsLeft(0, 15, 839_001)).toBe(1)
    expect(secondsLeft(0, 15, 840_000)).toBe(0)
  })
})
