import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

// The client takes the browser's door when it is made: it is put in its place before.
const door = vi.hoisted(() => {
  const door = { answer: (_: Request): Promise<Response> => Promise.reject(new TypeError('nobody')) }
  globalThis.fetch = ((request: Request) => door.answer(request)) as typeof fetch
  return door
})

import { surround } from '../src/api/client'
import { Unreachable } from '../src/api/refusal'
import { actingOf, useSession } from '../src/session'

const post = (id: string) => ({ id, duty: 'clerk', duty_name: '', department: 'd', department_name: 'D' })
const me = (session: string, at: string | null = 'p') => ({ account: 'a', session, person: session, name: session, posts: [post('p'), post('q')], post: at, responsible: null, must_change_password: false, confirmed_until: null, ends_at: '', idle_minutes: 15, bridge_port: null })
const json = (status: number, body: unknown) => new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
const no = (status: number, code: string) => json(status, { type: 'about:blank', title: 't', status, detail: 'd', code, request_id: 'r' })

describe('a session', () => {
  let answers: Record<string, () => Response>
  const other = new BroadcastChannel('daowei-session')
  const heard: unknown[] = []
  other.onmessage = (event) => heard.push(event.data)
  let session: ReturnType<typeof useSession>

  beforeEach(async () => {
    setActivePinia(createPinia())
    session = useSession()
    surround({ language: () => 'zh-CN', acting: () => session.acting, signedOut: () => session.ended(), displaced: () => session.displace(), confirmed: async () => false })
    answers = { 'GET session': () => json(200, me('clerk')) }
    door.answer = async (request) => answers[`${request.method} ${new URL(request.url).pathname.split('/api/v1/')[1]}`]!()
    await session.load()
    session.listen()
    heard.length = 0
  })
  afterEach(() => session.ended())

  it('is called by session, post and whoever answers', () => {
    expect([actingOf(null), actingOf(me('s', null) as never), actingOf({ ...me('s'), responsible: 'r' } as never)]).toEqual([null, 's', 's/p/r'])
  })

  it('acts for nobody any more once another tab is somebody else, or in another post', async () => {
    for (const acting of ['chief/p', 'clerk/q']) {
      session.displaced = false
      other.postMessage('clerk/p')
      await new Promise((resolve) => setTimeout(resolve))
      expect(session.displaced).toBe(false)
      other.postMessage(acting)
      await vi.waitFor(() => expect(session.displaced).toBe(true))
      expect(session.me?.session).toBe('clerk')
    }
  })

  it('is not silently taken over by who is found behind the cookie', async () => {
    answers['GET session'] = () => json(200, me('chief'))
    await session.load()
    expect([session.displaced, session.me?.session]).toEqual([true, 'clerk'])
  })

  it('moves to another post by its own hand and tells the others', async () => {
    let moved = false
    answers['POST session/post'] = () => {
      moved = true
      // What this page asked for meanwhile comes back refused: nobody else did it.
      session.displace()
      return json(200, { post: 'q' })
    }
    answers['GET session'] = () => json(200, me('clerk', moved ? 'q' : 'p'))
    await session.choosePost('q', null)
    expect([session.displaced, session.acting]).toEqual([false, 'clerk/q'])
    await vi.waitFor(() => expect(heard).toEqual(['clerk/q']))
  })

  it('ends where another tab signs out, and begins where one signs in', async () => {
    other.postMessage(null)
    await vi.waitFor(() => expect(session.me).toBe(null))
    expect(session.why).toBe('elsewhere')
    answers['GET session'] = () => json(200, me('chief'))
    other.postMessage('chief/p')
    await vi.waitFor(() => expect(session.me?.session).toBe('chief'))
    expect(session.displaced).toBe(false)
  })

  it('is not left where nobody says so', async () => {
    for (const answer of [() => no(503, 'store.busy'), () => no(507, 'store.full'), () => new Response('<html>', { status: 502 })]) {
      answers['DELETE session'] = answer
      await expect(session.signOut()).rejects.toBeInstanceOf(Error)
      expect(session.me).not.toBe(null)
    }
    door.answer = () => Promise.reject(new TypeError('failed to fetch'))
    await expect(session.signOut()).rejects.toBeInstanceOf(Unreachable)
    expect(session.me).not.toBe(null)
    expect(heard).toEqual([])
  })

  it('is left where the server says so, or knows it no more', async () => {
    for (const answer of [() => json(204, null), () => no(401, 'access.unauthenticated')]) {
      await session.load()
      answers['DELETE session'] = answer
      await session.signOut()
      expect([session.me, session.why]).toEqual([null, null])
    }
    await vi.waitFor(() => expect(heard).toEqual([null, null]))
  })

  it('says that the guesses are used up', async () => {
    answers['POST session/confirmation'] = () => no(403, 'access.password')
    await expect(session.confirm('x')).rejects.toBeInstanceOf(Error)
    expect([session.me?.session, session.why]).toEqual(['clerk', null])
    answers['GET session'] = () => no(401, 'access.unauthenticated')
    await expect(session.confirm('x')).rejects.toBeInstanceOf(Error)
    expect([session.me, session.why]).toEqual([null, 'guesses'])
  })
})
