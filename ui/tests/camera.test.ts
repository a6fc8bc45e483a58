import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useCamera } from '../src/camera'

/** A camera's stream, and whether it was stopped. */
function stream() {
  let ended = () => {}
  const track = { stop: vi.fn(), getSettings: () => ({ deviceId: 'doc' }), addEventListener: (_: string, heard: () => void) => (ended = heard) }
  return { track, pulledOut: () => ended(), itself: { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream }
}

const video = () => ({ srcObject: null, play: async () => {} }) as unknown as HTMLVideoElement
const devices = async () => [{ kind: 'audioinput', deviceId: 'mic', label: 'mic' }, { kind: 'videoinput', deviceId: 'doc', label: '高拍仪' }]

/** What the browser does when it is asked for a camera. */
function browser(getUserMedia: (wanted: MediaStreamConstraints) => Promise<MediaStream>, permission: PermissionState = 'granted'): void {
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia, enumerateDevices: devices }, permissions: { query: async () => ({ state: permission }) } })
}

describe('the camera of the browser', () => {
  const scope = effectScope()
  const camera = () => scope.run(() => useCamera())!
  beforeEach(() => {
    localStorage.clear()
    vi.stubGlobal('isSecureContext', true)
  })
  afterEach(() => vi.unstubAllGlobals())

  it('shows what it sees, is remembered, and is dark as soon as it is closed', async () => {
    const [first, wanted] = [stream(), [] as MediaStreamConstraints[]]
    browser(async (asked) => (wanted.push(asked), first.itself))
    const seen = camera()
    await seen.open(video())
    expect([seen.doing, seen.trouble, seen.device, seen.devices]).toEqual(['showing', null, 'doc', [{ id: 'doc', name: '高拍仪' }]])
    expect(wanted[0]).toMatchObject({ audio: false, video: { facingMode: { ideal: 'environment' } } })
    expect(first.track.stop).not.toHaveBeenCalled()
    seen.close()
    expect(first.track.stop).toHaveBeenCalledOnce()
    expect(seen.doing).toBeNull()
    await camera().open(video())
    expect(wanted[1]).toMatchObject({ video: { deviceId: { ideal: 'doc' } } })
  })

  it('says why it does not: refused, none, used elsewhere, an unknown reason', async () => {
    for (const [name, trouble] of [['NotAllowedError', 'denied'], ['NotFoundError', 'absent'], ['NotReadableError', 'busy'], ['TypeError', 'failed']]) {
      browser(() => Promise.reject(new DOMException('', name)))
      const seen = camera()
      await seen.open(video())
      expect([seen.doing, seen.trouble]).toEqual([null, trouble])
    }
  })

  it('asks for nothing on a page that is not secure, where browsers have no cameras either', async () => {
    const asked = vi.fn()
    browser(asked)
    vi.stubGlobal('isSecureContext', false)
    const seen = camera()
    await seen.open(video())
    vi.stubGlobal('isSecureContext', true)
    vi.stubGlobal('navigator', {})
    const other = camera()
    await other.open(video())
    expect([seen.trouble, other.trouble, asked.mock.calls.length]).toEqual(['insecure', 'insecure', 0])
  })

  it('says that the browser is asking, and stops at once what comes after it was given up', async () => {
    const late = stream()
    let allow = (_: MediaStream) => {}
    browser(() => new Promise((resolve) => (allow = resolve)), 'prompt')
    const seen = camera()
    const opening = seen.open(video())
    await vi.waitFor(() => expect(seen.doing).toBe('permission'))
    seen.close()
    allow(late.itself)
    await opening
    expect(late.track.stop).toHaveBeenCalledOnce()
    expect([seen.doing, seen.trouble]).toEqual([null, null])
  })

  it('says that it was pulled out', async () => {
    const first = stream()
    browser(async () => first.itself)
    const seen = camera()
    await seen.open(video())
    first.pulledOut()
    expect([seen.doing, seen.trouble]).toEqual([null, 'ended'])
  })

  it('is dark once its part of the page is gone', async () => {
    const first = stream()
    browser(async () => first.itself)
    const page = effectScope()
    await page.run(() => useCamera())!.open(video())
    page.stop()
    expect(first.track.stop).toHaveBeenCalledOnce()
  })
})
