import { effectScope, ref, watch } from 'vue'
import { api, told } from './api/client'
import { Refusal } from './api/refusal'
import { blank, clear, type Draft, draft } from './intake'

/** How long after the last key a draft is kept, in milliseconds. */
const PAUSE = 800

/** 草稿: how it stands with what is being typed. */
export type Kept = { state: 'none' | 'typing' | 'failed' } | { state: 'kept' | 'restored'; at: string }
export const kept = ref<Kept>({ state: 'none' })

let writer: string | null = null
let timer: ReturnType<typeof setTimeout> | null = null
let quiet = false

const path = { kind: 'intake' } as const

/** Nobody finds what somebody else has typed at this desk. */
export async function openDraft(person: string): Promise<void> {
  if (writer === person) return
  leaveDraft()
  writer = person
  try {
    const found = await told(api.GET('/api/v1/drafts/{kind}', { params: { path } }))
    if (writer !== person || !untouched()) return
    silently(() => Object.assign(draft, blank(), found.content as Partial<Draft>))
    kept.value = { state: 'restored', at: found.at }
  } catch (refused) {
    if (!(refused instanceof Refusal && refused.problem.status === 404)) kept.value = { state: 'failed' }
  }
}

/** What was typed has been sent, or is given up. */
export async function dropDraft(): Promise<void> {
  if (timer) clearTimeout(timer)
  timer = null
  silently(clear)
  kept.value = { state: 'none' }
  await told(api.DELETE('/api/v1/drafts/{kind}', { params: { path } })).catch(() => {})
}

/** Whoever leaves the desk takes what was typed off it; it is kept for when he comes back. */
export function leaveDraft(): void {
  if (timer) clearTimeout(timer)
  timer = null
  writer = null
  silently(clear)
  kept.value = { state: 'none' }
}

const untouched = (): boolean => JSON.stringify(draft) === JSON.stringify(blank())

function silently(change: () => void): void {
  quiet = true
  change()
  quiet = false
}

async function save(): Promise<void> {
  timer = null
  const content = JSON.parse(JSON.stringify(draft)) as Record<string, never>
  try {
    await told(api.POST('/api/v1/drafts/{kind}', { params: { path }, body: { content } }))
    kept.value = { state: 'kept', at: new Date().toISOString() }
  } catch {
    kept.value = { state: 'failed' }
  }
}

// For as long as the desk is open: a page that is left in the middle has its last words kept, too.
effectScope(true).run(() => {
  watch(
    draft,
    () => {
      if (quiet || writer === null) return
      if (timer) clearTimeout(timer)
      timer = setTimeout(() => void save(), PAUSE)
      kept.value = { state: 'typing' }
    },
    { deep: true, flush: 'sync' },
  )
})
