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
    surround({ language: () => 'zh-CN', acting: () => session.acting, signedOut: () => session.ended(), comesBack: () => session.comesBack(), displaced: () => session.displace(), confirmed: async () => false })
    answers = { 'GET session': () => json(200, me('clerk')) }
    door.answer = async (request) => answers[`${request.method} ${new URL(request.url).pathname.split('/api/v1/')[1]}`]!()
    await session.load()
    session.listen()
    heard.length = 0
  })
  afterEach(() => session.ended('elsewhere'))

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
    expect([session.me?.session, session.away, session.why]).toEqual(['clerk', true, 'guesses'])
  })

  describe('that has ended under a page', () => {
    const again = (person: string, session: string, at: string | null = 'p') => ({ ...me(session, at), person })
    beforeEach(() => {
      session.ended()
      answers['POST session'] = () => json(201, {})
    })

    it('goes on with the same person in the post that he had, and tells the others', async () => {
      expect([session.me?.session, session.away, session.ready]).toEqual(['clerk', true, true])
      const back = session.comesBack()
      let moved = false
      answers['POST session/post'] = () => {
        moved = true
        return json(200, { post: 'p' })
      }
      answers['GET session'] = () => json(200, again('clerk', 'second', moved ? 'p' : null))
      await session.signIn('clerk', 'x')
      expect([moved, session.acting, session.away, session.why]).toEqual([true, 'second/p', false, null])
      expect(await back).toBe(true)
      await vi.waitFor(() => expect(heard).toEqual(['second/p']))
    })

    it('is of nobody else: whoever signs in over it begins anew', async () => {
      const back = session.comesBack()
      answers['GET session'] = () => json(200, me('chief'))
      await session.signIn('chief', 'x')
      expect([session.succeeded, session.away, session.me?.person, session.acting]).toEqual([true, true, 'clerk', 'clerk/p'])
      expect(await back).toBe(false)
      await vi.waitFor(() => expect(heard).toEqual(['chief/p']))
    })

    it('stays away while the password is wrong', async () => {
      answers['POST session'] = () => no(401, 'access.sign_in')
      await expect(session.signIn('clerk', 'x')).rejects.toBeInstanceOf(Error)
      expect([session.away, session.why, session.me?.session]).toEqual([true, 'ended', 'clerk'])
    })

    it('has another password chosen first where one was set meanwhile', async () => {
      let changed = false
      answers['POST session/password'] = () => {
        changed = true
        return json(204, null)
      }
      answers['GET session'] = () => json(200, { ...again('clerk', 'second'), must_change_password: !changed })
      await session.signIn('clerk', 'x')
      expect([session.away, session.returning?.session, session.acting]).toEqual([true, 'second', 'second/p'])
      await session.changePassword('x', 'y')
      expect([session.away, session.returning, session.acting]).toEqual([false, null, 'second/p'])
    })

    it('hears from another tab that he is back, in the same post or in another one', async () => {
      answers['GET session'] = () => json(200, again('clerk', 'second', null))
      other.postMessage('second')
      await new Promise((resolve) => setTimeout(resolve, 20))
      expect(session.away, 'he has chosen no post yet').toBe(true)
      answers['GET session'] = () => json(200, again('clerk', 'second'))
      other.postMessage('second/p')
      await vi.waitFor(() => expect([session.away, session.acting, session.displaced]).toEqual([false, 'second/p', false]))
      session.ended()
      answers['GET session'] = () => json(200, again('clerk', 'third', 'q'))
      other.postMessage('third/q')
      await vi.waitFor(() => expect([session.away, session.displaced]).toEqual([false, true]))
    })

    it('says who has ended it, and why', () => {
      session.ended('elsewhere')
      session.me = me('clerk') as never
      session.ended('administrator', 'suspected')
      expect([session.why, session.reason, session.away]).toEqual(['administrator', 'suspected', true])
      session.ended()
      expect(session.why, 'what was said first stands').toBe('administrator')
    })

    it('waits for nobody once its reader has left in another tab', async () => {
      other.postMessage(null)
      await vi.waitFor(() => expect([session.me, session.away, session.why]).toEqual([null, false, 'elsewhere']))
    })
  })
})
