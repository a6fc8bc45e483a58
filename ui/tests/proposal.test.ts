import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Schemas } from '../src/api/client'
import { addPaper, blankEntry, contentOf, move, typedOf } from '../src/change/content'
import { below, blankProposal, entriesOf, givenOf, kindsFor, proposalFaults, proposalPlace, type ProposalDraft, revisionOf, shapeFaults } from '../src/change/proposal'
import { speak } from '../src/words'

type Content = Schemas['ItemContent']
/** A proposal as an event has kept it: everything that an entry can say. */
function golden(kind: string): Content {
  const plan = JSON.parse(readFileSync(`../crates/domain/tests/golden/events/${kind}.1.json`, 'utf8')).data.proposal.plan
  const [{ content }] = Object.values(plan as Record<string, { content: Content }>) as [{ content: Content }]
  // What an event leaves unsaid.
  return { ...content, papers: content.papers?.map((paper) => ({ ...paper, shared: paper.shared ?? false })) }
}
const full: Content = golden('change.proposed')
const OWN = { department: 'd1', division: '512000' }
const TODAY = '2026-03-02'

function proposal(said: Partial<ProposalDraft> = {}): ProposalDraft {
  const entries = entriesOf('change', OWN, full)
  return { ...blankProposal(), kind: 'change', items: [{ id: 'i1', name: '食品经营许可', version: 2, from: '2024-01-01' }], trigger: 'law_changed', occurred: '2026-02-24', basis: ['食品安全法 第三十五条'], reason: '食品安全法修订，许可条件和材料相应调整', entries, ...said }
}

beforeEach(() => speak('zh-CN'))

describe('what an entry says, as it is typed', () => {
  it('comes back the same where nobody altered it', () => {
    for (const content of [full, golden('change.revised')]) expect(contentOf(typedOf(content))).toEqual(content)
    const odd = {
      ...full,
      extension: { government_head: { most: 30 } }, local_codes: ['sc:1'], topics: ['准营准办'], office_seal: ['license'], inferred: ['objects'], separated: [['accept', 'decide']],
      statutory_limit: { length: { fixed: { amount: 0, unit: 'same_day' } }, start: 'receipt' },
      promised_limit: { length: { as_written: '尽快' }, start: { as_written: '材料齐全之日' }, basis: '承诺' },
      procedures: [{ ground: 'testing', basis: '条例第三条', outside_promise: true }, { ground: 'hearing', outside_promise: false }],
      questions: [['要带什么？', '身份证。']], exercise_level: 7, organ_nature: 9, result_months: 60, visits: 0,
    } as unknown as Content
    expect(contentOf(typedOf(odd))).toEqual(odd)
  })

  it('says nothing where nothing is typed, and nothing of what was cleared', () => {
    const said = contentOf(blankEntry('d1', '512000'))
    expect(Object.keys(said).sort()).toEqual(['case_kind', 'decision_level', 'department', 'division', 'fees', 'name', 'power', 'supports'])
    const typed = typedOf(full)
    Object.assign(typed.texts, { place: ' ', hours: ' 工作日 9:00—17:00 ' })
    typed.lists.conditions = ['', ' 有制度 ']
    typed.statutory_limit = { ...typed.statutory_limit, unit: 'months', amount: 2 }
    typed.promised_limit.unit = ''
    typed.extension.by = ''
    typed.correction_lapse.days = null
    const now = contentOf(typed)
    expect(['place' in now, now.hours, now.conditions, 'promised_limit' in now, 'extension' in now, 'correction_lapse' in now]).toEqual([false, '工作日 9:00—17:00', ['有制度'], false, false, false])
    expect(now.statutory_limit?.length).toEqual({ fixed: { amount: 2, unit: 'months' } })
  })

  it('gives a new paper an id that none of the item has had', () => {
    const typed = typedOf({ ...full, papers: [{ id: 'p1', name: '甲', need: 'required', originals: 1, copies: 0, shared: false }, { id: 'p2', name: '乙', need: 'required', originals: 1, copies: 0, shared: false }] })
    typed.papers.pop()
    expect(addPaper(typed).id).toBe('p3')
    typed.papers.pop()
    expect(addPaper(typed).id).toBe('p4')
    const list = ['甲', '乙']
    expect([move(list, 0, -1), move(list, 1, -1), list]).toEqual([false, true, ['乙', '甲']])
  })
})

