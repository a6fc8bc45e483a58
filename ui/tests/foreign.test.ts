import { describe, expect, it } from 'vitest'
import { adds, changes, faults, linesOf, progressOf, request, type Typed, typedOf, untold } from '../src/foreign'

const NOW = '2026-03-02T17:00'
const typed = (said: Partial<Typed>): Typed => ({ ...untold(), received: '2026-03-02T09:00', ...said })

describe('what is typed of a case of another system', () => {
  it('is found fault with as the server would', () => {
    expect(faults(untold(), NOW)).toEqual({ received: 'needed' })
    expect(faults(typed({}), NOW)).toEqual({})
    expect(faults(typed({ received: NOW }), NOW)).toEqual({})
    expect(faults(typed({ received: '2026-03-02T17:01' }), NOW)).toEqual({ received: 'future' })
    expect(faults(typed({ accepted: '2026-03-02T08:59' }), NOW)).toEqual({ accepted: 'order' })
    expect(faults(typed({ decided: '2026-03-02T10:00' }), NOW)).toEqual({ result: 'resultToo' })
    expect(faults(typed({ result: 'granted' }), NOW)).toEqual({ decided: 'timeFirst' })
    expect(faults(typed({ delivered: '2026-03-02T10:00', document: 'JY1' }), NOW)).toEqual({ delivered: 'afterDecision', document: 'afterDecision' })
    expect(faults(typed({ decided: '2026-03-02T10:00', delivered: '2026-03-02T10:00', result: 'refused', document: 'JY1' }), NOW)).toEqual({})
  })

  it('keeps the seconds of a time that nobody touched', () => {
    const was = { received_at: '2026-03-02T01:00:30Z', accepted_at: '2026-03-02T02:00:30Z' }
    const now = typedOf(was)
    expect(now.received).toBe('2026-03-02T09:00')
    expect(progressOf({ ...now, accepted: '2026-03-02T10:01' }, was)).toEqual({ received_at: '2026-03-02T01:00:30Z', accepted_at: '2026-03-02T10:01:00+08:00' })
  })

  it('adds, or alters what stood before', () => {
    const before = typed({ accepted: '2026-03-02T10:00' })
    expect(adds(before, { ...before, decided: '2026-03-02T11:00', result: 'granted' })).toBe(true)
    expect(adds(before, { ...before, accepted: '' })).toBe(false)
    expect(adds(before, { ...before, accepted: '2026-03-02T10:01' })).toBe(false)
    expect(changes(before, { ...before, result: 'granted' })).toEqual([{ name: 'result', from: '', to: 'granted' }])
  })

  it('names an item of the list, or says that it is on none', () => {
    const draft = { key: '', system: ' 省专网 ', number: 'SC1', item: { id: 'i', name: '甲', department_name: '市甲局' }, itemName: '某项备案', unlisted: false, applicant: ' ', progress: typed({}) }
    expect(request(draft)).toEqual({ system: '省专网', number: 'SC1', item: 'i', progress: { received_at: '2026-03-02T09:00:00+08:00' } })
    expect(request({ ...draft, unlisted: true })).toMatchObject({ unlisted: true, item_name: '某项备案' })
    expect(request({ ...draft, unlisted: true })).not.toHaveProperty('item')
  })
})

describe('a file that is tried', () => {
  it('is told line by line, what is refused first, beside what stands there', () => {
    const finding = (line: number, code: string) => ({ line, code, message: '说', message_en: 'said' })
    const report = { rows: 4, accepted: 0, registered: [3], warnings: [finding(0, 'foreign.missing'), finding(2, 'foreign.amended'), finding(1, 'column.not_read')], refused: [finding(4, 'field.value')] }
    const lines = linesOf(report, 'head\r\nsecond\nthird\nfourth', false)
    expect(lines.map(({ line, fate, written }) => [line, fate, written])).toEqual([[4, 'refused', 'fourth'], [3, 'registered', 'third'], [2, 'amended', 'second'], [0, 'missing', ''], [1, 'noted', 'head']])
    expect(linesOf(report, '', true)[0]?.said).toBe('said')
  })
})
