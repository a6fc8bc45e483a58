import { afterEach, describe, expect, it, vi } from 'vitest'
import { api } from '../src/api/client'
import { cutter } from '../src/eventStream'
import { Broken, decisive, percent, verify } from '../src/verification'

const compared = (size: number, source: 'stored' | 'given') => ({ size, source, agreement: 'agrees' as const, at: null })

describe('a stream of events', () => {
  it('is cut where an event ends, wherever the network cut it', () => {
    const whole = 'event: progress\ndata: {"done":1}\n\n: a remark\n\nevent: result\r\ndata: {"ok":\r\ndata: true}\r\n\r\n'
    for (let at = 0; at <= whole.length; at++) {
      const cut = cutter()
      expect([...cut(whole.slice(0, at)), ...cut(whole.slice(at))], String(at)).toEqual([
        { kind: 'progress', data: '{"done":1}' },
        { kind: 'result', data: '{"ok":\ntrue}' },
      ])
    }
  })
})

describe('a verification', () => {
  afterEach(() => vi.restoreAllMocks())
  const answer = (...events: string[]) => {
    const bytes = new TextEncoder().encode(events.join(''))
    const data = new ReadableStream<Uint8Array>({ start: (to) => { to.enqueue(bytes); to.close() } })
    vi.spyOn(api, 'POST').mockResolvedValue({ data, response: new Response() } as never)
  }
  const progress = 'event: progress\ndata: {"part":"events","done":50,"of":100}\n\n'

  it('tells how far it has come, then what was found', async () => {
    answer(progress, 'event: result\ndata: {"ok":true,"events":100}\n\n')
    const heard: unknown[] = []
    expect(await verify({ texts: false }, (step) => heard.push(step))).toMatchObject({ ok: true, events: 100 })
    expect(heard).toEqual([{ part: 'events', done: 50, of: 100 }])
  })

  it('that fails says why; one that breaks off is no result', async () => {
    answer(progress, 'event: problem\ndata: {"code":"store.busy","status":503,"detail":"x"}\n\n')
    await expect(verify({ texts: false }, () => {})).rejects.toMatchObject({ code: 'store.busy' })
    answer(progress)
    await expect(verify({ texts: false }, () => {})).rejects.toBeInstanceOf(Broken)
  })

  it('is judged by the checkpoint from elsewhere, the largest one', () => {
    expect(decisive([compared(9, 'stored'), compared(3, 'given'), compared(5, 'given')])).toMatchObject({ size: 5, source: 'given' })
    expect(decisive([compared(9, 'stored')])).toMatchObject({ size: 9 })
    expect(decisive([])).toBeNull()
  })

  it('is a hundred of a hundred at the end only', () => {
    const at = (part: 'events' | 'texts', done: number) => ({ part, done, of: 200 })
    expect(percent(null, false)).toBe(0)
    expect(percent(at('events', 100), false)).toBe(50)
    expect(percent(at('events', 400), false)).toBe(100)
    expect(percent(at('events', 200), true)).toBe(50)
    expect(percent(at('texts', 100), true)).toBe(75)
    expect(percent({ part: 'events', done: 0, of: 0 }, false)).toBe(0)
  })
})
