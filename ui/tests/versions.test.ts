import { describe, expect, it } from 'vitest'
import type { Schemas } from '../src/api/client'
import { current } from '../src/versions'

const version = (number: number, from: string, to: string | null) => ({ number, from, to }) as Schemas['ItemVersion']

describe('the version that is meant', () => {
  const versions = [version(1, '2020-01-01', '2026-12-01'), version(2, '2026-12-01', null)]

  it('is the one that holds today, not one that is still to come', () => {
    expect(current(versions, '2026-11-30')?.number).toBe(1)
    expect(current(versions, '2026-12-01')?.number).toBe(2)
  })

  it('is the newest where none holds, and none where there is none', () => {
    expect(current([version(1, '2020-01-01', '2021-01-01')], '2026-12-01')?.number).toBe(1)
    expect(current([], '2026-12-01')).toBeUndefined()
  })
})