describe('a proposal', () => {
  it('carries what its kind needs and nothing else', () => {
    const of = { item: 'i1', version: 2 }
    const plan = (said: Partial<ProposalDraft>) => givenOf(proposal(said), TODAY).plan as Record<string, Record<string, unknown>>
    expect(plan({}).change).toEqual({ of, content: { ...full, department: { known: 'd1' }, division: '512000' } })
    expect(plan({ kind: 'suspend', entries: [], until: '2026-12-31' })).toEqual({ suspend: { of, until: '2026-12-31' } })
    expect(plan({ kind: 'suspend', entries: [] })).toEqual({ suspend: { of } })
    expect([plan({ kind: 'resume', entries: [], until: 'x' }), plan({ kind: 'cancel', entries: [] })]).toEqual([{ resume: { of } }, { cancel: { of } }])
    const two = entriesOf('split', OWN, full)
    expect([two.length, (plan({ kind: 'split', entries: two }).split?.into as unknown[]).length]).toEqual([2, 2])
    const merged = plan({ kind: 'merge', items: [{ id: 'i1', name: '', version: 2, from: '' }, { id: 'i2', name: '', version: 1, from: '' }] }).merge
    expect([merged?.of, (merged?.into as Content).name]).toEqual([[of, { item: 'i2', version: 1 }], full.name])
    expect(Object.keys(plan({ kind: 'new', items: [], entries: entriesOf('new', OWN, null) }).new ?? {})).toEqual(['content'])
    expect(entriesOf('delegate_down', OWN, full).map(({ department, division }) => [department, division])).toEqual([['', '']])
    expect(entriesOf('cancel', OWN, full)).toEqual([])
  })

  it('is looked at before all of it is typed', () => {
    expect(givenOf(proposal({ trigger: '', occurred: '', reason: ' ', basis: ['', ' 甲 '], wanted: '' }), TODAY)).toMatchObject({ trigger: 'reviewed', occurred_on: TODAY, reason: '—', basis: ['甲'] })
    expect(givenOf(proposal({ wanted: '2026-05-01' }), TODAY).wanted_from).toBe('2026-05-01')
    expect(shapeFaults(blankProposal()).map(({ id }) => id)).toEqual(['kind'])
    expect(shapeFaults(proposal({ kind: 'merge' })).map(({ id }) => id)).toEqual(['change-item'])
    expect(shapeFaults(proposal({ kind: 'split' })).map(({ id }) => id)).toEqual(['add-entry'])
    expect(shapeFaults(proposal({ kind: 'delegate_down', entries: [] })).map(({ id }) => id)).toEqual(['add-entry'])
    expect(shapeFaults(proposal({ items: [], entries: [] })).map(({ id }) => id)).toEqual(['change-item', 'change-item'])
  })

  it('names what keeps it from being sent, at its field', () => {
    expect(proposalFaults(proposal(), 10, TODAY)).toEqual([])
    expect(proposalFaults(proposal({ trigger: '', occurred: '', basis: [' '], reason: '短' }), 10, TODAY).map(({ id }) => id)).toEqual(['trigger', 'occurred', 'basis', 'reason'])
    expect(proposalFaults(proposal({ occurred: '2026-03-03' }), 10, TODAY).map(({ id }) => id)).toEqual(['occurred'])
    const entries = entriesOf('split', OWN, full)
    const second = entries[1]!
    second.texts.name = ''
    second.statutory_limit = { ...second.statutory_limit, unit: 'months', amount: null }
    second.extension = { by: 'organ_head', most: null }
    addPaper(second)
    const found = proposalFaults(proposal({ kind: 'split', entries }), 10, TODAY)
    expect(found.map(({ id }) => id)).toEqual(['entry-1-name', 'entry-1-statutory_limit', 'entry-1-extension-most', `entry-1-paper-${second.papers.length - 1}-name`])
    expect(found[0]?.words).toBe('请填写第 2 项：事项名称')
    expect(proposalFaults(proposal({ kind: 'delegate_down', entries: entriesOf('delegate_down', OWN, full) }), 10, TODAY).map(({ id }) => id)).toEqual(['entry-0-department'])
  })

  it('finds the field that the server means', () => {
    expect(['plan.change.content.name', 'plan.split.into.1.conditions.0', 'reason', 'plan.new.content.papers.2.note'].map((name) => proposalPlace(name)?.id)).toEqual(['entry-0-name', 'entry-1-conditions', 'reason', 'entry-0-papers'])
    expect([proposalPlace('occurred_on')?.label, proposalPlace('plan.change.content.place')?.label, proposalPlace('plan'), proposalPlace('other')]).toEqual(['发生日期', '办理地点', null, null])
    expect(['trigger', 'basis', 'reason', 'wanted_from'].map((name) => proposalPlace(name)?.label)).toEqual(['调整事由', '调整依据', '调整理由', '拟生效日期'])
  })

  it('is typed on from what came back, of the newest versions', () => {
    const change = {
      kind: 'change', trigger: 'reviewed', occurred_on: '2026-02-20', basis: ['甲'], reason: '经评价需要调整', wanted_from: '2026-05-01',
      items: [{ item: 'i1', name: '食品经营许可', version: 2, newest: 3 }, { item: 'i9', name: '新的', version: null, newest: 1 }], entries: [{ content: full }],
    } as unknown as Schemas['ListChange']
    const typed = revisionOf(change)
    expect([typed.items, typed.wanted, typed.entries.length]).toEqual([[{ id: 'i1', name: '食品经营许可', version: 3, from: '' }], '2026-05-01', 1])
    expect(contentOf(typed.entries[0]!)).toEqual(full)
  })

  it('offers what the item can be proposed for as it stands', () => {
    expect(kindsFor([{ ended: null }])).toContain('delegate_down')
    expect([kindsFor([{ ended: 'suspended' }]), kindsFor([{ ended: 'canceled' }])]).toEqual([['resume', 'cancel'], []])
  })

  it('hands down to departments of the same line in divisions below', () => {
    const organ = (id: string, line: string, division: string) => ({ id, name: id, line, division })
    const all = [organ('d1', 'market', '512000'), organ('d2', 'market', '512002'), organ('d3', 'labor', '512002'), organ('d4', 'market', '510000'), organ('d5', 'market', '513021')]
    expect(below(all, 'd1').map(({ id }) => id)).toEqual(['d2'])
    expect(below(all, 'd9')).toEqual([])
  })
})
