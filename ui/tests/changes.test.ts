import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Schemas } from '../src/api/client'
import { actsAt, bySelf, lightOf, signalsOf, stagesOf } from '../src/change'
import { fateOf, fieldName, fieldsOf, fresh, heldAgainst, paperSaid, saidOf, wholeOf } from '../src/difference'
import { speak } from '../src/words'

const limit = (length: unknown, basis?: string) => ({ length, start: 'acceptance', ...(basis ? { basis } : {}) }) as unknown as Schemas['Limit']
const days = (amount: number) => ({ fixed: { amount, unit: 'working_days' } })
const paper = (id: string, name = '申请书') => ({ id, name, need: 'required', originals: 1, copies: 2, shared: false }) as Schemas['ListedPaper']
const content = {
  name: '食品经营许可', power: 'license', department: { known: 'd1' }, division: '512000', case_kind: 'promised', decision_level: 'this_organ', fees: { charged: false },
  supports: { appointment: true, online_payment: false, courier: false, online: true }, statutory_limit: limit(days(20), '行政许可法'), promised_limit: limit({ fixed: { amount: 1, unit: 'months' } }),
  basis: ['甲', '乙'], papers: [paper('p1'), paper('p3')], topics: ['开办企业'],
} as unknown as Schemas['ItemContent']
beforeEach(() => {
  setActivePinia(createPinia())
  speak('zh-CN')
})

describe('whose turn it is', () => {
  it('is told by what one may do', () => {
    expect(stagesOf((acts) => acts.includes('review_change') || acts.includes('publish_change'))).toEqual(['staffing', 'publication'])
    expect(stagesOf(() => false)).toEqual([])
    expect([actsAt('legal'), actsAt('government'), actsAt('published')]).toEqual([['agree', 'return'], ['approve', 'refuse', 'return'], []])
    expect([bySelf('returned'), bySelf('publication'), bySelf('refused')]).toEqual([true, false, false])
  })
  it('asks for each sign once', () => {
    const sign = (signal: Schemas['ChangeSignal']) => ({ signal, zh: signal, en: signal })
    expect(signalsOf([{ signals: [sign('permits'), sign('charges')] }, { signals: [sign('permits')] }]).map((one) => one.signal)).toEqual(['permits', 'charges'])
  })
})

describe('the time of whoever has a change', () => {
  it('is over, near its end, or neither', () => {
    const light = (due: string | null, late = false) => lightOf({ due, late }, '2026-03-02')
    expect([light(null), light('2026-02-27', true), light('2026-03-02'), light('2026-03-04'), light('2026-03-05')]).toEqual(['still', 'bad', 'warn', 'warn', 'good'])
  })
})

describe('a difference', () => {
  it('marks the lines that one side alone says, in the order of the guide', () => {
    const row = { field: 'conditions', before: ['有场所', '有人员'], after: ['有场所', '有制度'] } as unknown as Schemas['FieldDifference']
    expect(heldAgainst(row, 'before')).toEqual([{ words: '有场所', alone: false }, { words: '有人员', alone: true }])
    expect(heldAgainst(row, 'after').filter((line) => line.alone).map((line) => line.words)).toEqual(['有制度'])
    const silent = { field: 'topics', before: null, after: [] } as unknown as Schemas['FieldDifference']
    const name = { field: 'name', before: '甲', after: '乙' } as unknown as Schemas['FieldDifference']
    expect(fieldsOf({ fields: [row, silent, name] }).map(({ field }) => field)).toEqual(['name', 'conditions'])
  })
  it('has one side to read where nothing stood before', () => {
    const whole = wholeOf(content)
    expect([fresh(whole), whole.papers.map((row) => row.paper), fresh({ ...whole, fields: [{ field: 'name', before: '甲', after: '乙' } as unknown as Schemas['FieldDifference']] })]).toEqual([true, ['p1', 'p3'], false])
    expect(fieldsOf(whole)[0]?.field).toBe('name')
  })
  it('names what a standard names, and leaves what it does not know as it is written', () => {
    expect([saidOf('objects', ['natural_person', '经营者']), saidOf('exercise_level', 3), saidOf('organ_nature', 5)]).toEqual([['自然人', '经营者'], ['市级'], ['5']])
  })
  it('says every element in words', () => {
    expect(saidOf('statutory_limit', content.statutory_limit)).toEqual(['20个工作日 · 自受理起 · 行政许可法'])
    expect(saidOf('supports', content.supports)).toEqual(['预约', '网上办理'])
    expect(saidOf('extension', { organ_head: { most: 10 } })).toEqual(['经本机关负责人批准，最多 10 个工作日'])
    expect(saidOf('fees', { charged: true, basis: '川价发〔2010〕1号' })).toEqual(['收费：川价发〔2010〕1号'])
    expect(saidOf('department', { as_written: '省厅' })).toEqual(['省厅'])
    expect(saidOf('separated', [['accept', 'decide']])).toEqual(['受理、决定'])
    expect(saidOf('correction_lapse', { days: 30, basis: '办法第九条' })).toEqual(['30 日内不补正的，依规则办结（办法第九条）'])
    expect([saidOf('visits', 0), saidOf('visits', null), saidOf('basis', ['甲', '乙'])]).toEqual([['0'], [], ['甲', '乙']])
    speak('en')
    expect(saidOf('power', 'license').concat(fieldName('place'))).toEqual(['License', 'Place'])
  })
  it('tells of a paper what came, went or differs', () => {
    const row = (before: Schemas['ListedPaper'] | null, after: Schemas['ListedPaper'] | null, fields: string[]) => ({ paper: 'p1', before, after, fields })
    expect([fateOf(row(null, paper('p1'), [])), fateOf(row(paper('p1'), null, []))]).toEqual(['added', 'removed'])
    const changed = row(paper('p1'), { ...paper('p1'), copies: 1 }, ['copies'])
    expect([fateOf(changed), paperSaid(changed, 'before'), paperSaid(changed, 'after')]).toEqual(['changed', ['复印件份数：2'], ['复印件份数：1']])
    expect(paperSaid(row(null, paper('p1'), []), 'before')).toEqual([])
  })
})
