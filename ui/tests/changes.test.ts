import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Schemas } from '../src/api/client'
import { actsAt, bySelf, signalsOf, stagesOf } from '../src/change'
import { fateOf, fieldName, inOrder, paperSaid, saidOf } from '../src/difference'
import { contentOf, draftOf, freshPaper, kindsFor, linesOf, planOf, proposalFaults, workingDays } from '../src/proposal'
import { speak } from '../src/words'

const limit = (length: unknown, basis?: string) => ({ length, start: 'acceptance', ...(basis ? { basis } : {}) }) as unknown as Schemas['Limit']
const days = (amount: number) => ({ fixed: { amount, unit: 'working_days' } })
const paper = (id: string, name = '申请书') => ({ id, name, need: 'required', originals: 1, copies: 2, shared: false }) as Schemas['ListedPaper']
const content = {
  name: '食品经营许可', power: 'license', department: { known: 'd1' }, division: '512000', case_kind: 'promised', decision_level: 'this_organ', fees: { charged: false },
  supports: { appointment: true, online_payment: false, courier: false, online: true }, statutory_limit: limit(days(20), '行政许可法'), promised_limit: limit({ fixed: { amount: 1, unit: 'months' } }),
  basis: ['甲', '乙'], papers: [paper('p1'), paper('p3')], topics: ['开办企业'],
} as unknown as Schemas['ItemContent']
const blank = { trigger: '' as const, occurred_on: '', basis: '', reason: '', wanted_from: '', until: '' }

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

describe('a difference', () => {
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
  it('comes in the order of the guide, not of the alphabet', () => {
    expect(inOrder([{ field: 'complaint_phone' }, { field: 'conditions' }, { field: 'name' }]).map((row) => row.field)).toEqual(['name', 'conditions', 'complaint_phone'])
  })
  it('tells of a paper what came, went or differs', () => {
    const row = (before: Schemas['ListedPaper'] | null, after: Schemas['ListedPaper'] | null, fields: string[]) => ({ paper: 'p1', before, after, fields })
    expect([fateOf(row(null, paper('p1'), [])), fateOf(row(paper('p1'), null, []))]).toEqual(['added', 'removed'])
    const changed = row(paper('p1'), { ...paper('p1'), copies: 1 }, ['copies'])
    expect([fateOf(changed), paperSaid(changed, 'before'), paperSaid(changed, 'after')]).toEqual(['changed', ['复印件份数：2'], ['复印件份数：1']])
    expect(paperSaid(row(null, paper('p1'), []), 'before')).toEqual([])
  })
})

describe('a proposal', () => {
  it('leaves alone what the form does not ask for, and says nothing where it is empty', () => {
    expect(contentOf(content, draftOf(content))).toEqual(content)
    const draft = draftOf(content)
    draft.lines.basis = ' 丙 \n\n'
    draft.texts.place = '三楼'
    draft.limits.promised_limit.days = 5
    draft.limits.statutory_limit.days = ''
    draft.papers.splice(0, 2)
    const now = contentOf(content, draft)
    expect([now.basis, now.place, workingDays(now.promised_limit), 'statutory_limit' in now, 'papers' in now, now.topics]).toEqual([['丙'], '三楼', 5, false, false, ['开办企业']])
  })
  it('gives a new paper an id of its own', () => {
    expect(freshPaper([paper('p1'), paper('p3')]).id).toBe('p4')
    expect(freshPaper([paper('p1'), paper('p2'), paper('p2x')].map((one, at) => (at === 2 ? paper('p4') : one))).id).toBe('p5')
  })
  it('carries what its kind needs', () => {
    const of = { item: 'i', version: 2 }
    expect([planOf('suspend', of, '2026-12-31', null), planOf('suspend', of, '', null), planOf('resume', of, 'x', null), planOf('cancel', of, '', null)]).toEqual([{ suspend: { of, until: '2026-12-31' } }, { suspend: { of } }, { resume: { of } }, { cancel: { of } }])
    expect(planOf('change', of, '', content)).toEqual({ change: { of, content } })
    expect([kindsFor([{ ended: null }]), kindsFor([{ ended: 'suspended' }]), kindsFor([{ ended: 'canceled' }])]).toEqual([['change', 'suspend', 'cancel'], ['resume'], []])
  })
  it('names what keeps it from being sent', () => {
    expect(proposalFaults(blank, null, 10).map((fault) => fault.id)).toEqual(['proposal-trigger', 'proposal-occurred_on', 'proposal-basis', 'proposal-reason'])
    const draft = draftOf({ ...content, name: '', papers: [paper('p1', ' ')] })
    const whole = { ...blank, trigger: 'reviewed' as const, occurred_on: '2026-01-05', basis: '行政许可法', reason: '经评价，该事项需要相应调整' }
    expect(proposalFaults(whole, draft, 10).map((fault) => fault.id)).toEqual(['content-name', 'paper-name-0'])
    expect(linesOf('甲\n 乙 \n')).toEqual(['甲', '乙'])
  })
})
