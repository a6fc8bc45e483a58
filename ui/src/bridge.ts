import { onScopeDispose, reactive } from 'vue'

/**
 * 设备桥: the small program on the clerk's own machine that reads cards and photographs papers (docs/device-bridge.md). It may be absent,
 * the browser may keep the page from it, a card may never be laid down: each of these is said in words, and none of them is waited for.
 */
export interface Card {
  name: string
  id_kind: string
  id_number: string
  address: string
}

/** Why nothing came of it: a word under `bridge.trouble`, or what the bridge itself says. */
export class BridgeTrouble extends Error {
  constructor(
    readonly code: string,
    message = '',
  ) {
    super(message)
  }
}

/** A bridge that has not said hello within so many milliseconds is not there (UX-17). */
const HELLO = 900
/** A reader waits twenty seconds for a card, a camera is faster; both are given up here at the latest. */
const LONGEST = 25_000
const KEPT = 'daowei-bridge'

interface Pairing {
  port: number
  pairing: string
  secret: string
}

/** What the bridge of this machine gave this browser; of no use on another machine, nor to another page. */
function pairing(port: number): Pairing | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Pairing | null
    return kept?.port === port ? kept : null
  } catch {
    return null
  }
}

/** What the browser says of pages that ask programs of this machine (Local Network Access); nothing where it does not know the question. */
export async function permission(): Promise<PermissionState | null> {
  for (const name of ['loopback-network', 'local-network-access']) {
    try {
      return (await navigator.permissions.query({ name: name as PermissionName })).state
    } catch {
      // An older browser, or the older name.
    }
  }
  return null
}

const hex = (bytes: ArrayBuffer): string => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The proof of one command (docs/device-bridge.md). */
export async function proof(secret: string, token: string, command: string): Promise<string> {
  const bytes = new Uint8Array((secret.match(/../g) ?? []).map((pair) => parseInt(pair, 16)))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return hex(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`daowei-bridge/1\n${token}\n${command}`)))
}

async function ask(port: number, path: string, init: RequestInit, signal: AbortSignal, within: number | null): Promise<Response> {
  const ending = new AbortController()
  const end = () => ending.abort()
  signal.addEventListener('abort', end)
  const timer = within === null ? undefined : setTimeout(end, within)
  let answer: Response
  try {
    answer = await fetch(`http://127.0.0.1:${port}/daowei-bridge/1/${path}`, { ...init, signal: ending.signal, credentials: 'omit', cache: 'no-store' })
  } catch {
    if (signal.aborted) throw new BridgeTrouble('cancelled')
    throw new BridgeTrouble((await permission()) === 'denied' ? 'denied' : 'absent')
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
  }
  if (answer.ok) return answer
  const said = (await answer.json().catch(() => ({}))) as { code?: string; zh?: string; en?: string }
  throw new BridgeTrouble(said.code ?? 'absent', `${said.zh ?? ''} ${said.en ?? ''}`.trim())
}

/** One device at the hand of one part of a page: what it is doing, and why it did not. */
export interface Bridge {
  doing: null | 'asking' | 'permission' | 'waiting'
  trouble: BridgeTrouble | null
  card(): Promise<Card | null>
  page(): Promise<Blob | null>
  pair(code: string): Promise<void>
  cancel(): void
}

export function useBridge(port: () => number | null): Bridge {
  let running = new AbortController()
  /** What was wanted when the bridge turned out not to know this browser; done once it does. */
  const bridge = reactive<Bridge>({
    doing: null,
    trouble: null,
    card: async () => command('card', (answer) => answer.json() as Promise<Card>),
    page: async () => command('page', (answer) => answer.blob()),
    pair: async (code) => {
      await attempt(async (at) => {
        const body = JSON.stringify({ code: code.trim() })
        const answer = await ask(at, 'pairing', { method: 'POST', body, headers: { 'Content-Type': 'application/json' } }, running.signal, HELLO)
        const { pairing, secret } = (await answer.json()) as Pairing
        localStorage.setItem(KEPT, JSON.stringify({ port: at, pairing, secret }))
      })
    },
    cancel: () => running.abort(),
  })

  async function attempt<T>(work: (port: number) => Promise<T>): Promise<T | null> {
    const at = port()
    if (bridge.doing || at === null) return null
    running = new AbortController()
    bridge.trouble = null
    bridge.doing = 'asking'
    try {
      if (!window.isSecureContext) throw new BridgeTrouble('insecure')
      return await work(at)
    } catch (trouble) {
      bridge.trouble = trouble instanceof BridgeTrouble ? trouble : new BridgeTrouble('absent', String(trouble))
      return null
    } finally {
      bridge.doing = null
    }
  }

  function command<T>(name: 'card' | 'page', read: (answer: Response) => Promise<T>): Promise<T | null> {
    return attempt(async (at) => {
      const held = await permission()
      if (held === 'denied') throw new BridgeTrouble('denied')
      // While the browser asks, it is the reader who takes his time: the words say so, and nothing is timed.
      if (held === 'prompt') bridge.doing = 'permission'
      const hello = (await (await ask(at, 'hello', {}, running.signal, held === 'prompt' ? null : HELLO)).json()) as { protocol: number; token: string }
      if (hello.protocol !== 1) throw new BridgeTrouble('protocol')
      const known = pairing(at)
      if (!known) throw new BridgeTrouble('pairing.proof')
      bridge.doing = 'waiting'
      const headers = { 'X-Bridge-Pairing': known.pairing, 'X-Bridge-Token': hello.token, 'X-Bridge-Proof': await proof(known.secret, hello.token, name) }
      return read(await ask(at, name, { method: 'POST', headers }, running.signal, LONGEST))
    })
  }

  onScopeDispose(() => running.abort())
  return bridge
}
