import { describe, expect, it } from 'vitest'
import { type Case, caseActs, chosenGrounds, documentActs, offered } from '../src/acts'
import type { Schemas } from '../src/api/client'
import { guided } from '../src/case/guided'
import { daysOf, factsOf, lawOf } from '../src/case/happened'
import { comesNext, nextAct, shownBarred } from '../src/case/next'
import { tasks } from '../src/case/tasks'
import { demandsOf, opinionsOf, textsOf } from '../src/case/texts'
import { leading, standingOf } from '../src/clock'
import { speak } from '../src/words'

const held = (id: string) => ({ id, commitment: 'c', length: 8 })
const entry = (kind: string, data: object, name = '张审查', person = 'p1') =>
  ({ sequence: 1, at: '2026-03-02T01:00:00Z', unit: 'u', kind: `case.${kind}`, data, by: { kind: 'staff', person, name, duty: 'reviewer' } }) as unknown as Schemas['Entry']
const allowing = (...acts: string[]) => [...caseActs, ...documentActs].map(({ act }) => (acts.includes(act) ? { act, allowed: true } : { act, allowed: false, forbidden_by: { rule: 'case.stage', zh: '不行', en: 'no' } }))
const seen = (change: object): Case =>
  ({
    id: 'c', stage: 'received', parties: [], papers: [], files: [], services: [], corrections: [], clocks: [], steps: [], pauses: [], decisions: [], documents: [], timeline: [], owed: [], marks: [],
    holder: { kind: 'nobody' }, allowed: allowing(), ...change,
  }) as unknown as Case
const chart = { id: 'fixed-review', version: 1, steps: [{ id: 'examine', zh: '审查', en: 'examination' }, { id: 'verify', zh: '复核', en: 'verification' }] }
const done = (step: string, verdict = 'favor', days = 1) => ({ step, person: 'p1', name: '张审查', verdict, at: '2026-03-02T01:00:00Z', days })
const states = (given: Case) => tasks(given).map((task) => `${task.id} ${task.state}`)

describe('the tasks of a case', () => {
  it('stand as far as the case is, with who and when', () => {
    expect(states(seen({}))).toEqual(['accept doing', 'decide waiting', 'seal waiting', 'deliver waiting'])
    expect(states(seen({ stage: 'correction_requested' }))[0]).toBe('accept correcting')
    const review = seen({ stage: 'under_review', accepted_on: '2026-03-02', chart, step: 'verify', step_days: 3, steps: [done('examine', 'favor', 2)], timeline: [entry('accepted', {}, '李窗口')] })
    expect(states(review)).toEqual(['accept done', 'examine done', 'verify doing', 'decide waiting', 'seal waiting', 'deliver waiting'])
    expect(tasks(review).slice(0, 3).map(({ who, days }) => [who, days])).toEqual([['李窗口', undefined], ['张审查', 2], [undefined, 3]])
  })

  it('are done anew where a step was sent back, and not any more once the case has ended', () => {
    const back = seen({ stage: 'under_review', accepted_on: '2026-03-02', chart, step: 'examine', steps: [done('examine'), done('verify', 'return')] })
    expect(states(back).slice(1, 3)).toEqual(['examine doing', 'verify waiting'])
    expect(states(seen({ stage: 'not_accepted', timeline: [entry('not_accepted', {})] }))).toEqual(['accept done', 'decide skipped', 'seal skipped', 'deliver skipped'])
  })

  it('end with the seal and the delivery', () => {
    const decisions = [{ document: 'd', outcome: 'grant', on: '2026-03-03', by_name: '王首席', superseded: false, grounds: [] }]
    const decided = { accepted_on: '2026-03-02', chart, steps: [done('examine'), done('verify')], decisions }
    expect(states(seen({ ...decided, stage: 'decided', documents: [{ id: 'd', printed: [] }] })).slice(3)).toEqual(['decide done', 'seal doing', 'deliver waiting'])
    expect(states(seen({ ...decided, stage: 'sealed', documents: [{ id: 'd', printed: [], sealed: 'approval' }] })).slice(3)).toEqual(['decide done', 'seal done', 'deliver doing'])
    expect(states(seen({ ...decided, stage: 'archived', documents: [{ id: 'd', printed: [], sealed: 'approval' }] })).slice(3)).toEqual(['decide done', 'seal done', 'deliver done'])
  })
})

