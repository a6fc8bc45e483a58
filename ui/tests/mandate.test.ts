import { describe, expect, it } from 'vitest'
import { couldBe, partyOf } from '../src/earlier'
import { actPlace, caseActs, first, type Case } from '../src/acts'
import { blank, given, intakeFaults, intakePlace, isMandateShort, mandateFaults, noMandate, type PaperRow, request } from '../src/intake'
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

  it('tells at which field of the mandate something is wrong, by itself and as the server names it', () => {
    const mandate = { scope: '代为提交材料', from: '2026-03-02', to: '2026-03-01', paper: '授权委托书' }
    const ids = (told: typeof mandate, on?: string) => mandateFaults(told, on).map(({ id }) => id)
    expect(ids(noMandate())).toEqual(['mandate-scope', 'mandate-from', 'mandate-paper'])
    expect(ids(mandate)).toEqual(['mandate-to'])
    // A slip in the year, or a year that stands for none.
    expect(ids({ ...mandate, from: '1826-03-02', to: '' })).toEqual(['mandate-from'])
    expect(ids({ ...mandate, to: '9999-12-31' })).toEqual(['mandate-to'])
    expect(ids({ ...mandate, to: '' }, '2026-03-01')).toEqual(['mandate-from'])
    expect(ids({ ...mandate, to: '2026-03-05' }, '2026-03-06')).toEqual(['mandate-to'])
    // Papers are received under one that is over, too.
    expect(ids({ ...mandate, to: '2026-03-05' })).toEqual([])
    const person = { ...blank().applicant, name: '张三', id_number: '51200019900101001X' }
    const draft = { ...blank(), matter: '占道', applicant: person, agent: { ...person, role: 'agent' as const, id_number: '11010519491231002X' }, mandate }
    expect(intakeFaults(draft, '').map(({ id }) => id)).toEqual(['mandate-to'])
    expect(intakePlace(draft, 'parties[1].mandate.scope')?.id).toBe('mandate-scope')
    const fields = (name: string) => caseActs.find((known) => known.name === name)!.fields
    expect(actPlace(fields('record_mandate'), 'mandate.paper')?.id).toBe('mandate-paper')
    expect(actPlace(fields('add_agent'), 'agent.mandate.from')?.id).toBe('mandate-from')
    expect(actPlace(fields('add_agent'), 'agent.id_number')?.id).toBe('field-newcomer-number')
  })

  it('means the only agent there is, and none where there are two', () => {
    const agent = caseActs.find((known) => known.name === 'record_mandate')!.fields[0]!
    const seen = (...roles: string[]) => ({ parties: roles.map((role, at) => ({ id: `p${at}`, role })) }) as unknown as Case
    expect(first(agent, seen('applicant', 'agent'), [], '')).toBe('p1')
    expect(first(agent, seen('applicant', 'agent', 'agent'), [], '')).toBe('')
  })

  it('adds an agent who is not known yet, with his mandate', () => {
    const add = caseActs.find((known) => known.name === 'add_agent')!
    const firm = { parties: [{ role: 'applicant', kind: 'organization' }] } as unknown as Case
    const newcomer = { ...(first(add.fields[0]!, firm, [], '') as object), name: '李四', id_number: '51200019900101001X' }
    expect(newcomer).toMatchObject({ role: 'representative', kind: 'person' })
    const mandate = { scope: '领取', from: '2026-03-01', to: '', paper: '委托书' }
    expect(add.body!({ newcomer, mandate })).toMatchObject({ agent: { name: '李四', phone: null, address: null, mandate: { ...mandate, to: null } } })
  })
})
