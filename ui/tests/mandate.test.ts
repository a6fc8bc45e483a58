import { describe, expect, it } from 'vitest'
import { couldBe, partyOf } from '../src/earlier'
import { blank, given, isMandateShort, noMandate, type PaperRow, request } from '../src/intake'
import type { Schemas } from '../src/api/client'

const row = (told: Partial<PaperRow>): PaperRow => ({ paper: 'p1', name: '身份证', need: 'required', shared: false, form: 'copy', copies: 1, ground: '', files: [], ...told })

describe('an intake', () => {
  it('says of a copy that it was compared only where somebody says so, and by whom only where it was another', () => {
    expect(given([row({})])[0]).not.toHaveProperty('verified')
    expect(given([row({ verified: true })])[0]?.verified).toEqual({})
    expect(given([row({ verified: true, verifiedBy: 'b', verifiedOn: '2026-03-01' })])[0]?.verified).toEqual({ by: 'b', on: '2026-03-01' })
    // An original that was seen is compared in any case: the server knows by whom.
    expect(given([row({ form: 'original_seen' })])[0]).not.toHaveProperty('verified')
    expect(given([row({ form: 'original_seen', verifiedBy: 'b' })])[0]?.verified).toEqual({ by: 'b' })
    expect(given([row({ form: 'original_taken', verified: true, verifiedBy: 'b' })])[0]).not.toHaveProperty('verified')
  })

  it('sends an agent with the mandate that was told, and none that was not', () => {
    const draft = { ...blank(), agent: { ...blank().applicant, role: 'agent' as const } }
    expect(request(draft).parties[1]).not.toHaveProperty('mandate')
    const mandate = { scope: '代为提交材料', from: '2026-03-01', to: '', paper: '授权委托书' }
    expect(request({ ...draft, mandate }).parties[1]?.mandate).toEqual({ ...mandate, to: null })
    expect(isMandateShort(noMandate())).toBe(false)
    expect(isMandateShort({ ...mandate, paper: '' })).toBe(true)
    expect(isMandateShort(mandate)).toBe(false)
  })

  it('looks at nobody else than the number could be of', () => {
    expect(couldBe('5120**********001X', '51200019900101001x')).toBe(true)
    expect(couldBe('5120**********001X', '51200019900101002X')).toBe(false)
    expect(couldBe('5120**********001X', '512000')).toBe(false)
    const party = (id: string, id_number: string) => ({ id, id_number }) as Schemas['Party']
    const seen = { parties: [party('a', '1111**********0011'), party('b', '5120**********001X')] } as Schemas['Case']
    expect(partyOf(seen, '51200019900101001X')?.id).toBe('b')
    expect(partyOf(seen, '510000199001010011')).toBe(null)
  })
})
