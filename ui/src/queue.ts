import { reactive } from 'vue'
import { api, done, type Schemas, told } from './api/client'

/** 叫号: the queue from where one sits, looked at anew every few seconds while the page is seen. To look keeps no session alive. */
export const queue = reactive<{ desk: Schemas['QueueDesk'] | null; error: unknown }>({ desk: null, error: null })

/** Between two looks, in milliseconds: nobody waits for a number that is five seconds old. */
const PATIENCE = 5_000

let watchers = 0
let timer: ReturnType<typeof setTimeout> | undefined

export async function look(): Promise<void> {
  clearTimeout(timer)
  try {
    if (document.visibilityState === 'visible') {
      queue.desk = await told(api.GET('/api/v1/queue'))
      queue.error = null
    }
  } catch (refused) {
    queue.error = refused
  }
  clearTimeout(timer)
  if (watchers > 0) timer = setTimeout(() => void look(), PATIENCE)
}

/** Looks from now on; gives what ends it. */
export function watchQueue(): () => void {
  watchers += 1
  void look()
  return () => {
    watchers -= 1
    if (watchers === 0) clearTimeout(timer)
  }
}

export async function draw(kind: string): Promise<Schemas['TicketDrawn']> {
  const drawn = await done((header) => api.POST('/api/v1/queue/tickets', { params: { header }, body: { kind } }))
  await look()
  return drawn
}

/** 呼叫下一号 */
export async function callNext(): Promise<void> {
  await done((header) => api.POST('/api/v1/queue/calls', { params: { header } }))
  await look()
}

/** 重呼, or 召回 of one that was skipped. */
export async function call(ticket: string): Promise<void> {
  await done((header) => api.POST('/api/v1/queue/tickets/{ticket}/call', { params: { path: { ticket }, header } }))
  await look()
}

export async function skip(ticket: string): Promise<void> {
  await done((header) => api.POST('/api/v1/queue/tickets/{ticket}/skip', { params: { path: { ticket }, header } }))
  await look()
}

export async function finish(ticket: string): Promise<void> {
  await done((header) => api.POST('/api/v1/queue/tickets/{ticket}/completion', { params: { path: { ticket }, header } }))
  await look()
}

export async function transfer(ticket: string, window: string): Promise<void> {
  await done((header) => api.POST('/api/v1/queue/tickets/{ticket}/transfer', { params: { path: { ticket }, header }, body: { window } }))
  await look()
}

/** Whole minutes of so many seconds, begun ones counted; nothing of nothing. */
export const minutes = (seconds: number | null | undefined): number | null => (seconds === null || seconds === undefined ? null : Math.ceil(seconds / 60))

/** How long a ticket waited until it was called first, in minutes. */
export function waited(ticket: Pick<Schemas['TicketSeen'], 'drawn_at' | 'called_at'>): number | null {
  if (!ticket.called_at) return null
  return minutes((Date.parse(ticket.called_at) - Date.parse(ticket.drawn_at)) / 1000)
}
