import { reactive } from 'vue'
import type { Schemas } from './api/client'
import { keepDraft } from './drafts'
import { atTheWindow, type Confirming, confirmed } from './service'
import { handedIn, underway, type Upload } from './uploads'

type Party = Schemas['PartyInput']

export interface PaperRow {
  paper: string
  name: string
  need: Schemas['PaperNeed']
  shared: boolean
  form: Schemas['PaperForm'] | ''
  copies: number
  ground: string
  files: Upload[]
}

export interface Draft {
  item: Schemas['ItemRow'] | null
  matter: string
  applicant: Party
  agent: Party | null
  papers: PaperRow[]
  unlisted: string
  /** Files of what is on no list. */
  unlistedFiles: Upload[]
  service: Confirming
  /** Entered later than it came: when, why, and the slip of an outage. */
  late: { at: string; slip: string; reason: string } | null
}

const nobody = (role: Party['role']): Party => ({ role, kind: 'person', name: '', id_kind: '111', id_number: '', phone: '', address: '' })

export const blank = (): Draft => ({ item: null, matter: '', applicant: nobody('applicant'), agent: null, papers: [], unlisted: '', unlistedFiles: [], service: atTheWindow(), late: null })

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
    .map(({ paper, form, copies, ground, files }) => ({
      paper,
      form: form as Schemas['PaperForm'],
      copies,
      ...(form === 'exempt' && ground ? { ground } : {}),
      ...(files?.length ? { files: handedIn(files) } : {}),
    }))
}

/** What keeps papers from being handed in as they stand: a file on its way, or files of a paper that is said to be absent. */
export function hindered(rows: PaperRow[]): 'underway' | 'formless' | null {
  if (rows.some((row) => underway(row.files ?? []))) return 'underway'
  return rows.some((row) => row.form === '' && handedIn(row.files ?? []).length > 0) ? 'formless' : null
}

/** The same for what is on no list: of an item's applicant, it is said what it is. */
export function hinderedBeyond({ item, unlisted, unlistedFiles }: Draft): 'underway' | 'unnamed' | null {
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

/** The request: what was left empty is not said. */
export function request(from: Draft): Schemas['Receipt'] {
  const party = (given: Party): Party => ({ ...given, phone: given.phone || null, address: given.address || null })
  return {
    channel: 'window',
    parties: [party(from.applicant), ...(from.agent ? [party(from.agent)] : [])],
    ...(from.item ? { item: from.item.id } : { matter: from.matter }),
    papers: given(from.papers),
    ...(from.unlisted ? { unlisted_papers: from.unlisted } : {}),
    ...(from.unlistedFiles.length ? { unlisted_files: handedIn(from.unlistedFiles) } : {}),
    service: confirmed(from.service),
    ...(from.late ? { received_at: `${from.late.at}:00+08:00`, late: { reason: from.late.reason, ...(from.late.slip.trim() ? { slip: from.late.slip.trim() } : {}) } } : {}),
  }
}
