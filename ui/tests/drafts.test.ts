import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, reactive } from 'vue'

// The client takes the browser's door when it is made: it is put in its place before.
const door = vi.hoisted(() => {
  const door = { answer: (_: Request): Promise<Response> => Promise.reject(new TypeError('nobody')) }
  globalThis.fetch = ((request: Request) => door.answer(request)) as typeof fetch
  return door
})

import { actDraft } from '../src/actDrafts'
import { caseActs } from '../src/acts'
import { keepDraft, type KeptDraft, leaveDrafts, presentAtDrafts, wellFormed } from '../src/drafts'

interface Row {
  content: Record<string, unknown>
  revision: number
}

/** A server that keeps drafts of one kind, may be away, and answers when the test lets it. */
class Server {
  row: Row | null = null
  away = false
  ended = false
  asked: string[] = []
  /** Answers wait here, where the test holds them. */
  gate: Promise<void> | null = null
  private last = 100

  async answer(request: Request): Promise<Response> {
    const seen = /"(\d+)"/.exec(request.headers.get('If-Match') ?? '')?.[1]
    const body = request.method === 'POST' ? ((await request.json()) as Row) : null
    this.asked.push(`${request.method}${seen === undefined ? '' : ` ${seen}`}`)
    if (this.away) throw new TypeError('network')
    const told = (status: number, answer?: unknown) => new Response(answer === undefined ? null : JSON.stringify(answer), { status, headers: { 'content-type': 'application/json' } })
    if (this.ended) return told(401, { code: 'access.session', status: 401, detail: '' })
    const given = this.carry(request.method, seen, body, told)
    if (this.gate) await this.gate
    return given
  }

  private carry(method: string, seen: string | undefined, body: Row | null, told: (status: number, answer?: unknown) => Response): Response {
    const at = '2026-03-02T01:00:00Z'
    if (method === 'GET') return this.row ? told(200, { ...this.row, at }) : told(404, { code: 'not_found', status: 404, detail: '' })
    const stands = this.row?.revision ?? 0
    if (seen !== undefined && Number(seen) !== stands && !(method === 'DELETE' && !this.row)) return told(412, { code: 'stale', status: 412, detail: '', revision: stands })
    if (method === 'DELETE') {
      this.row = null
      return told(204)
    }
    this.row = { content: body!.content, revision: (this.last += 1) }
    return told(200, { at, revision: this.row.revision })
  }

  /** Another window keeps something. */
  elsewhere(content: Record<string, unknown>): void {
    this.row = { content, revision: (this.last += 1) }
  }
}

let server: Server
let keeping: KeptDraft
const blank = () => ({ name: '', words: '' })
let draft = reactive(blank())

/** What stands at the server. */
const kept = () => server.row?.content
/** Nothing is on its way any more, and no pause is waited for. */
const settled = async (time = 800) => {
  await vi.advanceTimersByTimeAsync(time)
  await nextTick()
}

beforeEach(() => {
  vi.useFakeTimers()
  server = new Server()
  door.answer = (request) => server.answer(request)
  draft = reactive(blank())
  keeping = keepDraft('intake', draft, blank)
})
afterEach(() => {
  leaveDrafts()
  void keeping.close()
  vi.useRealTimers()
})

/** An answer that comes when the test says so. */
function held(): () => void {
  let release = () => {}
  server.gate = new Promise((resolve) => (release = resolve))
  return () => {
    server.gate = null
    release()
  }
}

