import { beforeEach, describe, expect, it, vi } from 'vitest'
import { done, surround, told } from '../src/api/client'
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
    surround({ language: () => 'zh-CN', signedOut, confirmed })
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

  it('speaks of an answer that is no problem document, too', async () => {
    const bare = { error: '', response: new Response('', { status: 502, statusText: 'Bad Gateway' }) }
    await expect(told(Promise.resolve(bare))).rejects.toMatchObject({ code: 'http', problem: { status: 502 } })
  })
})
