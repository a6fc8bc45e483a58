import createClient, { type Middleware } from 'openapi-fetch'
import { ref } from 'vue'
import { attended } from '../presence'
import type { components, paths } from './schema'
import { type Problem, Refusal, Unreachable } from './refusal'

export type Schemas = components['schemas']

/** What the client asks of its surroundings, so that it knows no store. */
export interface Surroundings {
  language(): string
  /** For whom this page acts, as `Daowei-Session` says it; null where nobody is signed in. */
  acting(): string | null
  /** The session has ended: whoever was at work signs in again and finds everything as it was. */
  signedOut(said: Refusal): void
  /** Waits for whoever was at work: true once he has signed in again at this page. */
  comesBack(): Promise<boolean>
  /** The browser's session is another one by now: this page acts for nobody any more. */
  displaced(): void
  /** Asks for the password once more; false where the reader thought better of it. */
  confirmed(): Promise<boolean>
}

let surroundings: Surroundings = { language: () => 'zh-CN', acting: () => null, signedOut: () => {}, comesBack: async () => false, displaced: () => {}, confirmed: async () => false }

export function surround(with_: Surroundings): void {
  surroundings = with_
}

/** When the server last heard of a use of this session, in milliseconds. */
export const lastUsed = ref(Date.now())

/** What is looked at again and again by itself: no use of a session, neither here nor at the server. */
const WATCHED = '/api/v1/queue'

/** Who is signed in is asked without a belief: the answer is what is believed then. */
const asksWho = (request: Request): boolean => request.method === 'GET' && new URL(request.url).pathname === '/api/v1/session'

const spoken: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', surroundings.language())
    const acting = surroundings.acting()
    if (acting && !asksWho(request)) request.headers.set('Daowei-Session', acting)
    if (request.method === 'GET' && (!attended() || new URL(request.url).pathname === WATCHED)) request.headers.set('Daowei-Use', 'watching')
    return request
  },
  onResponse({ request, response }) {
    if (response.status < 500 && response.status !== 401 && !request.headers.has('Daowei-Use')) lastUsed.value = Date.now()
  },
}

/** Commands whose outcome is not known, by what they say, with the key that they bear until it is. */
const unsettled = new Map<string, string>()
/** What a command says that was sent under a fresh key. */
const saying = new Map<string, string>()

/** The same words to the same address bear the key that they had before, as long as nobody knows what became of them. */
const keyed: Middleware = {
  async onRequest({ request }) {
    const fresh = request.headers.get('Idempotency-Key') ?? ''
    if (!saying.has(fresh)) return undefined
    const said = [request.method, new URL(request.url).pathname, await request.clone().text()].join('\n')
    saying.set(fresh, said)
    const before = unsettled.get(said)
    if (before) request.headers.set('Idempotency-Key', before)
    else unsettled.set(said, fresh)
    return request
  },
}

/** What says the same is written alike, in whatever order its fields stand: a key goes with bytes, and a draft that comes back has another order. */
export const written = (body: unknown): string =>
  JSON.stringify(body, (_, part: unknown) => (part && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part))

export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin', bodySerializer: written })
api.use(spoken, keyed)

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The data of an answer; a [Refusal] or [Unreachable] is thrown. */
export async function told<T>(asked: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>
  try {
    answer = await asked
  } catch (cause) {
    throw new Unreachable(cause)
  }
  if (answer.response.ok) return answer.data as T
  const refusal = new Refusal(problem(answer))
  // A proxy says that the server is gone; whatever the server says itself is a problem document.
  if (refusal.code === 'http' && refusal.problem.status >= 500) throw new Unreachable(refusal)
  if (refusal.problem.status === 401) surroundings.signedOut(refusal)
  if (refusal.code === 'access.other_session') surroundings.displaced()
  throw refusal
}

function problem({ error, response }: Answer<unknown>): Problem {
  if (typeof error === 'object' && error !== null && 'code' in error) return error as Problem
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    detail: response.statusText || String(response.status),
    code: 'http',
    request_id: response.headers.get('x-request-id') ?? '',
  }
}

/** A form that keeps the key of its command with what was typed, so that a reload or another machine has it as well. */
export interface Keyed {
  key: string
}

/**
 * Carries out a command once. It bears one key however often it is sent, until it is known what became of it: after a lost
 * connection, after the password was asked for once more, and when the reader sends the same again later. The key of a `form`
 * lasts as long as the form does, whatever is changed in it meanwhile: what was carried out already is not done in another
 * version, but refused (`key_reused`), and the form gets a fresh one.
 */
export async function done<T>(command: (headers: { 'Idempotency-Key': string }) => Promise<Answer<T>>, form?: Keyed): Promise<T> {
  const fresh = form?.key || freshKey()
  if (form) form.key = fresh
  else saying.set(fresh, '')
  try {
    const answer = await sent(command, { 'Idempotency-Key': fresh })
    settle(fresh)
    return answer
  } catch (refused) {
    if (refused instanceof Refusal && refused.final) {
      settle(fresh)
      if (form && refused.code === 'key_reused') form.key = freshKey()
    }
    throw refused
  } finally {
    saying.delete(fresh)
  }
}

/**
 * Carries out a command whose answer shows a secret that is kept nowhere. It asks for the password once more as [done] does, but
 * sends nothing again after a lost connection: the answer would be another secret beside the one that nobody saw.
 */
export const shownOnce = <T>(command: () => Promise<Answer<T>>): Promise<T> => sent(command, { 'Idempotency-Key': '' }, true)

function settle(fresh: string): void {
  unsettled.delete(saying.get(fresh) ?? '')
}

async function sent<T>(command: (headers: { 'Idempotency-Key': string }) => Promise<Answer<T>>, headers: { 'Idempotency-Key': string }, lost = false): Promise<T> {
  let confirmed = false
  for (;;) {
    try {
      return await told(command(headers))
    } catch (refused) {
      if (refused instanceof Unreachable && !lost) {
        lost = true
      } else if (refused instanceof Refusal && refused.code === 'authority.confirmation.stale' && !confirmed) {
        if (!(await surroundings.confirmed())) throw refused
        confirmed = true
      } else if (refused instanceof Refusal && refused.problem.status === 401 && (await surroundings.comesBack())) {
        // Whoever has signed in again goes on where he was: with this, under the same key.
        confirmed = false
      } else {
        throw refused
      }
    }
  }
}

/** A fresh key, as random as the browser can make it. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
