import { reactive } from 'vue'
import { api, type Schemas, told } from './api/client'
import { Refusal, Unreachable } from './api/refusal'

/**
 * 上传: a file on its way to the server, part by part. What is kept of it here is no more than a draft may hold; the bytes stay with
 * the browser, and after a reload they are chosen once more.
 */
export interface Upload {
  key: string
  /** The server's id, once it knows of it. */
  id: string | null
  name: string
  size: number
  media: Schemas['MediaType']
  /** Bytes that the server has. */
  sent: number
  state: 'sending' | 'paused' | 'broken' | 'checking' | 'done' | 'failed' | 'unchosen' | 'refused'
  sm3: string | null
  sha256: string | null
  /** Why it was not taken, in the reader's words. */
  why: string
  /** It lay at the server before it was chosen here: taken off the list again, it lies there still. */
  lay?: true
}

const MEDIA: Record<string, Schemas['MediaType']> = { pdf: 'application/pdf', jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', ofd: 'application/ofd' }
export const ACCEPTED = '.pdf,.jpg,.jpeg,.png,.ofd'
/** How long after a broken connection it is tried again, in milliseconds: doubled each time. */
const FIRST_PAUSE = 500
const LONGEST_PAUSE = 8_000

const sources = new Map<string, File>()
/** One file after the other: a counter's line is narrow, and the first page is there sooner. */
let line: Promise<void> = Promise.resolve()

/** The form of a file by its name; nothing where it is none that is taken. */
export function mediaOf(name: string): Schemas['MediaType'] | null {
  return MEDIA[name.split('.').pop()?.toLowerCase() ?? ''] ?? null
}

/** Takes files in: one that goes on where it broke off, or a new one. Gives what joins the list. */
export function take(files: Iterable<File>, known: Upload[], refusal: string): Upload[] {
  const fresh: Upload[] = []
  for (const file of files) {
    const waiting = known.find((upload) => upload.state === 'unchosen' && upload.name === file.name && upload.size === file.size)
    if (waiting) {
      sources.set(waiting.key, file)
      start(waiting)
      continue
    }
    const media = mediaOf(file.name)
    const key = crypto.getRandomValues(new Uint32Array(2)).join('-')
    const upload = reactive<Upload>({ key, id: null, name: file.name, size: file.size, media: media ?? 'application/pdf', sent: 0, state: 'sending', sm3: null, sha256: null, why: '' })
    fresh.push(upload)
    if (!media) {
      upload.state = 'refused'
      upload.why = refusal
      continue
    }
    sources.set(key, file)
    start(upload)
  }
  return fresh
}

/** What lies at the server already and was chosen for a paper; one that is not whole wants its bytes once more. */
export function lying(file: Schemas['SentFile']): Upload {
  const { id, name, size, media_type: media, received: sent, sm3 = null, sha256 = null } = file
  return reactive<Upload>({ key: id, id, name: name ?? '', size, media, sent, state: file.state === 'complete' ? 'done' : 'unchosen', sm3, sha256, why: '', lay: true })
}

/** Sends, or goes on sending. */
export function start(upload: Upload): void {
  upload.state = 'sending'
  upload.why = ''
  line = line.then(() => send(upload))
}

export function pause(upload: Upload): void {
  if (upload.state === 'sending' || upload.state === 'broken') upload.state = 'paused'
}

/** Takes a file off the list, and away from the server that it was sent to from here; the server would let it go after some days anyway. */
export function discard(upload: Upload): void {
  upload.state = 'paused'
  sources.delete(upload.key)
  if (upload.id && !upload.lay) void told(api.DELETE('/api/v1/files/{file}', { params: { path: { file: upload.id } } })).catch(() => {})
}

/** After a reload: how far each has come, by the server's own account. */
export async function revive(uploads: Upload[]): Promise<void> {
  for (const upload of uploads) {
    if (sources.has(upload.key) || upload.state === 'refused') continue
    const left = upload.state
    if (left !== 'done') upload.state = 'unchosen'
    if (!upload.id) continue
    try {
      const found = await told(api.GET('/api/v1/files/{file}', { params: { path: { file: upload.id } } }))
      upload.sent = found.received
      if (found.state === 'complete') Object.assign(upload, { state: 'done', sm3: found.sm3 ?? null, sha256: found.sha256 ?? null })
    } catch (refused) {
      // Its time is over: it begins anew.
      if (refused instanceof Refusal && refused.problem.status === 404) Object.assign(upload, { id: null, sent: 0, state: 'unchosen' })
    }
  }
}

/** The ids of what an act may name. */
export const handedIn = (uploads: Upload[]): string[] => uploads.filter((upload) => upload.state === 'done').map((upload) => upload.id as string)

/** Whether something is still on its way. */
export const underway = (uploads: Upload[]): boolean => uploads.some((upload) => !['done', 'refused', 'failed'].includes(upload.state))

/** Whether something was not taken, and will not be however often it is sent: whoever hands in must know that it is not there. */
export const failed = (uploads: Upload[]): boolean => uploads.some((upload) => upload.state === 'failed')

/** Bytes as people say them. */
export function bytes(size: number): string {
  return size < 1024 * 1024 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`
}

/** Read anew each time: whoever pauses does so while a part is on its way. */
const going = (upload: Upload): boolean => upload.state === 'sending'

async function send(upload: Upload): Promise<void> {
  const source = sources.get(upload.key)
  let rest = FIRST_PAUSE
  while (source && going(upload)) {
    try {
      await part(upload, source)
      rest = FIRST_PAUSE
    } catch (refused) {
      if (refused instanceof Refusal && refused.code === 'file.offset') {
        upload.sent = Number(refused.problem.params?.wanted ?? 0)
      } else if (refused instanceof Unreachable || (refused instanceof Refusal && refused.passing)) {
        if (!going(upload)) return
        upload.state = 'broken'
        await connection(rest)
        rest = Math.min(rest * 2, LONGEST_PAUSE)
        if ((upload.state as Upload['state']) === 'broken') upload.state = 'sending'
      } else if (refused instanceof Refusal && refused.problem.status === 401) {
        // Whoever signs in again goes on where it broke off.
        upload.state = 'paused'
      } else {
        upload.state = 'failed'
        upload.why = refused instanceof Error ? refused.message : String(refused)
      }
    }
  }
}

/** One step: begins the file, sends its next part, or has the whole of it looked at. */
async function part(upload: Upload, source: File): Promise<void> {
  if (!upload.id) {
    const body = { name: upload.name, media_type: upload.media, size: upload.size }
    upload.id = (await told(api.POST('/api/v1/files', { body }))).id
    return
  }
  if (upload.sent < upload.size) {
    const path = { file: upload.id, offset: upload.sent }
    // The size of a part is the server's to say; it is the same for all.
    const bytes = source.slice(upload.sent, upload.sent + PART)
    const answer = await told(
      api.PUT('/api/v1/files/{file}/parts/{offset}', {
        params: { path },
        body: bytes as never,
        bodySerializer: (bytes: unknown) => bytes as Blob,
        headers: { 'Content-Type': 'application/octet-stream' },
      }),
    )
    upload.sent = answer.received
    return
  }
  upload.state = 'checking'
  try {
    const sha256 = await digest(source)
    const path = { file: upload.id }
    const whole = await told(api.POST('/api/v1/files/{file}/completion', { params: { path }, body: sha256 ? { sha256 } : {} }))
    Object.assign(upload, { state: 'done', sm3: whole.sm3 ?? null, sha256: whole.sha256 ?? null })
    sources.delete(upload.key)
  } catch (refused) {
    upload.state = 'sending'
    throw refused
  }
}

/** As the API takes them. */
const PART = 256 * 1024

/** SHA-256 of what was chosen, where the browser computes it: the server holds what came against it. */
async function digest(source: File): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null
  const found = await crypto.subtle.digest('SHA-256', await source.arrayBuffer())
  return Array.from(new Uint8Array(found), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Waits for a while, or until the network is back. */
function connection(most: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      globalThis.removeEventListener?.('online', done)
      resolve()
    }
    const timer = setTimeout(done, most)
    globalThis.addEventListener?.('online', done)
  })
}
