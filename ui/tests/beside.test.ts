import { describe, expect, it } from 'vitest'
import { isDisputed, sentAs, standingOf } from '../src/beside'
import type { Schemas } from '../src/api/client'

const data = { item_name: '食品经营许可', parties: [{ role: 'applicant', name: '张三', phone: '13800000000' }] } as unknown as Schemas['DataShown']
const beside = (told: Partial<Schemas['ScreenBeside']> = {}) => ({ open: true, paired: true, shows: 'data', confirmed: null, signed: false, digest: 'd1', subject: '食品经营许可', objection: null, ...told }) as Schemas['ScreenBeside']
const sent = { digest: 'd1', data: sentAs(data) }

describe('what became of the applicant’s confirmation', () => {
  it('is told of the very same data only, whatever was kept and reloaded', () => {
    expect(standingOf(beside({ paired: false }), data, null)).toBe('unpaired')
    expect(standingOf(beside({ shows: 'rating' }), data, sent)).toBe('hidden')
    expect(standingOf(beside(), data, sent)).toBe('waiting')
    expect(standingOf(beside({ confirmed: '2026-03-02T01:00:00Z' }), data, sent)).toBe('confirmed')
    expect(standingOf(beside({ confirmed: '2026-03-02T01:00:00Z', signed: true }), data, sent)).toBe('signed')
    expect(standingOf(beside({ objection: { words: '电话不对', at: '2026-03-02T01:00:00Z' } }), data, sent)).toBe('wrong')
    // Another digest is another person's data, or those of another window.
    expect(standingOf(beside({ confirmed: '2026-03-02T01:00:00Z', digest: 'd2' }), data, sent)).toBe('changed')
    expect(standingOf(beside({ confirmed: '2026-03-02T01:00:00Z' }), data, null)).toBe('changed')
    const later = { ...data, parties: [{ ...data.parties[0]!, phone: '13800000001' }] }
    expect(standingOf(beside({ confirmed: '2026-03-02T01:00:00Z' }), later, sent)).toBe('changed')
    expect(standingOf(beside({ confirmed: '2026-03-02T01:00:00Z', subject: '另一事项' }), data, sent)).toBe('changed')
  })

  it('leaves what he said is wrong open until it is shown anew, whatever was typed since', () => {
    const objected = beside({ objection: { words: '电话不对', at: '2026-03-02T01:00:00Z' } })
    expect([isDisputed('wrong', objected), isDisputed('changed', objected)]).toEqual([true, true])
    expect([isDisputed('changed', beside()), isDisputed('waiting', beside()), isDisputed(null, null)]).toEqual([false, false, false])
  })

  it('does not depend on the order in which a draft comes back', () => {
    const back = JSON.parse(JSON.stringify({ parties: [{ phone: '13800000000', name: '张三', role: 'applicant' }], item_name: '食品经营许可' })) as Schemas['DataShown']
    expect(standingOf(beside(), back, sent)).toBe('waiting')
  })
})
