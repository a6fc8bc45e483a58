import { effectScope, type Ref, ref, watch } from 'vue'
import { api, type Schemas, told, written as ordered } from './api/client'
import { Refusal } from './api/refusal'

/** How long after the last key a draft is kept, in milliseconds. */
const PAUSE = 800
/** How long after a failure it is tried again; the network's return does not wait for it. */
const AGAIN = 5_000
/** Bytes that a browser sends on behalf of a page that is gone, a little below its bound of 64 KiB. */
const FAREWELL = 60_000

/** 草稿: how it stands with what is being typed. `other`: something else was kept meanwhile, or before this was typed. */
export type Kept = { state: 'none' | 'typing' | 'failed' } | { state: 'kept' | 'restored' | 'other'; at: string }

/** What one types on one page, kept on the server while one types: it outlives the page, and a session that ends in the middle. */
export interface KeptDraft {
  kept: Ref<Kept>
  /** Nobody finds what somebody else has typed at this desk. */
  open(person: string): Promise<void>
  /** What was typed has been sent, or is given up. The form is blank at once; the server's draft goes as soon as it can. */
  drop(): Promise<void>
  /** Of two that differ: takes the one that the server has. */
  takeOther(): void
  /** Of two that differ: what is typed here takes its place. */
  keepOwn(): void
  /** The page is left: its last words are kept, and then nothing more. */
  close(): Promise<void>
  /** Closed, and nothing is left here: what was kept is looked up anew by whoever opens the page again. */
  ended(): boolean
}

interface Keeper {
  /** Sends what is still to be sent, unless that is being done. */
  sync(): Promise<void>
  /** Whoever leaves the desk takes what was typed off it. */
  leave(): void
  /** The page goes, perhaps for good: the last words are sent without waiting for an answer. */
  part(): void
  writer(): string | null
  idle(): boolean
}

const keepers = new Set<Keeper>()
/** The session has ended: nothing is sent before it is known who signs in. What one has typed is not kept as another's. */
let held = false

/** Whoever leaves the desk takes what was typed off it; it is kept for when he comes back. */
export function leaveDrafts(): void {
  for (const keeper of keepers) keeper.leave()
}

/** Everything that was typed is on its way or kept, before a session is ended. */
export async function settleDrafts(): Promise<void> {
  await Promise.all([...keepers].filter((keeper) => !keeper.idle()).map((keeper) => keeper.sync()))
}

/** Somebody is signed in: what he has typed is kept, and what another has left here goes. */
export function presentAtDrafts(person: string): void {
  held = false
  for (const keeper of keepers) {
    if (keeper.writer() !== null && keeper.writer() !== person) keeper.leave()
    else if (!keeper.idle()) void keeper.sync()
  }
}

if (typeof window !== 'undefined') {
  const each = (work: (keeper: Keeper) => void) => () => keepers.forEach((keeper) => !keeper.idle() && work(keeper))
  window.addEventListener('online', each((keeper) => void keeper.sync()))
  window.addEventListener('pagehide', each((keeper) => keeper.part()))
  document.addEventListener('visibilitychange', each((keeper) => document.visibilityState === 'hidden' && keeper.part()))
}

/** A half of a pair of surrogates alone is no character, and no server takes it: it becomes the sign for what cannot be read. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd')

/** As it is sent. */
function written(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? wellFormed(part) : part))
}

/** Two contents that say the same are written alike, in whatever order their fields stand. */
function alike(one: unknown, other: unknown): boolean {
  return ordered(one) === ordered(other)
}

/**
 * Keeps a draft of that kind: `intake`, `act.CASE.ACT` … It is looked up before anything is kept, one request follows the other, and
 * each names the revision that was seen: what another window has kept, or what was kept before, is never overwritten without a word.
 */
