import { onScopeDispose, reactive } from 'vue'

/**
 * 浏览器摄像头: a camera that the browser itself knows, where no device bridge is or before one is there (UX-19). Most document cameras are
 * one as well. It runs only while it is looked at; why it does not is a word under `camera.trouble` (UX-18).
 */
export interface Camera {
  doing: null | 'asking' | 'permission' | 'showing'
  trouble: null | 'insecure' | 'denied' | 'absent' | 'busy' | 'ended' | 'failed'
  /** What there is to choose from, once one of them runs. */
  devices: { id: string; name: string }[]
  device: string
  /** Begins to show what that camera sees, or the one of last time. */
  open(video: HTMLVideoElement, device?: string): Promise<void>
  close(): void
}

/** Which camera was chosen last in this browser. */
const KEPT = 'daowei-camera'

/** As sharp as an A4 page at 200 dots to the inch wants it; a camera gives what it has. */
const SHARP = { width: { ideal: 2592 }, height: { ideal: 1944 } }

const INSECURE = 'InsecureContext'

/** What an answer of the browser means (W3C Media Capture and Streams, getUserMedia). */
const MEANING: Record<string, Camera['trouble']> = { [INSECURE]: 'insecure', NotAllowedError: 'denied', SecurityError: 'denied', NotFoundError: 'absent', OverconstrainedError: 'absent', NotReadableError: 'busy', AbortError: 'busy' }

export function useCamera(): Camera {
  let running: MediaStream | null = null
  /** Counts openings: one that was given up shows nothing when it comes at last. */
  let opening = 0

  const camera = reactive<Camera>({
    doing: null,
    trouble: null,
    devices: [],
    device: '',
    async open(video, device) {
      camera.close()
      const own = opening
      camera.doing = 'asking'
      try {
        const stream = await start(device ?? localStorage.getItem(KEPT))
        if (own !== opening) return stop(stream)
        running = stream
        const [track] = stream.getVideoTracks()
        track?.addEventListener('ended', () => own === opening && end('ended'))
        video.srcObject = stream
        await video.play()
        if (own !== opening) return
        camera.device = track?.getSettings().deviceId ?? ''
        localStorage.setItem(KEPT, camera.device)
        const all = await navigator.mediaDevices.enumerateDevices()
        camera.devices = all.filter(({ kind }) => kind === 'videoinput').map(({ deviceId, label }) => ({ id: deviceId, name: label }))
        if (own === opening) camera.doing = 'showing'
      } catch (refused) {
        if (own === opening) end(MEANING[(refused as Error).name] ?? 'failed')
      }
    },
    close: () => end(null),
  })

  async function start(device: string | null): Promise<MediaStream> {
    // Browsers leave it out where a page did not come over a secure connection.
    if (!window.isSecureContext || !navigator.mediaDevices) throw new DOMException('', INSECURE)
    const own = opening
    void asks().then((asked) => {
      if (asked && own === opening && camera.doing === 'asking') camera.doing = 'permission'
    })
    const wanted = device ? { deviceId: { ideal: device } } : { facingMode: { ideal: 'environment' } }
    return navigator.mediaDevices.getUserMedia({ audio: false, video: { ...wanted, ...SHARP } })
  }

  function end(why: Camera['trouble']): void {
    opening += 1
    if (running) stop(running)
    running = null
    camera.doing = null
    camera.trouble = why
  }

  onScopeDispose(() => camera.close())
  return camera
}

/** Without it the camera's light stays on. */
function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

/** Whether the browser is asking the reader just now; older ones do not say. */
async function asks(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'camera' as PermissionName })).state === 'prompt'
  } catch {
    return false
  }
}
