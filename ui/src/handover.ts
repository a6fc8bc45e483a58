import { reactive } from 'vue'
import type { Schemas } from './api/client'
import { keepDraft } from './drafts'
import { type Fault, short, unchosen } from './faults'
import { i18n } from './words'

/** A hand-over as it is typed. */
export interface HandoverDraft {
  taker: string
  remarks: string
  counts: Partial<Record<Schemas['Stock'], number>>
}

const blank = (): HandoverDraft => ({ taker: '', remarks: '', counts: {} })
export const draft = reactive(blank())
export const keeping = keepDraft('handover', draft, blank)

/** The field of the page by the name that the API uses. */
export function handoverPlace(name: string): { id: string; label: string } | null {
  return name === 'taker' || name === 'remarks' ? { id: name, label: i18n.global.t(`handover.${name}`) } : null
}

/** What keeps it from being proposed; `least` is what the remarks weigh at least. */
export function handoverFaults(from: HandoverDraft, least: number): Fault[] {
  const taker = { id: 'taker', label: i18n.global.t('handover.taker') }
  const remarks = short({ id: 'remarks', label: i18n.global.t('handover.remarks') }, from.remarks, least)
  return [...(from.taker ? [] : [unchosen(taker)]), ...(remarks ? [remarks] : [])]
}
