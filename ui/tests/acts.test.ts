import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { asked, type Case, caseActs, documentActs, faultsOf, first, offered, wanting } from '../src/acts'
import { standing, textOf, uncorrected } from '../src/correction'
import { kinds } from '../src/live'
import { enumerations } from '../src/words/enumerations'
import zh from '../src/words/zh-CN'

describe('acts', () => {
  it('are acts of the API, each once, and what they ask for has words', () => {
    const names = [...caseActs, ...documentActs].map((known) => known.name ?? known.act)
    expect(new Set(names).size).toBe(names.length)
    for (const known of [...caseActs, ...documentActs]) {
      expect(known.act in enumerations.ActName, known.act).toBe(true)
      for (const field of known.fields) expect(field.name in zh.field, `${known.act}.${field.name}`).toBe(true)
    }
  })

  it('have words for everything that can happen', () => {
    expect(Object.keys(zh.event).sort()).toEqual(kinds.map((kind) => kind.replace('case.', '')).sort())
  })

  const demand = (id: string, met: boolean) => ({ id, paper: 'P1', met, repeated: false })
  const seen = { item: 'i', corrections: [{ document: 'd', on: '2026-03-02', dormant: false, demands: [demand('a', true), demand('b', false)] }] } as unknown as Case
  const act = (name: string) => caseActs.find((known) => (known.name ?? known.act) === name)!
  const blank = (name: string) => Object.fromEntries(act(name).fields.map((field) => [field.name, first(field, seen, [], '2026-03-02')]))
  const short = (name: string, told: Record<string, unknown>) => act(name).fields.some((field) => wanting(field, told))

  it('cover everything that the page of a case can be asked for', () => {
    const source = readFileSync('../crates/app/src/case/read.rs', 'utf8')
    const listed = [...(/const CASE_ACTS[^=]*= \[([^\]]*)\]/.exec(source)?.[1] ?? '').matchAll(/Act::(\w+)/g)]
    const offers = new Set([...caseActs, ...documentActs].map((known) => known.act.replace(/_/g, '')))
    // Looking is no act of the case: the parties have buttons of their own for it.
    const buttons = readFileSync('src/case/PartiesPanel.vue', 'utf8').matchAll(/allowed\(props\.case, '(\w+)'\)/g)
    for (const [, name] of buttons) offers.add(name!)
    expect(listed.length).toBeGreaterThan(30)
    expect(listed.map(([, name]) => name!.toLowerCase()).filter((name) => !offers.has(name))).toEqual([])
  })

  it('tell all that must be put right at once, and repeat only what is still open', () => {
    const told = blank('request_correction')
    expect(told.repeats).toEqual(['b'])
    expect(short('request_correction', { ...told, repeats: [] })).toBe(true)
    const both = { demands: { P1: '  缺少签字 ', P2: ' ' }, repeats: [] }
    expect(short('request_correction', both)).toBe(false)
    expect(act('request_correction').body!(both)).toEqual({ demands: [{ paper: 'P1', what: '缺少签字' }], repeats: [] })
  })

  it('take what was handed in with the demands that it meets', () => {
    expect(act('hand_in_corrections').when!(seen)).toBe(true)
    expect(act('hand_in_corrections').when!({ ...seen, corrections: [] })).toBe(false)
    const rows = [{ paper: 'P1', form: 'copy', copies: 1, ground: '' }, { paper: 'P2', form: '', copies: 1, ground: '' }]
    expect(act('hand_in_corrections').body!({ met: ['b'], papers: rows })).toEqual({ met: ['b'], papers: [{ paper: 'P1', form: 'copy', copies: 1 }] })
    expect(short('record_papers', { papers: rows.slice(1) })).toBe(true)
    expect(short('record_papers', { papers: rows })).toBe(false)
  })

  it('say which one thing a deed of correction is about', () => {
    const correction = { ...uncorrected(), target: 'document:7', subject: '地址', old: '甲路1号', new: '甲路2号' }
    expect(act('correct_clerically').body!({ correction, reasons: '笔误' })).toEqual({ document: '7', subject: '地址', old: '甲路1号', new: '甲路2号', reasons: '笔误' })
  })

  it('send the whole record of a party, with what the one changed datum said', () => {
    const was = { role: 'applicant' as const, kind: 'person' as const, name: '张三', id_kind: '111' as const, id_number: '11010519491231002X', phone: '', address: '甲路1号' }
    const told = (record: Partial<typeof was>) => ({ correction: { ...uncorrected(), target: 'party:7', was, record: { ...was, ...record } }, reasons: '登记时误录' })
    const phone = told({ phone: '13800138000' })
    expect(act('correct_clerically').body!(phone)).toEqual({
      party: '7',
      record: { ...was, phone: '13800138000' },
      subject: '申请人联系电话',
      old: '无',
      new: '13800138000',
      reasons: '登记时误录',
    })
    expect(short('correct_clerically', phone)).toBe(false)
    expect(short('correct_clerically', told({}))).toBe(true)
    expect(short('correct_clerically', told({ phone: '13800138000', address: '甲路2号' }))).toBe(true)
  })

  it('ask why a mandate ended only where the one of the chosen agent holds still', () => {
    const parties = [{ id: 'a', role: 'agent', mandate: { holds: true } }, { id: 'b', role: 'agent', mandate: { holds: false } }, { id: 'c', role: 'agent' }]
    const of = { ...seen, parties } as unknown as Case
    const names = (agent: string) => asked(act('record_mandate').fields, of, '', { agent }, false).map((field) => field.name)
    expect(names('a')).toEqual(['agent', 'replaced', 'mandate'])
    for (const other of ['', 'b', 'c']) expect(names(other)).toEqual(['agent', 'mandate'])
    const mandate = { scope: '代为提交材料', from: '2026-03-01', to: '', paper: '授权委托书' }
    const body = act('record_mandate').body!
    expect(body({ agent: 'a', mandate, replaced: '申请人取消原委托' })).toEqual({ party: 'a', mandate: { ...mandate, to: null }, reasons: '申请人取消原委托' })
    expect(body({ agent: 'b', mandate })).toEqual({ party: 'b', mandate: { ...mandate, to: null } })
    expect(faultsOf(act('record_mandate').fields[1]!, { agent: 'a', replaced: '换' }, 10)).toHaveLength(1)
  })

  it('know what a datum of the case says, or where that lies', () => {
    expect(standing({ ...seen, channel: 'window' }, 'channel')).toBe('窗口')
    const entry = (kind: string, data: unknown) => ({ kind, data }) as never
    const timeline = [entry('case.received', { matter: { id: 'a' } }), entry('case.corrected', { datum: 'matter', new: { id: 'b' } }), entry('case.corrected', { datum: 'file', new: { id: 'c' } })]
    expect(textOf(timeline, 'matter')).toBe('b')
    expect(textOf(timeline, 'channel')).toBe(null)
  })

  it('are offered on a document only where they can be done', () => {
    const document = { id: '1', kind: 'acceptance_notice' as const, on: '2026-03-02', commitment: '', voided: false, corrected_by: [], printed: [], seal_due: 'approval' as const }
    expect(offered({ act: 'seal' }, document, false)).toBe(true)
    expect(offered({ act: 'seal_with_office_seal' }, document, false)).toBe(false)
    expect(offered({ act: 'seal' }, { ...document, sealed: 'approval' }, false)).toBe(false)
    expect(offered({ act: 'serve' }, document, true)).toBe(false)
    expect(offered({ act: 'reissue' }, { ...document, voided: true }, false)).toBe(true)
    expect(offered({ act: 'reissue' }, { ...document, voided: true, replaced_by: '2' }, false)).toBe(false)
  })
})
