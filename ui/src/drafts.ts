import { effectScope, type Ref, ref, watch } from 'vue'
import { api, told } from './api/client'
import { Refusal } from './api/refusal'

/** How long after the last key a draft is kept, in milliseconds. */
const PAUSE = 800

/** 草稿: how it stands with what is being typed. */
export type Kept = { state: 'none' | 'typing' | 'failed' } | { state: 'kept' | 'restored'; at: string }

/** What one types on one page, kept on the server while one types: it outlives the page, and a session that ends in the middle. */
export interface KeptDraft {
  kept: Ref<Kept>
  /** Nobody finds what somebody else has typed at this desk. */
  open(person: string): Promise<void>
  /** What was typed has been sent, or is given up. */
  drop(): Promise<void>
}

/** As `DraftKind` of the server. */
type Kind = 'intake' | 'foreign'

const leaving: (() => void)[] = []

/** Whoever leaves the desk takes what was typed off it; it is kept for when he comes back. */
export function leaveDrafts(): void {
  for (const leave of leaving) leave()
}

/** Keeps a draft of that kind for as long as the desk is open: a page that is left in the middle has its last words kept, too. */
export function keepDraft<T extends object>(kind: Kind, draft: T, blank: () => T): KeptDraft {
  const path = { kind }
  const kept = ref<Kept>({ state: 'none' })
  let writer: string | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let quiet = false

  const clear = () => void Object.assign(draft, blank())
  const untouched = () => JSON.stringify(draft) === JSON.stringify(blank())

  function silently(change: () => void): void {
    quiet = true
    change()
    quiet = false
  }

  function leave(): void {
    if (timer) clearTimeout(timer)
    timer = null
    writer = null
    silently(clear)
    kept.value = { state: 'none' }
  }

  async function open(person: string): Promise<void> {
    if (writer === person) return
    leave()
    writer = person
    try {
      const found = await told(api.GET('/api/v1/drafts/{kind}', { params: { path } }))
      if (writer !== person || !untouched()) return
      silently(() => Object.assign(draft, blank(), found.content as Partial<T>))
      kept.value = { state: 'restored', at: found.at }
    } catch (refused) {
      if (!(refused instanceof Refusal && refused.problem.status === 404)) kept.value = { state: 'failed' }
    }
  }

  async function drop(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    silently(clear)
    kept.value = { state: 'none' }
    await told(api.DELETE('/api/v1/drafts/{kind}', { params: { path } })).catch(() => {})
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
  leaving.push(leave)
  return { kept, open, drop }
}