export function keepDraft<T extends object>(kind: string, draft: T, blank: () => T): KeptDraft {
  const path = { kind }
  const kept = ref<Kept>({ state: 'none' })
  let writer: string | null = null
  /** What the server has, 0 for nothing; null while that is not known. */
  let revision: number | null = null
  let looked = false
  /** Whether something was typed that the server has not. */
  let dirty = false
  /** Whether what the server has is to go. */
  let doomed = false
  let other: Schemas['Draft'] | null = null
  /** What was sent and not answered: it may have come, and is known again. */
  let unanswered: unknown[] = []
  let timer: ReturnType<typeof setTimeout> | null = null
  let going: Promise<void> | null = null
  let quiet = false
  /** Answers to what was asked before somebody left are nobody's. */
  let turn = 0
  let closed = false
  let over = false

  const say = (now: Kept) => void (kept.value = now)
  const untouched = () => alike(draft, blank())
  const content = () => JSON.parse(written(draft)) as Record<string, never>
  const seen = () => ({ 'If-Match': `"${revision ?? 0}"` })
  const is = (refused: unknown, status: number) => refused instanceof Refusal && refused.problem.status === status

  const own = (found: Schemas['Draft']) => unanswered.some((sent) => alike(found.content, sent))

  /** What is sent now, kept in mind until it is answered. */
  function leaving(): Record<string, never> {
    const sent = content()
    unanswered = [...unanswered.slice(-7), sent]
    return sent
  }

  function silently(change: () => void): void {
    quiet = true
    change()
    quiet = false
  }

  function later(pause: number): void {
    if (timer) clearTimeout(timer)
    timer = setTimeout(() => void sync(), pause)
  }

  function adopt(found: Schemas['Draft']): void {
    const fresh = blank()
    const known = Object.entries(found.content).filter(([name]) => name in fresh)
    silently(() => Object.assign(draft, fresh, Object.fromEntries(known)))
    revision = found.revision
    dirty = false
    other = null
    say({ state: 'restored', at: found.at })
  }

  const find = () =>
    told(api.GET('/api/v1/drafts/{kind}', { params: { path } })).catch((refused: unknown) => {
      if (is(refused, 404)) return null
      throw refused
    })

  async function look(at: number): Promise<void> {
    const found = await find()
    if (at !== turn) return
    looked = true
    // What nobody has seen is not given up with what was typed.
    if (doomed) return
    revision = found?.revision ?? 0
    if (!found) return
    if (untouched()) {
      adopt(found)
    } else if (own(found)) {
      say({ state: 'typing' })
    } else if (alike(found.content, content())) {
      dirty = false
      say({ state: 'kept', at: found.at })
    } else {
      other = found
      say({ state: 'other', at: found.at })
    }
  }

  async function save(at: number): Promise<void> {
    dirty = false
    const sent = leaving()
    try {
      const answer = await told(api.POST('/api/v1/drafts/{kind}', { params: { path, header: seen() }, body: { content: sent } }))
      if (at !== turn) return
      unanswered = unanswered.slice(unanswered.indexOf(sent) + 1)
      revision = answer.revision
      if (!dirty && !doomed) say({ state: 'kept', at: answer.at })
    } catch (refused) {
      if (at !== turn) return
      // What was given up meanwhile is not sent after all.
      dirty = dirty || !doomed
      if (refused instanceof Refusal) unanswered = unanswered.filter((one) => one !== sent)
      if (!is(refused, 412)) throw refused
      revision = null
    }
  }

  async function forget(at: number): Promise<void> {
    if (unanswered.length) {
      // A save whose answer was lost may have come; what another window has kept stays.
      const found = await find()
      if (at !== turn) return
      if (found && own(found)) revision = found.revision
      unanswered = []
    }
    if (revision) {
      try {
        await told(api.DELETE('/api/v1/drafts/{kind}', { params: { path, header: seen() } }))
        if (at === turn) revision = 0
      } catch (refused) {
        if (!is(refused, 412)) throw refused
        if (at === turn) revision = null
      }
    }
    if (at === turn) doomed = false
  }

  async function work(at: number): Promise<void> {
    try {
      while (at === turn && writer !== null && !held) {
        if (doomed) await forget(at)
        else if (revision === null && (dirty || !looked)) await look(at)
        else if (dirty && !other && revision !== null) await save(at)
        else break
      }
    } catch (refused) {
      if (at !== turn) return
      if (is(refused, 401)) held = true
      if (!doomed) say({ state: 'failed' })
      if (!(refused instanceof Refusal) || refused.passing) later(AGAIN)
    }
    if (closed && idle()) end()
  }

  function sync(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    if (going) return going
    const mine = work(turn).finally(() => {
      if (going === mine) going = null
    })
    return (going = mine)
  }

  function part(): void {
    if (!dirty || doomed || other || held || writer === null) return
    const body = { content: leaving() }
    const fit = new Blob([JSON.stringify(body)]).size < FAREWELL
    // What is on its way has taken its place by then; what was never looked up is not overwritten.
    const header = going && revision !== null ? {} : seen()
    void api.POST('/api/v1/drafts/{kind}', { params: { path, header }, body, keepalive: fit }).then(
      // Where the page stays, what is there is held against what was sent.
      () => ((revision = null), void sync()),
      () => {},
    )
  }

  function leave(): void {
    if (timer) clearTimeout(timer)
    timer = null
    turn += 1
    going = null
    writer = revision = null
    looked = dirty = doomed = false
    other = null
    unanswered = []
    silently(() => Object.assign(draft, blank()))
    say({ state: 'none' })
    if (closed) end()
  }

  async function open(person: string): Promise<void> {
    closed = held = false
    if (writer !== person) {
      leave()
      writer = person
    }
    await sync()
  }

  function drop(): Promise<void> {
    dirty = false
    other = null
    doomed = true
    silently(() => Object.assign(draft, blank()))
    say({ state: 'none' })
    return sync()
  }

  function takeOther(): void {
    if (other) adopt(other)
  }

  function keepOwn(): void {
    other = null
    dirty = true
    say({ state: 'typing' })
    void sync()
  }

  async function close(): Promise<void> {
    closed = true
    if (idle()) end()
    else await sync()
  }

  const idle = () => writer === null || (!dirty && !doomed && looked)

  function end(): void {
    over = true
    keepers.delete(keeper)
    scope.stop()
  }

  const keeper: Keeper = { sync, leave, part, idle, writer: () => writer }

  const scope = effectScope(true)
  scope.run(() => {
    watch(
      draft,
      () => {
        if (quiet || writer === null) return
        dirty = true
        if (other) return
        later(PAUSE)
        say({ state: 'typing' })
      },
      { deep: true, flush: 'sync' },
    )
  })
  keepers.add(keeper)
  return { kept, open, drop, takeOther, keepOwn, close, ended: () => over }
}
