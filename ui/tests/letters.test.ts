import { describe, expect, it } from 'vitest'
import type { Schemas } from '../src/api/client'
import { lettersFor } from '../src/letters'

const letter = (over: Partial<Schemas['Letter']>): Schemas['Letter'] => ({
  id: 'l', number: '授〔2026〕1号', department: 'd', signer: 's', holder: 'h', signed_on: '2026-01-01', from: '2026-01-01', to: '2027-01-01',
  grants: [{ power: 'decide' }], ...over,
})
const now = new Date('2026-11-29T16:30:00Z') // 30 November in China

describe('letters', () => {
  it('are shown while they are in force, for the power and the item', () => {
    const all = [
      letter({ id: 'all' }),
      letter({ id: 'mine', grants: [{ power: 'decide', items: ['i'] }] }),
      letter({ id: 'another item', grants: [{ power: 'decide', items: ['x'] }] }),
      letter({ id: 'another power', grants: [{ power: 'use_seal' }] }),
      letter({ id: 'first day without it', to: '2026-11-30' }),
      letter({ id: 'last day', to: '2026-12-01' }),
      letter({ id: 'tomorrow', from: '2026-12-01' }),
      letter({ id: 'revoked', revoked_at: '2026-11-01T00:00:00Z' }),
    ]
    expect(lettersFor(all, 'decide', 'i', now).map((known) => known.id)).toEqual(['all', 'mine', 'last day'])
    expect(lettersFor(all, 'decide', null, now).map((known) => known.id)).toEqual(['all', 'last day'])
  })
})
