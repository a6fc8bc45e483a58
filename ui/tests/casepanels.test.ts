import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { type Case, caseActs, documentActs } from '../src/acts'
import type { Schemas } from '../src/api/client'
import CaseActs from '../src/case/CaseActs.vue'
import CaseHeader from '../src/case/CaseHeader.vue'
import CaseTimeline from '../src/case/CaseTimeline.vue'
import CorrectionsPanel from '../src/case/CorrectionsPanel.vue'
import DecisionsPanel from '../src/case/DecisionsPanel.vue'
import DocumentsPanel from '../src/case/DocumentsPanel.vue'
import EffectNote from '../src/case/EffectNote.vue'
import GroundsField from '../src/case/GroundsField.vue'
import MatterPanel from '../src/case/MatterPanel.vue'
import PartiesPanel from '../src/case/PartiesPanel.vue'
import ProceduresPanel from '../src/case/ProceduresPanel.vue'
import ReviewPanel from '../src/case/ReviewPanel.vue'
import TasksPanel from '../src/case/TasksPanel.vue'
import { i18n } from '../src/words'

const held = (id: string) => ({ id, commitment: 'c', length: 8 })
const staff = { kind: 'staff', person: 'p', name: '张审查', duty: 'reviewer' }
const entry = (sequence: number, kind: string, data: object) => ({ sequence, at: '2026-03-02T01:00:00Z', unit: 'u', kind: `case.${kind}`, data, by: staff })
const document = { id: 'd', kind: 'refusal_decision', number: '资市监决〔2026〕1号', on: '2026-03-03', printed: [], voided: false, corrected_by: [], commitment: '', seal_due: 'approval' }
const seen = (may: readonly string[] = []): Case =>
  ({
    id: 'c', number: '512000', stage: 'decided', item: 'i', item_name: '食品经营许可', item_version: 3, department_name: '市市场监管局', channel: 'window', received_at: '2026-03-01T01:00:00Z', received_on: '2026-03-01', accepted_on: '2026-03-02',
    step: null, chart: { id: 'fixed-review', version: 1, steps: [{ id: 'examine', zh: '审查', en: 'Examination' }] }, step_days: null, marks: [], owed: [], services: [], papers: [], files: [],
    parties: [{ id: 'a', role: 'applicant', kind: 'person', name: '欧**', id_number: '1***2', version: 1, source: 'typed' }],
    holder: { kind: 'office', department: 'o', person: 'p', person_name: '张审查' },
    matter: '（文字已密存，共 8 字）', unlisted_papers: null,
    steps: [{ step: 'examine', person: 'p', name: '张审查', verdict: 'oppose', at: '2026-03-02T01:00:00Z', days: 2 }],
    corrections: [{ document: 'n', on: '2026-03-01', told_on: '2026-03-01', demands: [{ id: 'q', paper: 'P1', met: true, repeated: false }], handed_in: '2026-03-02', dormant: false }],
    pauses: [{ id: 'z', ground: 'hearing', started_on: '2026-03-02', needed_days: 5, clocks: ['statutory'], document: 'n', told_until: '2026-03-09', provisional: false, ended_on: null }],
    extension: { document: 'n', days: 5, effective: true }, extensible: { by_government: false, ends: [{ due: '2026-04-01', provisional: true }] },
    upward: { to: '', on: '2026-03-02', reply: { outcome: 'refuse', number: '', on: '2026-03-03' } }, elsewhere: { outcome: 'refuse', on: '2026-03-01', by: 'p' },
    clocks: [{ kind: 'statutory', state: 'running', due: '2026-03-30', provisional: false, remaining: 4, over: 0, days: [] }],
    decisions: [{ document: 'd', outcome: 'refuse', on: '2026-03-03', by_name: '王首席', superseded: false, grounds: [{ kind: 'basis', words: '食品安全法 第三十五条' }], remedies: null }],
    documents: [document], license: null,
    timeline: [
      entry(1, 'received', { matter: held('m'), parties: [] }), entry(2, 'correction_requested', { document: 'n', demands: [{ id: 'q', what: held('w') }] }),
      entry(3, 'step_completed', { step: 'examine', verdict: 'oppose', opinion: held('o') }), entry(4, 'extended', { days: 5, reasons: held('e') }), entry(5, 'decided', { document: 'd', outcome: 'refuse', reasons: held('r') }),
    ],
    allowed: [...caseActs, ...documentActs, { act: 'reveal' }].map(({ act }) => (may.includes(act) ? { act, allowed: true } : { act, allowed: false, forbidden_by: { rule: 'authority.duty', zh: '岗位不符', en: 'not this duty' } })),
    revision: 5,
  }) as unknown as Case
