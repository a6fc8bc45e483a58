import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { proof, useBridge } from '../src/bridge'

/** What the browser answers when asked for a permission; a name that it does not know is thrown. */
function permits(states: Record<string, PermissionState>): void {
  vi.stubGlobal('navigator', {
    permissions: {
      query: async ({ name }: { name: string }) => {
        if (!(name in states)) throw new TypeError(name)
        return { state: states[name] }
      },
    },
  })
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })

describe('the device bridge', () => {
  const asked: string[] = []
  let answers: (path: string, init: RequestInit) => Promise<Response>
  const bridge = () => effectScope().run(() => useBridge(() => 18620))!

  beforeEach(() => {
    asked.length = 0
    localStorage.clear()
    permits({})
    vi.stubGlobal('isSecureContext', true)
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      asked.push(url)
      return answers(url.split('/daowei-bridge/1/')[1] ?? '', init)
    })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('is said to be absent within a second where nothing answers at all', async () => {
    vi.useFakeTimers()
    answers = (_, init) => new Promise((_, reject) => init.signal!.addEventListener('abort', () => reject(new Error('aborted'))))
    const reader = bridge()
    const reading = reader.card()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(reader.doing).toBeNull()
    expect(reader.trouble?.code).toBe('absent')
    expect(await reading).toBeNull()
  })

  it('is asked for nothing where the browser has refused, under either name of the permission', async () => {
    for (const name of ['loopback-network', 'local-network-access']) {
      permits({ [name]: 'denied' })
      const reader = bridge()
      expect(await reader.card()).toBeNull()
      expect(reader.trouble?.code).toBe('denied')
    }
    expect(asked).toEqual([])
  })

  it('says that the browser is asking for as long as it asks, and can be given up', async () => {
    permits({ 'loopback-network': 'prompt' })
    answers = (_, init) => new Promise((_, reject) => init.signal!.addEventListener('abort', () => reject(new Error('aborted'))))
    const reader = bridge()
    const reading = reader.card()
    await vi.waitFor(() => expect(reader.doing).toBe('permission'))
    await vi.waitFor(() => expect(asked.length).toBe(1))
    reader.cancel()
    expect(await reading).toBeNull()
    expect(reader.trouble?.code).toBe('cancelled')
  })

  it('reads nothing on a page that is not secure', async () => {
    vi.stubGlobal('isSecureContext', false)
    const reader = bridge()
    await reader.card()
    expect([reader.trouble?.code, asked]).toEqual(['insecure', []])
  })

  it('pairs once, and proves each command with a token of its own', async () => {
    const secret = 'ab'.repeat(32)
    let token = 0
    const proofs: string[] = []
    answers = async (path, init) => {
      if (path === 'hello') return json({ protocol: 1, token: `t${(token += 1)}` })
      if (path === 'pairing') return JSON.parse(String(init.body)).code === '12345678' ? json({ pairing: 'p', secret }) : json({ code: 'pairing.code' }, 403)
      proofs.push((init.headers as Record<string, string>)['X-Bridge-Proof'] ?? '')
      return json({ name: '模拟·张三', id_kind: '111', id_number: '51200019900101001X', address: '' })
    }
    const reader = bridge()
    expect(await reader.card()).toBeNull()
    expect(reader.trouble?.code).toBe('pairing.proof')
    await reader.pair('87654321')
    expect(reader.trouble?.code).toBe('pairing.code')
    await reader.pair(' 12345678 ')
    expect(reader.trouble).toBeNull()
    expect((await reader.card())?.id_number).toBe('51200019900101001X')
    await bridge().card()
    const expected = (of: string) => createHmac('sha256', Buffer.from(secret, 'hex')).update(`daowei-bridge/1\n${of}\ncard`).digest('hex')
    expect(proofs).toEqual([expected('t2'), expected('t3')])
    expect(await proof(secret, 't2', 'page')).not.toBe(expected('t2'))
  })
})
