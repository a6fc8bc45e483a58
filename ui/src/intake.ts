import { reactive } from 'vue'
import type { Schemas } from './api/client'
import type { SentToScreen } from './beside'
import { keepDraft } from './drafts'
import { type Fault, needed, type Place, say } from './faults'
import { isCreditCode, isResidentId, isSameDocument, phoneTrouble } from './ident'
import { atTheWindow, type Confirming, confirmed, lacking, placeOf as servicePlace } from './service'
import { failed, handedIn, underway, type Upload } from './uploads'
import { today } from './when'
import { i18n, named } from './words'

type Party = Schemas['PartyInput']

/** 授权委托, as it is typed. */
export interface Mandate {
  scope: string
  from: string
  to: string
  paper: string
}
export const noMandate = (): Mandate => ({ scope: '', from: '', to: '', paper: '' })
/** Whether it is told at all, and whether something of it still is not. */
const isTold = (mandate: Mandate | undefined): mandate is Mandate => Boolean(mandate && Object.values(mandate).some((said) => said.trim()))
export const isMandateBlank = (mandate: Mandate | undefined): boolean => !isTold(mandate)
export const isMandateShort = (mandate: Mandate | undefined): boolean => isTold(mandate) && !(mandate.scope.trim() && mandate.from && mandate.paper.trim())

export interface PaperRow {
  paper: string
  name: string
  need: Schemas['PaperNeed']
  shared: boolean
  form: Schemas['PaperForm'] | ''
  copies: number
  ground: string
  files: Upload[]
  /** 与原件核对无误: of a copy. */
  verified?: boolean
  /** By whom and when, where it was not whoever takes it in, there and then. */
  verifiedBy?: string
  /** What that person is called. */
  verifiedName?: string
  verifiedOn?: string
}

/** Whether a paper is compared with its original. */
export const isVerified = (row: PaperRow): boolean => row.form === 'original_seen' || (row.form === 'copy' && row.verified === true)

export interface Draft {
  item: Schemas['ItemRow'] | null
  matter: string
  applicant: Party
  agent: Party | null
  mandate?: Mandate
  papers: PaperRow[]
  /** The item whose list the papers are: they wait while its words are being changed. */
  listOf: string | null
  unlisted: string
  /** Files of what is on no list. */
  unlistedFiles: Upload[]
  service: Confirming
  /** Entered later than it came: when, why, and the slip of an outage. */
  late: { at: string; slip: string; reason: string } | null
  /** Under which this receipt is sent, however often; made once it is ready to be sent. */
  key: string
  /** What the applicant's screen was asked to show of it. */
  shown: SentToScreen | null
}

export const nobody = (role: Party['role']): Party => ({ role, kind: 'person', name: '', id_kind: '111', id_number: '', phone: '', address: '' })

export const blank = (): Draft => ({ item: null, matter: '', applicant: nobody('applicant'), agent: null, mandate: noMandate(), papers: [], listOf: null, unlisted: '', unlistedFiles: [], service: atTheWindow(), late: null, key: '', shown: null })

/** What is being typed outlives the page, and a session that ends in the middle; it is kept nowhere else. */
export const draft = reactive(blank())
export const keeping = keepDraft('intake', draft, blank)

export const newAgent = (): Party => nobody(draft.applicant.kind === 'person' ? 'agent' : 'representative')

/** The papers of an item's list, none of them handed in yet. */
export function listed(papers: Schemas['ListedPaper'][]): PaperRow[] {
  return papers.map((paper) => ({ paper: paper.id, name: paper.name, need: paper.need, shared: paper.shared, form: '', copies: Math.max(1, paper.originals || paper.copies), ground: '', files: [] }))
}

/** All papers in one form. What other organs can tell is not asked for (国务院令第716号 art. 7), unless whoever receives it has chosen how it came in; nothing is said of all of them again with an empty form. */
export function allIn(rows: PaperRow[], form: PaperRow['form']): PaperRow[] {
  const ofShared = (row: PaperRow) => (['', 'exempt'].includes(row.form) ? 'exempt' : row.form)
  return rows.map((row) => ({ ...row, form: form && row.shared ? ofShared(row) : form }))
}

/** The papers that came in, as the API takes them. */
export function given(rows: PaperRow[]): Schemas['PaperGiven'][] {
  return rows
    .filter((row) => row.form !== '')
    .map((row) => ({ ...row, verification: { ...(row.verifiedBy ? { by: row.verifiedBy } : {}), ...(row.verifiedOn ? { on: row.verifiedOn } : {}) } }))
    .map(({ verification, ...row }) => ({ ...row, said: isVerified(row) && (row.form === 'copy' || Object.keys(verification).length > 0) ? verification : null }))
    .map(({ paper, form, copies, ground, files, said }) => ({
      paper,
      form: form as Schemas['PaperForm'],
      copies,
      ...(form === 'exempt' && ground ? { ground } : {}),
      ...(said ? { verified: said } : {}),
      ...(files?.length ? { files: handedIn(files) } : {}),
    }))
}