describe('what comes next', () => {
  const next = (stage: string, acts: string[], change: object = {}, content: object | null = { case_kind: 'promised', decision_level: 'this_organ' }) => {
    const found = nextAct(seen({ stage, allowed: allowing(...acts), ...change }), content as Schemas['ItemContent'] | null)
    return found?.name ?? found?.act
  }
  const open = { corrections: [{ document: 'd', on: '2026-03-02', demands: [{ id: '1', paper: 'P1', met: false, repeated: false }] }] }

  it('goes by the state of the case, not by the order of the acts', () => {
    expect(next('received', ['accept', 'request_correction'])).toBe('accept')
    expect(next('correction_requested', ['record_papers', 'accept'], open)).toBe('hand_in_corrections')
    expect(next('awaiting_decision', ['decide', 'start_pause', 'extend'])).toBe('decide')
    expect(next('sealed', ['deliver', 'confirm_service'])).toBe('deliver')
    expect(next('decided', ['redecide', 'record_call'])).toBeUndefined()
  })

  it('is told where it is somebody else’s, too', () => {
    expect(next('awaiting_decision', ['record_call'])).toBe('decide')
    expect(comesNext(seen({ stage: 'under_review' }))).toEqual(['examine'])
  })

  it('ends a special procedure, goes upward, or decides on the spot where the case does', () => {
    expect(next('awaiting_decision', ['end_pause'], { pauses: [{ id: 'p', ended_on: null }] })).toBe('end_pause')
    expect(next('awaiting_decision', ['submit_upward', 'decide'], {}, { case_kind: 'promised', decision_level: 'superior_organ' })).toBe('submit_upward')
    expect(next('received', ['decide_on_the_spot', 'accept'], {}, { case_kind: 'instant', decision_level: 'this_organ' })).toBe('decide_on_the_spot')
    expect(next('received', ['decide_on_the_spot', 'accept'])).toBe('accept')
  })

  it('shows what is barred by somebody’s right, by the limits, or in the middle of the way', () => {
    const act = (name: string) => caseActs.find((known) => known.act === name)!
    const by = (rule: string, ...acts: string[]) => seen({ allowed: acts.map((one) => ({ act: one, allowed: false, forbidden_by: { rule, zh: '', en: '' } })) })
    expect(shownBarred(by('authority.duty', 'terminate'), act('terminate'))).toBe(true)
    expect(shownBarred(by('limits.extension.after_limit', 'extend'), act('extend'))).toBe(true)
    expect(shownBarred(by('case.stage', 'decide'), act('decide'))).toBe(true)
    expect(shownBarred(by('case.stage', 'archive'), act('archive'))).toBe(false)
  })
})

describe('the way of a decision on paper', () => {
  const paper = (change: object) => ({ id: 'd', kind: 'grant_decision', on: '2026-03-03', printed: [], voided: false, corrected_by: [], commitment: '', seal_due: 'approval', ...change }) as unknown as Schemas['DocumentLine']
  const way = (document: Schemas['DocumentLine'], files: object[] = []) => guided(seen({ files, documents: [document] }), document).map(({ step, done: is, next }) => `${step}${is ? ' done' : ''}${next ? ' next' : ''}`)

  it('leads from print to seal to scan to delivery', () => {
    expect(way(paper({}))).toEqual(['print next', 'sign', 'seal', 'scan', 'deliver'])
    expect(way(paper({ printed: [{ copy: 1 }] }))).toEqual(['print done', 'sign', 'seal next', 'scan', 'deliver'])
    const sealed = paper({ printed: [{ copy: 1 }], sealed: 'approval' })
    expect(way(sealed)).toEqual(['print done', 'sign done', 'seal done', 'scan next', 'deliver'])
    expect(way(sealed, [{ id: 'f', kind: 'signed_document', document: 'd' }])).toEqual(['print done', 'sign done', 'seal done', 'scan done', 'deliver next'])
    // The slip of its service is no scan of the signed document.
    expect(way(sealed, [{ id: 'f', kind: 'service_proof', document: 'd' }])).toEqual(['print done', 'sign done', 'seal done', 'scan next', 'deliver'])
  })

  it('asks for the seal that is due, for a scan once it is sealed, and for the slip once it is served', () => {
    expect(guided(seen({}), paper({ seal_due: 'office' }))[2]?.act?.act).toBe('seal_with_office_seal')
    expect(offered({ act: 'scan_signed' }, paper({ sealed: 'approval' }), true)).toBe(true)
    expect(offered({ act: 'scan_signed' }, paper({}), true)).toBe(false)
    const proof = { act: 'scan_papers', name: 'scan_proof' } as const
    expect([offered(proof, paper({ served_on: '2026-03-04' }), true), offered(proof, paper({}), true)]).toEqual([true, false])
    // A second one beside one that is there says why; the first one needs no reason.
    const scan = documentActs.find((known) => known.name === 'scan_proof')!
    const why = scan.fields.find((field) => field.name === 'again') as unknown as { when: (seen: unknown, target: string) => boolean }
    const files = (document: string, kind: string) => ({ files: [{ id: 'f', kind, document }] })
    expect([why.when({ files: [] }, 'd'), why.when(files('d', 'service_proof'), 'd'), why.when(files('e', 'service_proof'), 'd'), why.when(files('d', 'signed_document'), 'd')]).toEqual([false, true, false, false])
    expect(scan.body!({ files: [{ id: 'a', state: 'done' }], again: '' })).toEqual({ files: ['a'] })
    expect(scan.body!({ files: [{ id: 'a', state: 'done' }], again: '原扫描件缺第二页' })).toEqual({ files: ['a'], reasons: '原扫描件缺第二页' })
  })
})

