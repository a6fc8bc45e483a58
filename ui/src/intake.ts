import { reactive } from 'vue'
import type { Schemas } from './api/client'
import { keepDraft } from './drafts'
import { atTheWindow, type Confirming, confirmed } from './service'
import { handedIn, underway, type Upload } from './uploads'

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
  unlisted: string
  service: Confirming
  /** Entered later than it came: when, why, and the slip of an outage. */
  late: { at: string; slip: string; reason: string } | null
}

const nobody = (role: Party['role']): Party => ({ role, kind: 'person', name: '', id_kind: '111', id_number: '', phone: '', address: '' })

export const blank = (): Draft => ({ item: null, matter: '', applicant: nobody('applicant'), agent: null, mandate: noMandate(), papers: [], unlisted: '', service: atTheWindow(), late: null })

/** What is being typed outlives the page, and a session that ends in the middle; it is kept nowhere else. */
export const draft = reactive(blank())
export const keeping = keepDraft('intake', draft, blank)

export const newAgent = (): Party => nobody(draft.applicant.kind === 'person' ? 'agent' : 'representative')

/** The papers of an item's list, none of them handed in yet. */
export function listed(papers: Schemas['ListedPaper'][]): PaperRow[] {
  return papers.map((paper) => ({ paper: paper.id, name: paper.name, need: paper.need, shared: paper.shared, form: '', copies: Math.max(1, paper.originals || paper.copies), ground: '', files: [] }))
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

/** What keeps papers from being handed in as they stand: a file on its way, or files of a paper that is said to be absent. */
export function hindered(rows: PaperRow[]): 'underway' | 'formless' | null {
  if (rows.some((row) => underway(row.files ?? []))) return 'underway'
  return rows.some((row) => row.form === '' && handedIn(row.files ?? []).length > 0) ? 'formless' : null
}

/** The request: what was left empty is not said. */
export function request(from: Draft): Schemas['Receipt'] {
  const party = (given: Party): Party => ({ ...given, phone: given.phone || null, address: given.address || null })
  const mandate = isTold(from.mandate) ? { mandate: { scope: from.mandate.scope.trim(), from: from.mandate.from, to: from.mandate.to || null, paper: from.mandate.paper.trim() } } : {}
  return {
    channel: 'window',
    parties: [party(from.applicant), ...(from.agent ? [{ ...party(from.agent), ...mandate }] : [])],
    ...(from.item ? { item: from.item.id } : { matter: from.matter }),
    papers: given(from.papers),
    ...(from.unlisted ? { unlisted_papers: from.unlisted } : {}),
    service: confirmed(from.service),
    ...(from.late ? { received_at: `${from.late.at}:00+08:00`, late: { reason: from.late.reason, ...(from.late.slip.trim() ? { slip: from.late.slip.trim() } : {}) } } : {}),
  }
}
