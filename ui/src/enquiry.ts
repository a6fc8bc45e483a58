import { reactive } from 'vue'
import type { Schemas } from './api/client'
import { keepDraft } from './drafts'
import { type Fault, say } from './faults'
import { i18n } from './words'

/** An enquiry as it is typed. */
export interface EnquiryDraft {
  item: { id: string; name: string } | null
  /** Lines of the list that are told. */
  papers: string[]
  situation: string
  advice: string
  asker: string
  phone: string
}

const blank = (): EnquiryDraft => ({ item: null, papers: [], situation: '', advice: '', asker: '', phone: '' })
export const draft = reactive(blank())
export const keeping = keepDraft('enquiry', draft, blank)

/** What keeps a sheet from being issued. */
export function enquiryFaults(from: EnquiryDraft): Fault[] {
  const found: Fault[] = []
  if (!from.item) found.push({ id: 'enquiry-item', words: say('item') })
  if (!from.papers.length && !from.advice.trim()) found.push({ id: from.item ? 'told-list' : 'advice', words: say('tellSomething') })
  return found
}

/** The field of the page by the name that the API uses. */
export function enquiryPlace(name: string): { id: string; label: string } | null {
  const label: Record<string, string> = { item: 'enquiry.item', papers: 'enquiry.papers', situation: 'enquiry.situation', advice: 'enquiry.advice', asker: 'enquiry.asker', phone: 'field.phone' }
  const id: Record<string, string> = { item: 'enquiry-item', papers: 'told-list' }
  const part = name.split('[')[0] ?? ''
  return label[part] ? { id: id[part] ?? part, label: i18n.global.t(label[part]) } : null
}

/** As the API takes it: what was left empty is not said. */
export function request(from: EnquiryDraft): Schemas['EnquiryGiven'] {
  const said = (['situation', 'advice', 'asker', 'phone'] as const).map((name) => [name, from[name].trim()]).filter(([, value]) => value)
  return { item: from.item?.id ?? '', papers: from.papers, ...Object.fromEntries(said) }
}