/** Whether anything was said of the papers that would be lost with them. */
export const filled = (rows: PaperRow[]): boolean => rows.some((row) => row.form !== '' || row.ground !== '' || (row.files?.length ?? 0) > 0)

/** What keeps papers from being handed in as they stand: a file on its way, one that failed, or files of a paper that is said to be absent. */
export function hindered(rows: PaperRow[]): 'underway' | 'failed' | 'formless' | null {
  if (rows.some((row) => failed(row.files ?? []))) return 'failed'
  if (rows.some((row) => underway(row.files ?? []))) return 'underway'
  return rows.some((row) => row.form === '' && handedIn(row.files ?? []).length > 0) ? 'formless' : null
}

/** The same for what is on no list: of an item's applicant, it is said what it is. */
export function hinderedBeyond({ item, unlisted, unlistedFiles }: Draft): 'underway' | 'failed' | 'unnamed' | null {
  if (failed(unlistedFiles)) return 'failed'
  if (underway(unlistedFiles)) return 'underway'
  return item && !unlisted.trim() && handedIn(unlistedFiles).length > 0 ? 'unnamed' : null
}

/** Which files a draft holds, by id, and for what: the name of a paper, nothing for what is on no list. */
export function heldBy({ papers, unlistedFiles }: Draft): Map<string, string> {
  const lines = [...papers.map(({ name, files }) => ({ name, files: files ?? [] })), { name: '', files: unlistedFiles }]
  return new Map(lines.reduce<[string, string][]>((all, { name, files }) => [...all, ...files.filter(({ id }) => id).map(({ id }): [string, string] => [id as string, name])], []))
}

/** A file that is gone from the server is no file of the draft. */
export function withoutFile(draft: Draft, id: string): void {
  const left = (files: Upload[]) => files.filter((upload) => upload.id !== id)
  for (const paper of draft.papers) paper.files = left(paper.files ?? [])
  draft.unlistedFiles = left(draft.unlistedFiles)
}

/** 授权委托, as the API takes it. */
export const toldMandate = ({ scope, from, to, paper }: Mandate): Schemas['MandateInput'] => ({ scope: scope.trim(), from, to: to || null, paper: paper.trim() })

/** The field of a mandate by the API's name. */
export const mandatePlace = (name: string): Place | null =>
  ['scope', 'from', 'to', 'paper'].includes(name) ? { id: `mandate-${name}`, label: say('of', { whose: i18n.global.t('mandate.title'), field: i18n.global.t(`mandate.${name}`) }) } : null

/** Years before and after today within which the server takes the days of a mandate: a slip in the year is told before. */
const MANDATE_YEARS = 100

/** What a mandate still lacks, or contradicts. `on`: a day on which it has to hold; papers are received under one that is over, too. */
export function mandateFaults(mandate: Mandate | undefined, on = ''): Fault[] {
  const { from = '', to = '' } = mandate ?? {}
  const place = (name: string) => mandatePlace(name) as Place
  const found = (['scope', 'from', 'paper'] as const).filter((name) => !mandate?.[name].trim()).map((name) => needed(place(name)))
  const told = (name: string, reason: string) => found.push({ id: `mandate-${name}`, words: say('told', { field: place(name).label, reason: i18n.global.t(`mandate.${reason}`) }) })
  const far = (day: string) => day !== '' && Math.abs(Number(day.slice(0, day.indexOf('-', 1))) - Number(today().slice(0, 4))) > MANDATE_YEARS
  if (from && to && to < from) told('to', 'reversed')
  else if (far(from)) told('from', 'far')
  else if (far(to)) told('to', 'far')
  else if (on && from > on) told('from', 'early')
  else if (on && to && to < on) told('to', 'past')
  return found
}

/** The request: what was left empty is not said. */
export function request(from: Draft): Schemas['Receipt'] {
  const party = (given: Party): Party => ({ ...given, phone: given.phone || null, address: given.address || null })
  const mandate = isTold(from.mandate) ? { mandate: toldMandate(from.mandate) } : {}
  return {
    channel: 'window',
    parties: [party(from.applicant), ...(from.agent ? [{ ...party(from.agent), ...mandate }] : [])],
    ...(from.item ? { item: from.item.id } : { matter: from.matter }),
    papers: from.item ? given(from.papers) : [],
    ...(from.unlisted ? { unlisted_papers: from.unlisted } : {}),
    ...(from.unlistedFiles.length ? { unlisted_files: handedIn(from.unlistedFiles) } : {}),
    service: confirmed(from.service),
    ...(from.late ? { received_at: `${from.late.at}:00+08:00`, late: { reason: from.late.reason, ...(from.late.slip.trim() ? { slip: from.late.slip.trim() } : {}) } } : {}),
  }
}

