import { describe, expect, it, vi } from 'vitest'

const door = vi.hoisted(() => {
  const door = { asked: [] as string[] }
  globalThis.fetch = ((request: Request) => {
    door.asked.push(`${request.method} ${new URL(request.url).pathname}`)
    return Promise.resolve(new Response(null, { status: 204 }))
  }) as typeof fetch
  return door
})

import { caseActs, hasUnlisted, UNLISTED, type Case } from '../src/acts'
import { allIn, blank, heldBy, hinderedBeyond, intakeFaults, nobody, type PaperRow, request, withoutFile } from '../src/intake'
import { discard, lying, type Upload } from '../src/uploads'

const upload = (id: string, state: Upload['state'] = 'done') => ({ id, state }) as Upload
const listed = { id: 'i', name: '某许可' } as never
const file = { id: 'f1', name: '扫描件.pdf', size: 900, received: 300, part_size: 1, media_type: 'application/pdf', created_at: '', state: 'sending' } as const

describe('who acts for the applicant', () => {
  it('is somebody else: the same document is told as it is typed, however it was written', () => {
    const applicant = { ...nobody('applicant'), name: '张三', id_number: '11010519491231002X' }
    const faults = (agent: object) => intakeFaults({ ...blank(), matter: '咨询', applicant, agent: { ...nobody('agent'), name: '李四', ...agent } }, '').map(({ id, words }) => [id, words])
    expect(faults({ id_number: ' 11010519491231002x' })).toEqual([['agent-number', expect.stringContaining('同一证件号码')]])
    expect(faults({ id_kind: '414', id_number: '11010519491231002X' }), 'another kind of document').toEqual([])
    expect(faults({ id_kind: '414', id_number: 'E12345678' })).toEqual([])
  })
})

describe('the form of all papers', () => {
  const row = (paper: string, shared: boolean, form: PaperRow['form'] = '') => ({ paper, name: paper, need: 'required', shared, form, copies: 1, ground: '', files: [] }) as PaperRow
  const forms = (rows: PaperRow[]) => rows.map((one) => one.form)

  it('asks nobody for what other organs can tell, unless it was chosen how it came in', () => {
    const rows = [row('申请书', false), row('营业执照', true), row('食品安全制度', false, 'copy'), row('身份证明', true, 'electronic')]
    const all = allIn(rows, 'original_taken')
    expect(forms(all)).toEqual(['original_taken', 'exempt', 'original_taken', 'electronic'])
    expect(forms(allIn(all, 'copy')), 'once more').toEqual(['copy', 'exempt', 'copy', 'electronic'])
    expect(forms(allIn(all, '')), 'nothing of any').toEqual(['', '', '', ''])
    expect(forms(rows), 'what was there is not altered').toEqual(['', '', 'copy', 'electronic'])
  })
})

describe('files of what is on no list', () => {
  it('are named on the receipt of an item, and by the matter where there is none', () => {
    const off = { ...blank(), unlistedFiles: [upload('a')] }
    expect(hinderedBeyond(off)).toBeNull()
    expect(hinderedBeyond({ ...off, item: listed })).toBe('unnamed')
    expect(hinderedBeyond({ ...off, item: listed, unlisted: '房屋租赁合同' })).toBeNull()
    expect(hinderedBeyond({ ...off, unlistedFiles: [upload('a', 'sending')] })).toBe('underway')
    expect(request({ ...off, unlistedFiles: [upload('a'), upload('b', 'refused')] }).unlisted_files).toEqual(['a'])
    expect('unlisted_files' in request(blank())).toBe(false)
  })

  it('are scanned afterwards without a line of a list', () => {
    const scan = caseActs.find((known) => known.act === 'scan_papers')!
    const seen = { item: 'i', papers: [] } as unknown as Case
    expect([hasUnlisted(seen), hasUnlisted({ ...seen, item: null }), hasUnlisted({ ...seen, unlisted_papers: 'ab' })]).toEqual([false, true, true])
    expect([scan.when!(seen), scan.when!({ ...seen, item: null })]).toEqual([false, true])
    expect(scan.body!({ paper: UNLISTED, files: [upload('a')] })).toEqual({ paper: null, files: ['a'] })
    expect(scan.body!({ paper: 'P1', files: [upload('a')] })).toEqual({ paper: 'P1', files: ['a'] })
  })
})

describe('files in waiting', () => {
  it('are known by what the draft holds, and leave it when they are gone', () => {
    const draft = { ...blank(), papers: [{ name: '申请书', files: [upload('a'), upload('b')] }], unlistedFiles: [upload('c')] } as unknown as ReturnType<typeof blank>
    expect([...heldBy(draft)]).toEqual([['a', '申请书'], ['b', '申请书'], ['c', '']])
    withoutFile(draft, 'a')
    withoutFile(draft, 'c')
    expect([...heldBy(draft)]).toEqual([['b', '申请书']])
  })

  it('lie at the server still when they are taken off a list again, and want their bytes where they are not whole', async () => {
    const half = lying(file)
    expect([half.state, half.sent, half.size]).toEqual(['unchosen', 300, 900])
    expect(lying({ ...file, state: 'complete', received: 900, sm3: 'aa' })).toMatchObject({ state: 'done', sm3: 'aa' })
    discard(half)
    discard({ ...half, id: 'f2', lay: undefined } as unknown as Upload)
    // They are asked for in their order: the first would have been there before the second.
    await vi.waitFor(() => expect(door.asked).toEqual(['DELETE /api/v1/files/f2']))
  })
})
