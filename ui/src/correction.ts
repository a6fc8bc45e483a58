import type { Schemas } from './api/client'
import type { Case } from './acts'
import { enumerations } from './words/enumerations'

type Party = Schemas['PartyInput']
type Datum = Schemas['Datum']

/** 更正: of a document, of a party's record or of a datum of the case. */
export interface Correcting {
  /** `document:ID`, `party:ID` or `datum:NAME`. */
  target: string
  subject: string
  old: string
  new: string
  /** The party's record as it stands, once it was looked at, and as it should be. */
  was: Party | null
  record: Party | null
}

export const uncorrected = (): Correcting => ({ target: '', subject: '', old: '', new: '', was: null, record: null })

/** What a deed says of what was not on record; a deed is issued in Chinese. */
const NOTHING = '无'
const DATA = { name: '姓名（名称）', id_number: '证件号码', phone: '联系电话', address: '住所地址' } as const

/** The record of a party as it is given once more. */
export function asGiven(party: Schemas['Party'], clear: Schemas['PartyClear']): Party {
  return { role: party.role, kind: party.kind, name: clear.name, id_kind: clear.id_kind, id_number: clear.id_number, phone: clear.phone ?? '', address: clear.address ?? '' }
}

/** The data in which a record differs from what it should be. */
export function changes({ was, record }: Correcting): { subject: string; old: string; new: string }[] {
  if (!was || !record) return []
  const role = enumerations.PartyRole[was.role][0]
  const data = Object.keys(DATA) as (keyof typeof DATA)[]
  return data
    .filter((datum) => (was[datum] ?? '').trim() !== (record[datum] ?? '').trim())
    .map((datum) => ({ subject: `${role}${DATA[datum]}`, old: was[datum]?.trim() || NOTHING, new: record[datum]?.trim() || NOTHING }))
}

/** A deed puts one thing right. */
export function unfinishedCorrection(told: Correcting): boolean {
  if (told.target.startsWith('party:')) return changes(told).length !== 1
  return !told.target || !told.subject.trim() || !told.old.trim() || !told.new.trim()
}

export function corrected(told: Correcting): Record<string, unknown> {
  const [kind = '', id = ''] = told.target.split(':')
  const [change] = changes(told)
  if (kind !== 'party' || !told.record || !change) return { [kind]: id, subject: told.subject, old: told.old, new: told.new }
  const record = { ...told.record, phone: told.record.phone || null, address: told.record.address || null }
  return { party: id, record, ...change }
}

/** What a datum of the case says, where that is on its page. */
export function standing(seen: Case, datum: Datum): string {
  if (datum === 'channel') return enumerations.Channel[seen.channel][0]
  if (datum === 'reply_date') return seen.upward?.reply?.on ?? ''
  return ''
}

const ORIGIN: Partial<Record<Datum, [kind: string, text: string]>> = {
  matter: ['case.received', 'matter'],
  reply_number: ['case.reply_recorded', 'number'],
  file: ['case.archived', 'file'],
}

/** The text of the vault in which a datum stands now: what it was first, or what a later deed made of it. */
export function textOf(timeline: Schemas['Entry'][], datum: Datum): string | null {
  const origin = ORIGIN[datum]
  if (!origin) return null
  let text: string | null = null
  for (const { kind, data } of timeline) {
    const said = data as Record<string, unknown>
    const source = kind === origin[0] ? said[origin[1]] : kind === 'case.corrected' && said.datum === datum ? said.new : null
    const id = (source as { id?: unknown } | null | undefined)?.id
    if (typeof id === 'string') text = id
  }
  return text
}
