/** What must never happen on any page, seen from outside of it; and, where somebody measures, what was asked of the server. */
import { appendFileSync } from 'node:fs'
import type { BrowserContext } from 'playwright-core'

/** One request that was answered. */
export interface Call {
  /** The screen that asked, ids left out. */
  screen: string
  /** Method and address, likewise. */
  what: string
  /** From sending it to its last byte. */
  milliseconds: number
  /** Head and body of the answer, as they were sent. */
  bytes: number
}

export interface Watch {
  /** Requests to another origin (UX-31). */
  abroad: string[]
  /** What a page's script or its content security policy complained of. */
  complaints: string[]
}

/** Watches every page of a browser's context, also those that pages open; a device bridge that is configured may be asked, and nobody else. */
export function watchOver(context: BrowserContext, origin: string, bridge?: string): Watch {
  const seen: Watch = { abroad: [], complaints: [] }
  context.on('request', (request) => {
    const url = new URL(request.url())
    // A blob is the page's own; a policy does not ask the net.
    if (!['blob:', 'data:'].includes(url.protocol) && url.origin !== origin && url.origin !== bridge) seen.abroad.push(request.url())
  })
  context.on('weberror', (error) => seen.complaints.push(String(error.error())))
  context.on('console', (message) => {
    // A refusal of the server is an answer; the browser reports it all the same.
    const answer = message.text().startsWith('Failed to load resource') || message.text().includes('net::ERR')
    if (message.type() === 'error' && !answer) seen.complaints.push(message.text())
  })
  return seen
}

/** The file that takes down what each story asks for, a line of JSON for each; nothing where nobody measures. */
const FIGURES = process.env.DAOWEI_STORY_FIGURES

const IDS = /[0-9a-f]{8}-[0-9a-f-]{27}|(?<=\/)\d{21}(?=$|\/)|-[A-Za-z0-9_-]{8}(?=\.(js|css|svg)$)/g

/** Takes down what is asked for until `told` is called with the name of the story. */
export function takeDown(context: BrowserContext): (story: string) => Promise<void> {
  const calls: Promise<Call | null>[] = []
  if (!FIGURES) return () => Promise.resolve()
  context.on('requestfinished', (request) => {
    const url = new URL(request.url())
    if (!url.protocol.startsWith('http') || url.pathname.endsWith('/events')) return
    const { responseEnd } = request.timing()
    const [screen, what] = [new URL(request.frame().url()).pathname.replace(IDS, '…'), `${request.method()} ${url.pathname.replace(IDS, '…')}`]
    calls.push(request.sizes().then((sizes) => ({ screen, what, milliseconds: responseEnd, bytes: sizes.responseHeadersSize + sizes.responseBodySize })).catch(() => null))
  })
  return async (story) => {
    const done = (await Promise.all(calls.splice(0))).filter((call) => call !== null)
    appendFileSync(FIGURES, `${JSON.stringify({ story, calls: done })}\n`)
  }
}