describe('a draft', () => {
  it('of the citizen before does not come back where a save was under way when his case was received', async () => {
    await keeping.open('p')
    draft.name = '甲'
    const release = held()
    await settled()
    expect(server.asked).toEqual(['GET', 'POST 0'])
    const gone = keeping.drop()
    expect(draft).toEqual(blank())
    release()
    await gone
    expect(server.asked).toEqual(['GET', 'POST 0', 'DELETE 101'])
    expect([server.row, keeping.kept.value]).toEqual([null, { state: 'none' }])
  })

  it('goes all the same where the server was away when it was given up', async () => {
    await keeping.open('p')
    draft.name = '甲'
    await settled()
    server.away = true
    void keeping.drop()
    await settled()
    expect(kept()).toEqual({ name: '甲', words: '' })
    server.away = false
    window.dispatchEvent(new Event('online'))
    await settled(0)
    expect(server.row).toBeNull()
  })

  it('goes also where the answer to its only save was lost', async () => {
    await keeping.open('p')
    draft.name = '甲'
    const answer = door.answer
    door.answer = async (request) => {
      await server.answer(request)
      throw new TypeError('lost')
    }
    await settled()
    expect(kept()).toEqual({ name: '甲', words: '' })
    door.answer = answer
    await keeping.drop()
    expect(server.row).toBeNull()
  })

  it('that another window has kept meanwhile is not forgotten with the case of this one', async () => {
    await keeping.open('p')
    draft.name = '甲'
    await settled()
    server.elsewhere({ name: '乙', words: '' })
    await keeping.drop()
    expect(kept()).toEqual({ name: '乙', words: '' })
    expect(draft).toEqual(blank())
  })

  it('is not overwritten by whoever types before it has come', async () => {
    server.row = { content: { name: '甲', words: '昨天' }, revision: 7 }
    const release = held()
    void keeping.open('p')
    draft.name = '乙'
    await settled(5_000)
    release()
    await settled()
    expect(kept()).toEqual({ name: '甲', words: '昨天' })
    expect(keeping.kept.value.state).toBe('other')
    // Either can be had: the one that was there …
    keeping.takeOther()
    expect({ ...draft }).toEqual({ name: '甲', words: '昨天' })
    draft.words = '今天'
    await settled()
    expect(kept()).toEqual({ name: '甲', words: '今天' })
  })

  it('that nobody has seen yet does not go with what was typed before it came, and is offered later', async () => {
    server.row = { content: { name: '甲', words: '昨天' }, revision: 7 }
    const release = held()
    void keeping.open('p')
    draft.name = '乙'
    void keeping.drop()
    release()
    await settled()
    expect([kept(), { ...draft }]).toEqual([{ name: '甲', words: '昨天' }, blank()])
    draft.name = '丙'
    await settled()
    expect([kept(), keeping.kept.value.state]).toEqual([{ name: '甲', words: '昨天' }, 'other'])
  })

  it('of two windows is neither overwritten without a word', async () => {
    await keeping.open('p')
    draft.name = '甲'
    await settled()
    server.elsewhere({ name: '乙', words: '' })
    draft.words = '甲的'
    await settled()
    expect([kept(), keeping.kept.value.state]).toEqual([{ name: '乙', words: '' }, 'other'])
    draft.words = '甲的话'
    await settled(10_000)
    expect(kept()).toEqual({ name: '乙', words: '' })
    // … or one's own.
    keeping.keepOwn()
    await settled()
    expect([kept(), keeping.kept.value.state]).toEqual([{ name: '甲', words: '甲的话' }, 'kept'])
  })

  it('is known again after a lost answer', async () => {
    await keeping.open('p')
    draft.name = '甲'
    const answer = door.answer
    door.answer = async (request) => {
      await server.answer(request)
      throw new TypeError('lost')
    }
    await settled()
    expect(keeping.kept.value.state).toBe('failed')
    door.answer = answer
    draft.words = '接着写'
    await settled()
    expect([kept(), keeping.kept.value.state]).toEqual([{ name: '甲', words: '接着写' }, 'kept'])
  })

  it('is sent with the last key when the page goes', async () => {
    await keeping.open('p')
    draft.name = '最后一笔'
    window.dispatchEvent(new Event('pagehide'))
    await vi.advanceTimersByTimeAsync(0)
    expect(kept()).toEqual({ name: '最后一笔', words: '' })
  })

  it('is sent with the last key though a save is under way', async () => {
    await keeping.open('p')
    draft.name = '前'
    const release = held()
    await settled()
    draft.words = '后'
    window.dispatchEvent(new Event('pagehide'))
    await vi.advanceTimersByTimeAsync(0)
    expect(kept()).toEqual({ name: '前', words: '后' })
    release()
    await settled()
    expect([kept(), keeping.kept.value.state]).toEqual([{ name: '前', words: '后' }, 'kept'])
  })

  it('is sent when the network is back, with no further key', async () => {
    await keeping.open('p')
    server.away = true
    draft.name = '离线'
    await settled()
    expect([server.row, keeping.kept.value.state]).toEqual([null, 'failed'])
    server.away = false
    window.dispatchEvent(new Event('online'))
    await settled(0)
    expect([kept(), keeping.kept.value.state]).toEqual([{ name: '离线', words: '' }, 'kept'])
  })

  it('is tried again by itself where the server was away', async () => {
    await keeping.open('p')
    server.away = true
    draft.name = '重启'
    await settled()
    server.away = false
    await settled(5_000)
    expect(kept()).toEqual({ name: '重启', words: '' })
  })

  it('holds half a character as a sign, and is kept all the same', async () => {
    await keeping.open('p')
    draft.name = 'a\ud83d'
    draft.words = '𠮷野家'
    await settled()
    expect(kept()).toEqual({ name: 'a\ufffd', words: '𠮷野家' })
    expect([wellFormed('\ud842\udfb7'), wellFormed('\udfb7\ud842'), wellFormed('好')]).toEqual(['\ud842\udfb7', '\ufffd\ufffd', '好'])
  })

  it('waits for its writer where the session has ended, and is nobody else’s', async () => {
    await keeping.open('p')
    server.ended = true
    draft.name = '甲'
    await settled()
    server.ended = false
    window.dispatchEvent(new Event('online'))
    await settled(10_000)
    expect(server.row).toBeNull()
    presentAtDrafts('p')
    await settled()
    expect(kept()).toEqual({ name: '甲', words: '' })
    server.ended = true
    draft.name = '乙'
    await settled()
    server.ended = false
    presentAtDrafts('another')
    await settled(10_000)
    expect([kept(), { ...draft }]).toEqual([{ name: '甲', words: '' }, blank()])
  })

  it('is kept with its last words when its page is left', async () => {
    await keeping.open('p')
    draft.name = '刚写'
    await keeping.close()
    expect(keeping.ended()).toBe(true)
    expect(kept()).toEqual({ name: '刚写', words: '' })
  })

  it('of an act is there when its dialog is opened again, and is kept on from there', async () => {
    const act = caseActs.find((known) => known.act === 'not_accept')!
    const opened = () => actDraft({ id: 'c1' }, act, '', () => ({ reasons: '' }))
    const first = opened()
    await first.keeping.open('p')
    server.away = true
    first.values.reasons = '材料不全'
    await first.keeping.close()
    // Nobody has it yet but this page: it is the same one.
    expect(opened()).toBe(first)
    server.away = false
    window.dispatchEvent(new Event('online'))
    await settled(0)
    expect(kept()).toEqual({ reasons: '材料不全' })
    const second = opened()
    expect(second).not.toBe(first)
    await second.keeping.open('p')
    expect(second.values.reasons).toBe('材料不全')
    second.values.reasons = '材料不全，且不符合法定形式'
    await settled()
    expect(kept()).toEqual({ reasons: '材料不全，且不符合法定形式' })
    await second.keeping.drop()
    await second.keeping.close()
    expect(server.row).toBeNull()
  })
})
