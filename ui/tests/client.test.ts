import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

// The client takes the browser's door when it is made: it is put in its place before.
const door = vi.hoisted(() => {
  const door = { answer: (_: Request): Promise<Response> => Promise.reject(new TypeError('nobody')) }
  globalThis.fetch = ((request: Request) => door.answer(request)) as typeof fetch
  return door
})

import { api, done, lastUsed, shownOnce, surround, told } from '../src/api/client'
import { Refusal, Unreachable } from '../src/api/refusal'

const refused = (status: number, code: string) => ({
  error: { type: 'about:blank', title: 't', status, detail: 'd', code, request_id: 'r' },
  response: new Response(null, { status }),
})
const good = { data: { id: '1' }, response: new Response(null, { status: 200 }) }

describe('a command', () => {
  const signedOut = vi.fn()
  const confirmed = vi.fn<() => Promise<boolean>>()
  beforeEach(() => {
    signedOut.mockReset()
    confirmed.mockReset()
    surround({ language: () => 'zh-CN', acting: () => null, signedOut, comesBack: async () => false, displaced: () => {}, confirmed })
  })

  it('is sent again under the same key after a lost connection', async () => {
    const keys: string[] = []
    const command = vi.fn(async (headers: { 'Idempotency-Key': string }) => {
      keys.push(headers['Idempotency-Key'])
      if (keys.length === 1) throw new TypeError('failed to fetch')
      return good
    })
    expect(await done(command)).toEqual({ id: '1' })
    expect(keys).toHaveLength(2)
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(keys[1]).toBe(keys[0])
  })

  it('is not sent a third time', async () => {
    const command = vi.fn().mockRejectedValue(new TypeError('failed to fetch'))
    await expect(done(command)).rejects.toBeInstanceOf(Unreachable)
    expect(command).toHaveBeenCalledTimes(2)
  })

  it('asks for the password where the confirmation is old, then goes on', async () => {
    confirmed.mockResolvedValue(true)
    const command = vi.fn().mockResolvedValueOnce(refused(403, 'authority.confirmation.stale')).mockResolvedValueOnce(good)
    expect(await done(command)).toEqual({ id: '1' })
    expect(confirmed).toHaveBeenCalledOnce()
  })

  it('that shows a secret asks for the password, and is not sent again by itself after a lost connection', async () => {
    confirmed.mockResolvedValue(true)
    const command = vi.fn().mockResolvedValueOnce(refused(403, 'authority.confirmation.stale')).mockResolvedValueOnce(good)
    expect(await shownOnce(command)).toEqual({ id: '1' })
    expect(confirmed).toHaveBeenCalledOnce()
    const lost = vi.fn().mockRejectedValue(new TypeError('failed to fetch'))
    await expect(shownOnce(lost)).rejects.toBeInstanceOf(Unreachable)
    expect(lost).toHaveBeenCalledOnce()
  })

  it('goes on under the same key once whoever sent it has signed in again, and not where nobody comes back', async () => {
    const comesBack = vi.fn<() => Promise<boolean>>().mockResolvedValueOnce(true).mockResolvedValue(false)
    surround({ language: () => 'zh-CN', acting: () => null, signedOut, comesBack, displaced: () => {}, confirmed })
    const keys: string[] = []
    const command = vi.fn(async (headers: { 'Idempotency-Key': string }) => {
      keys.push(headers['Idempotency-Key'])
      return keys.length === 1 ? refused(401, 'access.unauthenticated') : good
    })
    expect(await done(command)).toEqual({ id: '1' })
    expect(keys[1]).toBe(keys[0])
    const again = vi.fn().mockResolvedValue(refused(401, 'access.unauthenticated'))
    await expect(done(again)).rejects.toBeInstanceOf(Refusal)
    expect(again).toHaveBeenCalledOnce()
  })

  it('asks for the password after a lost connection, too', async () => {
    confirmed.mockResolvedValue(true)
    const command = vi.fn().mockRejectedValueOnce(new TypeError('failed to fetch')).mockResolvedValueOnce(refused(403, 'authority.confirmation.stale')).mockResolvedValueOnce(good)
    expect(await done(command)).toEqual({ id: '1' })
    const again = vi.fn().mockResolvedValue(refused(403, 'authority.confirmation.stale'))
    await expect(done(again)).rejects.toBeInstanceOf(Refusal)
    expect(again).toHaveBeenCalledTimes(2)
  })

  it('is refused where the reader does not confirm, and where another rule refuses', async () => {
    confirmed.mockResolvedValue(false)
    await expect(done(async () => refused(403, 'authority.confirmation.stale'))).rejects.toMatchObject({ code: 'authority.confirmation.stale' })
    await expect(done(async () => refused(409, 'case.decide.twice'))).rejects.toBeInstanceOf(Refusal)
    expect(confirmed).toHaveBeenCalledOnce()
  })

  it('ends the session where the server knows it no more', async () => {
    await expect(told(Promise.resolve(refused(401, 'access.unauthenticated')))).rejects.toBeInstanceOf(Refusal)
    expect(signedOut).toHaveBeenCalledOnce()
  })

  it('has got no answer where a proxy says that the server is gone', async () => {
    for (const status of [500, 502, 503, 504]) {
      const bare = { error: '<html><h1>Bad Gateway</h1></html>', response: new Response('', { status }) }
      await expect(told(Promise.resolve(bare))).rejects.toBeInstanceOf(Unreachable)
    }
    // The server's own word, and the no of a proxy, are answers.
    await expect(told(Promise.resolve(refused(503, 'store.busy')))).rejects.toMatchObject({ code: 'store.busy' })
    const forbidden = { error: '<html>', response: new Response('', { status: 403, statusText: 'Forbidden' }) }
    await expect(told(Promise.resolve(forbidden))).rejects.toMatchObject({ code: 'http', problem: { status: 403 } })
  })
})

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
const no = (status: number, code: string) => json(status, { type: 'about:blank', title: 't', status, detail: 'd', code, request_id: 'r' })

