import createClient, { type Middleware } from 'openapi-fetch'
import { ref } from 'vue'
import type { components, paths } from './schema'
import { type Problem, Refusal, Unreachable } from './refusal'

export type Schemas = components['schemas']

/** What the client asks of its surroundings, so that it knows no store. */
export interface Surroundings {
  language(): string
  /** The session has ended: whoever was at work signs in again and finds everything as it was. */
  signedOut(): void
  /** Asks for the password once more; false where the reader thought better of it. */
  confirmed(): Promise<boolean>
}

let surroundings: Surroundings = { language: () => 'zh-CN', signedOut: () => {}, confirmed: async () => false }

export function surround(with_: Surroundings): void {
  surroundings = with_
}

/** When the server last heard of this session, in milliseconds. */
export const lastUsed = ref(Date.now())

/** What is looked at again and again by itself: no use of a session, neither here nor at the server. */
const WATCHED = '/api/v1/queue'

const spoken: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', surroundings.language())
    return request
  },
  onResponse({ schemaPath }) {
    if (schemaPath !== WATCHED) lastUsed.value = Date.now()
  },
}

export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' })
api.use(spoken)

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
  if (refusal.problem.status === 401) surroundings.signedOut()
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

/**
 * Carries out a command once. It bears one key however often it is sent: after a lost connection, and after the
 * password was asked for once more.
 */
export async function done<T>(command: (headers: { 'Idempotency-Key': string }) => Promise<Answer<T>>): Promise<T> {
  const headers = { 'Idempotency-Key': key() }
  let lost = false
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
      } else {
        throw refused
      }
    }
  }
}

/** A fresh key, as random as the browser can make it. */
function key(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
