import { reactive } from 'vue'
import { api, type Schemas, told } from './api/client'
import { Refusal } from './api/refusal'
import { hear } from './eventStream'

/**
 * 第二屏: what the applicant sees beside the desk. It has a secret of its own, kept for as long as its window lives. Where somebody of
 * the staff is signed in at the same browser, its requests show that, and the server refuses: it is the applicant's screen alone.
 */
export type Sight = Schemas['SightShown']

const KEPT = 'daowei-screen'

interface Pairing {
  screen: string
  secret: string
}

export interface Screen {
  pairing: Pairing | null
  sight: Sight | null
  lost: boolean
}

function kept(): Pairing | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Pairing | null
  } catch {
    return null
  }
}

export const screen = reactive<Screen>({ pairing: kept(), sight: null, lost: false })

const shown = (pairing: Pairing) => ({ Authorization: `Screen ${pairing.secret}` })

export async function pair(code: string): Promise<void> {
  screen.pairing = await told(api.POST('/api/v1/screens/pairing', { body: { code: code.trim() } }))
  sessionStorage.setItem(KEPT, JSON.stringify(screen.pairing))
  void follow()
}

export function forget(): void {
  sessionStorage.removeItem(KEPT)
  Object.assign(screen, { pairing: null, sight: null, lost: false })
}

/** Hears what the desk shows until the pairing ends; goes on after a broken line. */
export async function follow(): Promise<void> {
  const pairing = screen.pairing
  while (pairing && screen.pairing === pairing) {
    try {
      const answer = await fetch(`/api/v1/screens/${pairing.screen}/sight`, { headers: shown(pairing) })
      if (answer.status === 401) return forget()
      if (answer.ok && answer.body) {
        screen.lost = false
        await hear(answer.body, ({ kind, data }) => {
          if (kind === 'sight') screen.sight = JSON.parse(data) as Sight
        })
      }
    } catch {
      // The line broke: it is said, and tried again.
    }
    screen.lost = true
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
}

/** With a signature, where the applicant signs here and not on paper. */
export async function confirm(revision: number, signature: Schemas['SignatureDrawn'] | null): Promise<void> {
  const pairing = screen.pairing as Pairing
  const path = { screen: pairing.screen }
  await told(api.POST('/api/v1/screens/{screen}/confirmation', { params: { path, header: shown(pairing) }, body: { revision, ...(signature ? { signature } : {}) } }))
}

/** 信息有误: what is wrong is told to whoever sits at the desk. */
export async function object(revision: number, words: string): Promise<void> {
  const pairing = screen.pairing as Pairing
  const path = { screen: pairing.screen }
  await told(api.POST('/api/v1/screens/{screen}/objection', { params: { path, header: shown(pairing) }, body: { revision, words: words.trim() } }))
}

export async function rate(level: Schemas['RatingLevel'], words: string): Promise<void> {
  const pairing = screen.pairing as Pairing
  const path = { screen: pairing.screen }
  await told(api.POST('/api/v1/screens/{screen}/rating', { params: { path, header: shown(pairing) }, body: { level, words } }))
}

/** 自助取号, at a screen of the hall. */
export async function drawHere(kind: string): Promise<Schemas['TicketDrawn']> {
  const pairing = screen.pairing as Pairing
  const path = { screen: pairing.screen }
  return told(api.POST('/api/v1/screens/{screen}/tickets', { params: { path, header: shown(pairing) }, body: { kind }, credentials: 'omit' }))
}

export const unknownCode = (trouble: unknown): boolean => trouble instanceof Refusal && trouble.problem.status === 404
