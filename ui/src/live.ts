import { onScopeDispose, ref } from 'vue'
import type { Schemas } from './api/client'

export type Happening = Schemas['Happening']

/**
 * What happens to the cases within one's scope. One stream for each browser: the tab that holds the lock listens and tells
 * the others. Where a browser knows no locks, each tab listens for itself.
 */
const LOCK = 'daowei-events'
const CHANNEL = 'daowei-events'
/** How long after a stream that was refused another one is opened, in milliseconds: doubled each time. */
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 30_000

/** How the stream stands; `unknown` until the tab that listens has said so. */
export type Line = 'unknown' | 'open' | 'broken'
type Told = { happening: Happening } | { line: Line; refused?: boolean } | { asks: true }

/** Called with what happened; with nothing where the stream was away, and anything may have happened. */
type Listener = (happening: Happening | null) => void

const listeners = new Set<Listener>()
export const line = ref<Line>('unknown')
let channel: BroadcastChannel | null = null
let leave: (() => void) | null = null
let ask: () => void = () => {}
/** Whether it is this tab that listens. */
let listening = false

function hear(told: Told): void {
  if ('asks' in told) {
    if (listening) channel?.postMessage({ line: line.value } satisfies Told)
  } else if ('line' in told) {
    const away = told.line === 'open' && line.value === 'broken'
    line.value = told.line
    if (told.refused) ask()
    if (away) listeners.forEach((listener) => listener(null))
  } else {
    listeners.forEach((listener) => listener(told.happening))
  }
}

function pass(told: Told): void {
  hear(told)
  channel?.postMessage(told)
}

/** Listens until it is told to leave. */
function listen(): Promise<void> {
  listening = true
  // The tab that listened before has closed: what happened since then nobody has heard.
  if (line.value === 'open') pass({ line: 'broken' })
  return new Promise((end) => {
    let source: EventSource
    let timer: ReturnType<typeof setTimeout> | undefined
    let pause = FIRST_PAUSE
    const onAny = (event: MessageEvent<string>) => pass({ happening: JSON.parse(event.data) as Happening })
    const open = () => {
      source = new EventSource('/api/v1/events')
      source.onopen = () => {
        pause = FIRST_PAUSE
        pass({ line: 'open' })
      }
      source.onerror = () => {
        pass({ line: 'broken', refused: source.readyState === EventSource.CLOSED })
        // A stream that broke comes back by itself; one that was answered with anything but 200 never does.
        if (source.readyState !== EventSource.CLOSED) return
        timer = setTimeout(open, pause)
        pause = Math.min(pause * 2, LONGEST_PAUSE)
      }
      kinds.forEach((kind) => source.addEventListener(kind, onAny as EventListener))
    }
    leave = () => {
      clearTimeout(timer)
      source.close()
      listening = false
      end()
    }
    open()
  })
}

/** Kinds of events of a case. A test holds them against the golden files. */
export const kinds = [
  'case.accepted',
  'case.agent_added',
  'case.archived',
  'case.clock_overrun',
  'case.clock_warned',
  'case.confirmation_signed',
  'case.corrected',
  'case.correction_dormant',
  'case.correction_handed_in',
  'case.correction_requested',
  'case.decided',
  'case.deemed_accepted',
  'case.delivered',
  'case.document_issued',
  'case.document_voided',
  'case.extended',
  'case.extension_settled',
  'case.interested_informed',
  'case.irregular_recorded',
  'case.item_set',
  'case.mandate_recorded',
  'case.not_accepted',
  'case.not_competent',
  'case.not_required',
  'case.originals_returned',
  'case.owed_notice_issued',
  'case.paper_scanned',
  'case.papers_recorded',
  'case.pause_ended',
  'case.pause_started',
  'case.pause_told',
  'case.proof_scanned',
  'case.put_right',
  'case.reassigned',
  'case.received',
  'case.recomputed',
  'case.reissued',
  'case.reply_recorded',
  'case.sealed',
  'case.served',
  'case.service_confirmed',
  'case.signed_scanned',
  'case.statement_recorded',
  'case.step_completed',
  'case.step_entered',
  'case.submitted_upward',
  'case.taken_over',
  'case.telephoned',
  'case.terminated',
  'case.withdrawn',
]

/** `refused`: called where the stream is answered with anything but itself, for the session may have ended. */
export function start(refused: () => void): void {
  if (channel) return
  ask = refused
  channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = (event: MessageEvent<Told>) => hear(event.data)
  const locks = navigator.locks as LockManager | undefined
  if (locks) {
    const waiting = new AbortController()
    leave = () => waiting.abort()
    channel.postMessage({ asks: true } satisfies Told)
    locks.request(LOCK, { signal: waiting.signal }, listen).catch(() => {})
  } else {
    void listen()
  }
}

export function stop(): void {
  leave?.()
  leave = null
  channel?.close()
  channel = null
  line.value = 'unknown'
}

/** Calls back for every event while the component lives, and without one after the stream was away. */
export function onHappening(callback: Listener): void {
  listeners.add(callback)
  onScopeDispose(() => listeners.delete(callback))
}