const global = { plugins: [i18n], stubs: { RouterLink: true, ScreenBeside: true } }
const texts = { o: '材料不全，不同意', w: '缺少签字', r: '不符合条件', e: '需要论证', m: '申请摆摊' }
const content = { result_name: '食品经营许可证', basis: ['食品安全法 第三十五条'], conditions: [], papers: [{ id: 'P1', name: '申请书' }], decision_level: 'this_organ', case_kind: 'promised' } as unknown as Schemas['ItemContent']

describe('the parts of the page of a case', () => {
  const panels = { ReviewPanel, CorrectionsPanel, ProceduresPanel, MatterPanel, DecisionsPanel, CaseTimeline }
  const words: Record<keyof typeof panels, string[]> = {
    ReviewPanel: ['材料不全，不同意'], CorrectionsPanel: ['缺少签字'], ProceduresPanel: ['需要论证'], MatterPanel: ['申请摆摊'], DecisionsPanel: ['不符合条件'], CaseTimeline: Object.values(texts),
  }
  it.each(Object.keys(panels) as (keyof typeof panels)[])('keep what people wrote until it is asked for: %s', (name) => {
    const shown = (props: object) => mount(panels[name], { props: { lines: [], ...props } as never, global })
    const before = shown({ case: seen(), texts: {} })
    for (const said of words[name]) expect(before.text()).not.toContain(said)
    // Who may not, is told by which rule.
    expect(before.text()).toContain('岗位不符')
    expect(before.find('[id^="reveal-"]').attributes('disabled')).toBeDefined()
    const after = shown({ case: seen(['reveal']), texts })
    for (const said of words[name]) expect(after.text()).toContain(said)
    expect(after.find('[id^="reveal-"]').attributes('disabled')).toBeUndefined()
  })

  it('say in one glance whose it is, with whom, how long still, and by which version', () => {
    const head = mount(CaseHeader, { props: { case: seen() }, global }).text()
    for (const said of ['欧**', '张审查', '剩余 4 个工作日', '流程第 1 版']) expect(head).toContain(said)
  })

  it('show verdicts, tasks and procedures with who and when', () => {
    expect(mount(ReviewPanel, { props: { case: seen(), texts: {} }, global }).text()).toMatch(/审查.*不同意.*张审查.*用时 2 个工作日/s)
    expect(mount(TasksPanel, { props: { case: seen() }, global }).text()).toMatch(/审查完成张审查/)
    const procedures = mount(ProceduresPanel, { props: { case: seen(), texts: {} }, global }).text()
    for (const said of ['听证', '告知所需 5 个工作日', '暂停 法定时限', '延长 5 个工作日', '批复 不予', '别处作出的决定']) expect(procedures).toContain(said)
  })

  it('show what cannot be done with the rule, folded, and on a document too', () => {
    const acts = mount(CaseActs, { props: { case: seen(['record_call']), content, about: null }, global })
    expect(acts.find('#forbidden').attributes('open')).toBeUndefined()
    expect(acts.find('#forbidden').text()).toContain('岗位不符')
    expect(mount(DocumentsPanel, { props: { case: seen() }, global }).find('.barred').text()).toContain('用审批专用章')
    expect(mount(PartiesPanel, { props: { case: seen() }, global }).find('#reveal-why').text()).toContain('岗位不符')
  })

  it('say what an act will do, and change with what is told', () => {
    const act = (name: string) => [...caseActs, ...documentActs].find((known) => known.act === name)!
    const says = (name: string, told: object, target = '') => mount(EffectNote, { props: { case: seen(), act: act(name), target, told: told as never, content }, global }).text()
    expect(says('decide', { outcome: '' })).toContain('请先选择结果')
    expect(says('decide', { outcome: 'grant', grounds: [] })).toMatch(/欧\*\*.*食品经营许可.*512000.*准予，制发《准予决定书》.*食品经营许可证/s)
    expect(says('decide', { outcome: 'refuse', grounds: [] })).toMatch(/不予，制发《不予决定书》.*第三十八条/s)
    expect(says('decide', { outcome: 'refuse', grounds: ['basis:1'] })).not.toContain('第三十八条')
    expect(says('seal', {}, 'd')).toContain('《不予决定书 资市监决〔2026〕1号》')
    expect(says('extend', { days: 1 })).toMatch(/由 2026-03-30 延长至 2026-04-01.*暂定/s)
    expect(says('extend', { days: 2 })).toContain('最多可延长 1 个工作日')
  })

  it('offer the articles and papers of the item’s version as grounds', () => {
    const field = mount(GroundsField, { props: { modelValue: [], content, id: 'field-grounds' }, global })
    expect(field.findAll('.ground').map((ground) => ground.text())).toEqual(['食品安全法 第三十五条', '申请书'])
  })
})