/** The field of a party, by the API's name: whose it is, and what. */
export function partyPlace(role: Party['role'], prefix: string, name: string): Place | null {
  const label: Record<string, string> = { name: 'field.name', id_kind: 'intake.idKind', id_number: 'intake.idNumber', phone: 'field.phone', address: 'intake.address' }
  const id: Record<string, string> = { id_kind: 'kind', id_number: 'number' }
  if (!label[name]) return null
  return { id: `${prefix}-${id[name] ?? name}`, label: say('of', { whose: named('PartyRole', role), field: i18n.global.t(label[name]) }) }
}

export function partyFaults(party: Party, prefix: string): Fault[] {
  const place = (name: string) => partyPlace(party.role, prefix, name) as Place
  const missing = (['name', 'id_number'] as const).filter((name) => !party[name].trim()).map((name) => needed(place(name)))
  // What the server takes all the same, such as a number abroad, is only asked about beside the field.
  if (phoneTrouble(party.phone ?? '') === 'foul') missing.push({ id: place('phone').id, words: say('told', { field: place('phone').label, reason: i18n.global.t('phone.foul') }) })
  const bad = { '111': isResidentId, '001': isCreditCode } as Partial<Record<string, (number: string) => boolean>>
  const check = bad[party.id_kind]
  if (!party.id_number.trim() || !check || check(party.id_number)) return missing
  const reason = i18n.global.t(party.id_kind === '111' ? 'intake.badId' : 'intake.badCode')
  return [...missing, { id: place('id_number').id, words: say('told', { field: place('id_number').label, reason }) }]
}

const lateAt = (): Place => ({ id: 'late-at', label: i18n.global.t('intake.lateAt') })
const lateReason = (): Place => ({ id: 'late-reason', label: i18n.global.t('intake.lateReason') })
const matter = (): Place => ({ id: 'matter', label: i18n.global.t('intake.matter') })

/** What keeps an intake from being sent, in the order of the page. `words` stand in the field of the item. */
export function intakeFaults(from: Draft, words: string): Fault[] {
  const found: Fault[] = []
  if (!from.item && words.trim()) found.push({ id: 'item', words: say('item') })
  else if (!from.item && !from.matter.trim()) found.push({ id: 'item', words: say('matter') })
  found.push(...partyFaults(from.applicant, 'applicant'), ...(from.agent ? partyFaults(from.agent, 'agent') : []))
  if (from.agent && isSameDocument(from.agent, from.applicant)) {
    const { id, label } = partyPlace(from.agent.role, 'agent', 'id_number') as Place
    found.push({ id, words: say('told', { field: label, reason: i18n.global.t('intake.sameDocument') }) })
  }
  if (from.agent && !isMandateBlank(from.mandate)) found.push(...mandateFaults(from.mandate))
  const hinders = from.item ? hindered(from.papers) : null
  if (hinders) {
    const at = from.papers.findIndex((row) => hindered([row]))
    found.push({ id: `form-${at}`, words: say('of', { whose: from.papers[at]?.name ?? '', field: i18n.global.t(`file.hinders.${hinders}`) }) })
  }
  const beyond = hinderedBeyond(from)
  if (beyond) found.push({ id: beyond === 'unnamed' ? 'unlisted' : 'files-unlisted', words: i18n.global.t(`file.hinders.${beyond}`) })
  found.push(...lacking(from.service, 'service'))
  if (from.late && !from.late.at) found.push(needed(lateAt()))
  if (from.late && !from.late.reason.trim()) found.push(needed(lateReason()))
  return found
}

/** The field of the page by the name that the API uses. */
export function intakePlace(from: Draft, name: string): Place | null {
  const [, which, of] = /^parties\[(\d+)\]\.(\w+)$/.exec(name) ?? []
  if (of) return which === '0' ? partyPlace('applicant', 'applicant', of) : from.agent && partyPlace(from.agent.role, 'agent', of)
  const [, term] = /^parties\[\d+\]\.mandate\.(\w+)$/.exec(name) ?? []
  if (term) return mandatePlace(term)
  const [, row, part] = /^papers\[(\d+)\]\.(\w+)$/.exec(name) ?? []
  if (row) {
    // Only the papers that came in are sent.
    const paper = from.papers.filter((paper) => paper.form !== '')[Number(row)]
    const label = say('of', { whose: paper?.name ?? '', field: i18n.global.t(part === 'ground' ? 'intake.ground' : 'intake.form') })
    return paper ? { id: `form-${from.papers.indexOf(paper)}`, label } : null
  }
  if (name.startsWith('service.')) return servicePlace(name, 'service')
  const own: Record<string, Place> = {
    item: { id: 'item', label: i18n.global.t('intake.item') },
    matter: matter(),
    unlisted_papers: { id: 'unlisted', label: i18n.global.t('intake.beyond') },
    received_at: lateAt(),
    'late.reason': lateReason(),
    'late.slip': { id: 'late-slip', label: i18n.global.t('intake.slip') },
  }
  return own[name] ?? null
}
