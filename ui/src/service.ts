import type { Schemas } from './api/client'
import { type Fault, needed, type Place } from './faults'
import { i18n } from './words'

type Case = Schemas['Case']

/** 送达地址确认, as it is typed. */
export interface Confirming {
  way: Schemas['Service']
  recipient: string
  phone: string
  address: string
  postcode: string
  electronic_address: string
}

/** What a recipient can choose; an agent only where one acts for him. */
export const ways: readonly Schemas['Service'][] = ['direct', 'mail', 'electronic', 'by_agent']

/** What most people do: they come and collect. */
export const atTheWindow = (): Confirming => ({ way: 'direct', recipient: '', phone: '', address: '', postcode: '', electronic_address: '' })

/** Whether documents go somewhere, so that it must be said where. */
export const goes = (way: Schemas['Service']): boolean => way === 'mail' || way === 'electronic'

/** The field of a part of it, by the API's name. */
export function placeOf(name: string, prefix: string): Place | null {
  const known: Record<string, readonly [string, string]> = {
    way: ['way', 'service.way'],
    recipient: ['recipient', 'service.recipient'],
    phone: ['to-phone', 'field.phone'],
    address: ['to-address', 'service.address'],
    postcode: ['postcode', 'service.postcode'],
    electronic_address: ['electronic', 'service.electronicAddress'],
  }
  const found = known[name.split('.').pop() ?? '']
  return found ? { id: `${prefix}-${found[0]}`, label: i18n.global.t(found[1]) } : null
}

/** What it must still be told. */
export function lacking(from: Confirming, prefix: string): Fault[] {
  if (!goes(from.way)) return []
  const names = ['recipient', 'phone', from.way === 'mail' ? 'address' : 'electronic_address'] as const
  return names.filter((name) => from[name].trim() === '').map((name) => needed(placeOf(name, prefix) as Place))
}

export const unfinished = (from: Confirming): boolean => lacking(from, '').length > 0

/** The request: a place only for what goes there. */
export function confirmed(from: Confirming): Schemas['ServiceInput'] {
  if (!goes(from.way)) return { way: from.way }
  const place = from.way === 'mail' ? { address: from.address, postcode: from.postcode.trim() || null } : { electronic_address: from.electronic_address }
  return { way: from.way, to: { recipient: from.recipient, phone: from.phone, ...place } }
}

/** What stands of whom a document is meant to reach: an interested party its own notice, the applicant every other. */
export function standing(seen: Case, document: string): Schemas['ConfirmedService'] | undefined {
  const told = seen.timeline.find((entry) => entry.kind === 'case.interested_informed' && (entry.data as Record<string, unknown>).document === document)
  const party = told ? (told.data as Record<string, unknown>).party : seen.parties.find((known) => known.role === 'applicant')?.id
  return seen.services.find((known) => known.party === party)
}

/** Where it goes, masked, in one line. */
export const place = (to: Schemas['DestinationSeen']): string => [to.recipient, to.phone, to.address, to.electronic_address].filter(Boolean).join(' · ')
