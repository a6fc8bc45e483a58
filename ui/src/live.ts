import { onScopeDispose, ref } from 'vue'
import type { Schemas } from './api/client'

export type Happening = Schemas['Happening']

/**
 * What happens to the cases within one's scope. One stream for each browser: the tab that holds the lock listens and tells
 * the others. Where a browser knows no locks, each tab listens for itself.
 */
const LOCK = 'daowei-events'
const CHANNEL = 'daowei-events'

type Told = { happening: Happening } | { connected: boolean }

const listeners = new Set<(happening: Happening) => void>()
export const connected = ref(true)
let channel: BroadcastChannel | null = null
let leave: (() => void) | null = null

function hear(told: Told): void {
  if ('connected' in told) connected.value = told.connected
  else listeners.forEach((listener) => listener(told.happening))
}

function pass(told: Told): void {
  hear(told)
  channel?.postMessage(told)
}

/** Listens until it is told to leave. */
function listen(): Promise<void> {
  return new Promise((end) => {
    const source = new EventSource('/api/v1/events')
    source.onopen = () => pass({ connected: true })
    source.onerror = () => pass({ connected: false })
    const onAny = (event: MessageEvent<string>) => pass({ happening: JSON.parse(event.data) as Happening })
    kinds.forEach((kind) => source.addEventListener(kind, onAny as EventListener))
    leave = () => {
      source.close()
      end()
    }
  })
}

/** Kinds of events of a case. A test holds them against the golden files. */
export const kinds = [
  'case.accepted',
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

export function start(): void {
  if (channel) return
  channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = (event: MessageEvent<Told>) => hear(event.data)
  const locks = navigator.locks as LockManager | undefined
  if (locks) {
    const waiting = new AbortController()
    leave = () => waiting.abort()
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
}

/** Calls back for every event while the component lives. */
export function onHappening(callback: (happening: Happening) => void): void {
  listeners.add(callback)
  onScopeDispose(() => listeners.delete(callback))
}