describe('the key of a command', () => {
  let keys: string[]
  let answers: (() => Response)[]
  const lost = () => {
    throw new TypeError('failed to fetch')
  }
  const html = () => new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } })
  const enquire = (item: string, form?: { key: string }) =>
    done((header) => api.POST('/api/v1/enquiries', { params: { header }, body: { item } as never }), form)

  beforeEach(() => {
    keys = []
    answers = []
    surround({ language: () => 'zh-CN', acting: () => null, signedOut: () => {}, comesBack: async () => false, displaced: () => {}, confirmed: async () => false })
    door.answer = async (request) => {
      keys.push(request.headers.get('Idempotency-Key') ?? '')
      return answers.shift()!()
    }
  })

  it('lasts until it is known what became of it, however often the reader retries', async () => {
    // The last two are no answer to it either: the first of them may have been carried out.
    answers = [lost, html, () => no(503, 'store.unknown'), () => no(503, 'request.timeout'), () => no(401, 'access.unauthenticated'), () => no(409, 'access.other_session'), () => json(201, { id: '1' })]
    for (let time = 0; time < 5; time += 1) await expect(enquire('a')).rejects.toBeInstanceOf(Error)
    await enquire('a')
    expect(keys).toHaveLength(7)
    expect(new Set(keys).size).toBe(1)
    answers = [() => json(201, { id: '2' })]
    await enquire('a')
    expect(keys[7]).not.toBe(keys[0])
  })

  it('is another one for other words, and after a refusal', async () => {
    answers = [lost, lost, () => no(409, 'case.x'), () => json(201, { id: '1' }), () => json(201, { id: '2' })]
    await expect(enquire('b')).rejects.toBeInstanceOf(Unreachable)
    await expect(enquire('c')).rejects.toBeInstanceOf(Refusal)
    await enquire('c')
    await enquire('b')
    expect(keys[0]).toBe(keys[1])
    expect(keys[4]).toBe(keys[0])
    expect(new Set(keys).size).toBe(3)
  })

  it('stays with a form whatever is changed in it, and after a reload, until it was carried out as something else', async () => {
    const form = { key: '' }
    answers = [lost, lost, () => no(422, 'key_reused'), () => json(201, { id: '1' })]
    await expect(enquire('d', form)).rejects.toBeInstanceOf(Unreachable)
    const kept = { ...form }
    expect(kept.key).toBe(keys[0])
    await expect(enquire('e', kept)).rejects.toMatchObject({ code: 'key_reused' })
    expect(keys.slice(0, 3)).toEqual([keys[0], keys[0], keys[0]])
    await enquire('e', kept)
    expect(keys[3]).toBe(kept.key)
    expect(keys[3]).not.toBe(keys[0])
  })
})

describe('a request', () => {
  const sent: Request[] = []
  const displaced = vi.fn()
  let acting: string | null = 's/p'
  beforeEach(() => {
    sent.length = 0
    displaced.mockReset()
    acting = 's/p'
    surround({ language: () => 'en', acting: () => acting, signedOut: () => {}, comesBack: async () => false, displaced, confirmed: async () => false })
    door.answer = async (request) => {
      sent.push(request)
      return json(200, {})
    }
    vi.useFakeTimers({ toFake: ['Date'] })
  })
  afterEach(() => void vi.useRealTimers())
  const cases = () => told(api.GET('/api/v1/screens'))

  it('says for whom it acts, but where it asks who that is', async () => {
    await cases()
    await told(api.DELETE('/api/v1/session'))
    await told(api.GET('/api/v1/session'))
    acting = null
    await cases()
    expect(sent.map((request) => request.headers.get('Daowei-Session'))).toEqual(['s/p', 's/p', null, null])
  })

  it('tells the page that it acts for nobody any more', async () => {
    door.answer = async () => no(409, 'access.other_session')
    await expect(cases()).rejects.toBeInstanceOf(Refusal)
    expect(displaced).toHaveBeenCalledOnce()
  })

  it('only watches where nobody is at the desk, and is no use of the session then', async () => {
    const { attend } = await import('../src/presence')
    const leave = attend(() => Date.now(), async () => {})
    window.dispatchEvent(new Event('keydown'))
    await cases()
    const used = lastUsed.value
    vi.setSystemTime(Date.now() + 11_000)
    await cases()
    expect(lastUsed.value).toBe(used)
    await told(api.POST('/api/v1/screens'))
    expect(sent.map((request) => request.headers.get('Daowei-Use'))).toEqual([null, 'watching', null])
    expect(lastUsed.value).toBe(Date.now())
    vi.setSystemTime(Date.now() + 11_000)
    window.dispatchEvent(new Event('pointerdown'))
    door.answer = async () => no(401, 'access.unauthenticated')
    await expect(cases()).rejects.toBeInstanceOf(Refusal)
    expect(lastUsed.value).toBe(Date.now() - 11_000)
    leave()
  })
})