describe('what people wrote', () => {
  it('is found by the ids that events name, and never a paper of ours or a record', () => {
    const data = { reasons: held('r'), text: held('t'), parties: [{ record: held('x') }], demands: [{ id: 'q', what: held('w') }] }
    expect(textsOf(data).map(({ field, held: { id } }) => [field, id])).toEqual([['reasons', 'r'], ['what', 'w']])
    const timeline = [entry('correction_requested', { demands: [{ id: 'q', what: held('w') }] }), entry('step_completed', { opinion: held('o') })]
    expect(demandsOf(timeline).get('q')?.id).toBe('w')
    expect(opinionsOf(timeline).map((text) => text?.id)).toEqual(['o'])
  })
})

describe('the timeline', () => {
  const completed = entry('step_completed', { step: 'examine', verdict: 'oppose', opinion: held('o') })
  const known = seen({
    chart, steps: [done('examine', 'oppose', 4)], timeline: [completed], pauses: [{ id: 'p', ground: 'hearing' }],
    documents: [{ id: 'd', kind: 'acceptance_notice', number: '资市监受〔2026〕1号' }],
  })
  const says = (kind: string, data: object) => factsOf(entry(kind, data), known)

  it('says which step and verdict, which document, which limit, and why it was paused', () => {
    expect(factsOf(completed, known)).toBe('审查 · 不同意')
    expect(daysOf(completed, known)).toBe(4)
    expect(says('document_issued', { document: 'd' })).toBe('受理通知书 资市监受〔2026〕1号')
    const objected = (outcome: string) => says('received', { objections: [{ screen: 's', at: '2026-03-02T01:00:00Z', words: held('w'), outcome }] })
    expect(objected('confirmed')).toBe('办事人 2026-03-02 09:00 在屏幕上提出信息有误，重新送核后已确认')
    expect(objected('shown_anew')).toContain('收件前未确认')
    expect(objected('despite')).toContain('未重新送核')
    expect(says('received', {})).toBe('')
    expect(says('clock_warned', { clock: 'promised', due: '2026-03-10' })).toBe('承诺时限 · 至 2026-03-10')
    expect(says('pause_ended', { pause: 'p', deducted: [{ clock: 'statutory', deduction: { days: 3 } }] })).toBe('听证 · 法定时限扣除 3 个工作日')
  })

  it('is in the reader’s language, one thing in the singular', () => {
    expect(lawOf('到期预警')).toBe('到期预警')
    speak('en')
    expect(lawOf('到期预警')).toBe('the limit is near')
    expect(lawOf('行政许可法 第三十二条')).toBe('行政许可法 第三十二条')
    expect(says('pause_started', { ground: 'hearing', needed_days: 1 })).toBe('Hearing · 1 working day')
    expect(says('pause_started', { ground: 'hearing', needed_days: 2 })).toBe('Hearing · 2 working days')
    speak('zh-CN')
  })
})

describe('what is told and shown', () => {
  it('sends grounds by kind and line', () => {
    expect(chosenGrounds(['basis:1', 'condition:12', 'paper:P:1'])).toEqual([{ kind: 'basis', line: 1 }, { kind: 'condition', line: 12 }, { kind: 'paper', paper: 'P:1' }])
    expect(chosenGrounds(undefined)).toEqual([])
  })

  it('shows the limit that leads', () => {
    const clock = (kind: string, change: object = {}) => ({ kind, state: 'running', due: '2026-03-10', provisional: false, remaining: 2, over: 0, ...change }) as unknown as Schemas['Clock']
    expect(leading([clock('statutory'), clock('promised')])?.kind).toBe('promised')
    expect(leading([clock('promised', { state: 'ended' }), clock('delivery')])?.kind).toBe('delivery')
    expect(leading([clock('promised', { state: 'ended' })])).toBeUndefined()
    expect(standingOf(clock('promised', { over: 3 })).remaining).toBe(-3)
    expect(standingOf(clock('promised', { state: 'stopped' }))).toMatchObject({ stopped: true, remaining: null })
  })

  it('offers a paper to look at where one is issued, and only there', () => {
    const silent = [...caseActs, ...documentActs].filter((known) => known.silent).map((known) => known.name ?? known.act)
    const issuing = [...caseActs, ...documentActs].filter((known) => !known.silent).map((known) => known.act)
    expect(issuing).toEqual([
      'accept', 'request_correction', 'not_accept', 'not_competent', 'not_required', 'decide_on_the_spot', 'inform_interested', 'start_pause', 'extend', 'extend_by_government', 'submit_upward', 'decide',
      'confirm_service', 'redecide', 'withdraw', 'terminate', 'correct_clerically', 'reissue',
    ])
    expect(silent).toContain('examine')
  })
})
