import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { line, onHappening, start, stop } from '../src/live'

class Stream {
  static CLOSED = 2
  static all: Stream[] = []
  readyState = 0
  onopen = () => {}
  onerror = () => {}
  closed = false
  heard = new Map<string, (event: { data: string }) => void>()
  constructor() {
    Stream.all.push(this)
  }
  addEventListener(kind: string, heard: (event: { data: string }) => void) {
    this.heard.set(kind, heard)
  }
  close() {
    this.closed = true
  }
  open() {
    this.readyState = 1
    this.onopen()
  }
  /** As a browser does where the answer is no 200: it never tries again. */
  refuse() {
    this.readyState = 2
    this.onerror()
  }
}
const newest = () => Stream.all[Stream.all.length - 1]!

describe('the stream of events', () => {
  let scope = effectScope()
  const heard: unknown[] = []
  let asked = 0
  let lock: (() => void) | null = null
  const other = new BroadcastChannel('daowei-events')
  const said: unknown[] = []
  other.onmessage = (event) => said.push(event.data)

  beforeEach(() => {
    Stream.all = []
    heard.length = said.length = 0
    vi.stubGlobal('EventSource', Stream)
    // Another tab holds the lock until a test takes it.
    Object.defineProperty(navigator, 'locks', { configurable: true, value: { request: (_: string, options: { signal: AbortSignal }, held: () => Promise<void>) => new Promise<void>((done, fail) => {
      options.signal.addEventListener('abort', () => fail(new Error('left')))
      lock = () => void held().then(done)
    }) } })
    vi.useFakeTimers()
    scope = effectScope()
    scope.run(() => onHappening((happening) => heard.push(happening)))
    asked = 0
    start(() => asked++)
  })
  afterEach(() => {
    stop()
    scope.stop()
    vi.useRealTimers()
  })

  it('is unknown until somebody says how it stands, and asks', async () => {
    expect(line.value).toBe('unknown')
    vi.useRealTimers()
    await vi.waitFor(() => expect(said).toEqual([{ asks: true }]))
    other.postMessage({ line: 'open' })
    await vi.waitFor(() => expect(line.value).toBe('open'))
    expect([Stream.all.length, heard]).toEqual([0, []])
    other.postMessage({ happening: { kind: 'case.received' } })
    await vi.waitFor(() => expect(heard).toEqual([{ kind: 'case.received' }]))
  })

  it('is opened again, ever more slowly, where it was refused, and everything is read anew then', () => {
    lock!()
    for (const pause of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const before = Stream.all.length
      newest().refuse()
      expect(line.value).toBe('broken')
      vi.advanceTimersByTime(pause - 1)
      expect(Stream.all.length).toBe(before)
      vi.advanceTimersByTime(1)
      expect(Stream.all.length).toBe(before + 1)
    }
    newest().open()
    expect([line.value, heard]).toEqual(['open', [null]])
    newest().refuse()
    vi.advanceTimersByTime(1_000)
    newest().open()
    expect(heard).toEqual([null, null])
  })

  it('asks for the session where it was refused, in every tab, and not where only its line broke', async () => {
    lock!()
    newest().onerror()
    expect(asked).toBe(0)
    newest().refuse()
    expect(asked).toBe(1)
    vi.useRealTimers()
    other.postMessage({ line: 'broken', refused: true })
    await vi.waitFor(() => expect(asked).toBe(2))
  })

  it('comes back by itself where only its line broke', () => {
    lock!()
    newest().open()
    expect(heard).toEqual([])
    newest().onerror()
    vi.advanceTimersByTime(60_000)
    expect([line.value, Stream.all.length]).toEqual(['broken', 1])
    newest().open()
    expect([line.value, heard]).toEqual(['open', [null]])
  })

  it('goes over to the next tab, which knows that it heard nothing for a while', async () => {
    vi.useRealTimers()
    other.postMessage({ line: 'open' })
    await vi.waitFor(() => expect(line.value).toBe('open'))
    lock!()
    expect(line.value).toBe('broken')
    newest().open()
    expect([line.value, heard]).toEqual(['open', [null]])
    other.postMessage({ asks: true })
    await vi.waitFor(() => expect(said[said.length - 1]).toEqual({ line: 'open' }))
    stop()
    expect([newest().closed, line.value]).toEqual([true, 'unknown'])
  })
})
