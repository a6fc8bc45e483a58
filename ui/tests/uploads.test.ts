import { beforeEach, describe, expect, it, vi } from 'vitest'

// The client takes the browser's door when it is made: it is put in its place before.
const door = vi.hoisted(() => {
  const door = { answer: (_: Request): Promise<Response> => Promise.reject(new TypeError('nobody')) }
  globalThis.fetch = ((request: Request) => door.answer(request)) as typeof fetch
  return door
})

import { handedIn, mediaOf, pause, revive, start, take, underway, type Upload } from '../src/uploads'

const PART = 256 * 1024
const ID = '0190a000-0000-7000-8000-000000000001'

/** A server that keeps one file, and whose line breaks where the test says. */
class Server {
  received = 0
  begun = 0
  parts: number[] = []
  broken = new Set<number>()
  /** Parts that come in too slowly to be taken, once each. */
  slow = new Set<number>()
  complete = false

  async answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    const told = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
    const file = () => ({ id: ID, state: this.complete ? 'complete' : 'sending', received: this.received, part_size: PART, sm3: this.complete ? 'a'.repeat(64) : null, sha256: null })
    const offset = pathname.split('/parts/')[1]
    if (offset !== undefined) {
      const from = Number(offset)
      this.parts.push(from)
      if (this.broken.delete(from)) throw new TypeError('network')
      if (this.slow.delete(from)) return told(408, { code: 'request.failed', status: 408, detail: '' })
      if (from > this.received) return told(409, { code: 'file.offset', status: 409, detail: '', params: { wanted: String(this.received) } })
      this.received = from + (await request.arrayBuffer()).byteLength
      return told(200, file())
    }
    if (pathname.endsWith('/completion')) {
      this.complete = true
      return told(200, file())
    }
    if (request.method === 'POST') {
      this.begun += 1
      return told(201, file())
    }
    return this.begun ? told(200, file()) : told(404, { code: 'not_found', status: 404, detail: '' })
  }
}

let server: Server
const paper = (name: string, size: number) => new File([new Uint8Array(size)], name)
const settled = (upload: Upload, state: Upload['state']) => vi.waitFor(() => expect(upload.state).toBe(state), { timeout: 5_000 })

beforeEach(() => {
  server = new Server()
  door.answer = (request) => server.answer(request)
})

describe('uploads', () => {
  it('know the forms that are taken by their names', () => {
    expect(['a.PDF', 'b.jpeg', 'c.png', 'd.ofd', 'e.exe', 'svg', 'f.svg'].map(mediaOf)).toEqual(['application/pdf', 'image/jpeg', 'image/png', 'application/ofd', null, null, null])
    const [refused] = take([paper('a.exe', 3)], [], 'none of those')
    expect([refused!.state, refused!.why, underway([refused!]), handedIn([refused!])]).toEqual(['refused', 'none of those', false, []])
    expect(server.begun).toBe(0)
  })

  it('go on by themselves where the line broke, sending nothing twice that was answered', async () => {
    server.broken.add(PART)
    const [upload] = take([paper('a.pdf', 2 * PART + 1)], [], '')
    await settled(upload!, 'done')
    expect(server.parts).toEqual([0, PART, PART, 2 * PART])
    expect([server.begun, upload!.sent, upload!.sm3]).toEqual([1, 2 * PART + 1, 'a'.repeat(64)])
  })

  it('send a part once more that came in too slowly', async () => {
    server.slow.add(PART)
    const [upload] = take([paper('a.pdf', 2 * PART)], [], '')
    await settled(upload!, 'done')
    expect(server.parts).toEqual([0, PART, PART])
    expect(upload!.why).toBe('')
    expect(handedIn([upload!])).toEqual([ID])
  })

  it('go on where a proxy answers for a server that is away', async () => {
    const answer = door.answer
    let away = 2
    door.answer = (request) => (request.method === 'PUT' && away-- > 0 ? Promise.resolve(new Response('<html>502</html>', { status: away ? 502 : 504, headers: { 'content-type': 'text/html' } })) : answer(request))
    const [upload] = take([paper('a.pdf', PART + 1)], [], '')
    await settled(upload!, 'broken')
    await settled(upload!, 'done')
    expect(server.parts).toEqual([0, PART])
  })

  it('go on after a reload with the file that is chosen once more, and with no other', async () => {
    server.begun = 1
    server.received = PART
    const left: Upload = { key: 'k', id: ID, name: 'a.pdf', size: PART + 9, media: 'application/pdf', sent: 0, state: 'sending', sm3: null, sha256: null, why: '' }
    await revive([left])
    expect([left.state, left.sent, underway([left])]).toEqual(['unchosen', PART, true])
    expect(take([paper('a.pdf', PART + 9)], [left], '')).toEqual([])
    await settled(left, 'done')
    expect(server.parts).toEqual([PART])
    const gone: Upload = { ...left, key: 'g', state: 'sending' }
    server.begun = 0
    await revive([gone])
    expect([gone.id, gone.sent, gone.state]).toEqual([null, 0, 'unchosen'])
  })

  it('follow the server where it wants another part, and stop where they are told', async () => {
    server.received = 0
    const upload = take([paper('a.pdf', PART + 5)], [], '')[0]!
    pause(upload)
    expect(upload.state).toBe('paused')
    upload.id = ID
    upload.sent = PART
    start(upload)
    await settled(upload, 'done')
    expect(server.parts).toEqual([PART, 0, PART])
  })
})
