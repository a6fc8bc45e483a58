import { reactive } from 'vue'
import type { Schemas } from './api/client'
import { keepDraft } from './drafts'
import { type Fault as Told, needed, say } from './faults'
import { minute } from './when'
import { i18n } from './words'

/** How far a case of another system is, as it is typed: times to the minute, as the clock on the wall shows them. */
export interface Typed {
  received: string
  accepted: string
  decided: string
  delivered: string
  result: Schemas['ForeignResult'] | ''
  document: string
}

export const TIMES = ['received', 'accepted', 'decided', 'delivered'] as const
export type Time = (typeof TIMES)[number]

/** What is wrong with a field, under `foreign.fault`. */
export type Fault = 'needed' | 'future' | 'order' | 'timeFirst' | 'resultToo' | 'afterDecision'
export type Faults = Partial<Record<keyof Typed, Fault>>

const FIELDS = ['received', 'accepted', 'decided', 'delivered', 'result', 'document'] as const

/** The same as the summary of a form tells it, field by field. */
export function progressFaults(found: Faults, prefix: string): Told[] {
  return FIELDS.filter((name) => found[name]).map((name) => {
    const place = { id: `${prefix}-${name}`, label: i18n.global.t(`foreign.${name}`) }
    return found[name] === 'needed' ? needed(place) : { id: place.id, words: say('told', { field: place.label, reason: i18n.global.t(`foreign.fault.${found[name]}`) }) }
  })
}

export const untold = (): Typed => ({ received: '', accepted: '', decided: '', delivered: '', result: '', document: '' })

/**
 * What the server would refuse, told as one types: times in order and none ahead, a result together with its time, and nothing
 * of a decision before there is one. `now` is `YYYY-MM-DDTHH:MM`, so that times compare as texts.
 */
export function faults(typed: Typed, now: string): Faults {
  const found: Faults = {}
  let last = ''
  for (const name of TIMES) {
    const time = typed[name]
    if (!time) continue
    if (time > now) found[name] = 'future'
    else if (time < last) found[name] = 'order'
    last = time > last ? time : last
  }
  if (!typed.received) found.received = 'needed'
  if (typed.result && !typed.decided) found.decided = 'timeFirst'
  if (typed.decided && !typed.result) found.result = 'resultToo'
  if (typed.delivered && !typed.decided) found.delivered = 'afterDecision'
  if (typed.document.trim() && !typed.decided) found.document = 'afterDecision'
  return found
}

const wall = (instant: string | null | undefined): string => minute(instant).replace(' ', 'T')

/** The present minute on the wall. */
export const present = (): string => wall(new Date().toISOString())

/** As it stands on record. */
export function typedOf(progress: Schemas['ForeignProgress']): Typed {
  return {
    received: wall(progress.received_at),
    accepted: wall(progress.accepted_at),
    decided: wall(progress.decided_at),
    delivered: wall(progress.delivered_at),
    result: progress.result ?? '',
    document: progress.document ?? '',
  }
}

/** As the API takes it. A time that was not touched keeps its seconds. */
export function progressOf(typed: Typed, was?: Schemas['ForeignProgress']): Schemas['ForeignProgress'] {
  const at = (time: string, before: string | null | undefined): string => (before && wall(before) === time ? before : `${time}:00+08:00`)
  return {
    received_at: at(typed.received, was?.received_at),
    ...(typed.accepted ? { accepted_at: at(typed.accepted, was?.accepted_at) } : {}),
    ...(typed.decided ? { decided_at: at(typed.decided, was?.decided_at) } : {}),
    ...(typed.delivered ? { delivered_at: at(typed.delivered, was?.delivered_at) } : {}),
    ...(typed.result ? { result: typed.result } : {}),
    ...(typed.document.trim() ? { document: typed.document.trim() } : {}),
  }
}

/** Whether everything that stood before stands as it did: then the case went on, and nothing was put right. */
export function adds(before: Typed, after: Typed): boolean {
  return (Object.keys(before) as (keyof Typed)[]).every((name) => !before[name] || before[name] === after[name])
}

/** What a step of the history made different, field by field. */
export function changes(before: Typed | null, after: Typed): { name: keyof Typed; from: string; to: string }[] {
  const names = Object.keys(after) as (keyof Typed)[]
  return names.map((name) => ({ name, from: before?.[name] ?? '', to: after[name] })).filter(({ from, to }) => from !== to)
}

export interface ForeignDraft {
  /** Under which it is sent, however often; made once it is ready to be sent. */
  key: string
  system: string
  number: string
  item: { id: string; name: string; department_name: string } | null
  itemName: string
  unlisted: boolean
  applicant: string
  progress: Typed
}

const blank = (): ForeignDraft => ({ key: '', system: '', number: '', item: null, itemName: '', unlisted: false, applicant: '', progress: untold() })
export const draft = reactive(blank())
export const keeping = keepDraft('foreign', draft, blank)

const LABELS = { 'foreign-system': 'foreign.system', 'foreign-number': 'foreign.number', 'foreign-item': 'column.item', 'foreign-item-name': 'foreign.itemName', 'foreign-applicant': 'column.applicant' } as const
const place = (id: keyof typeof LABELS) => ({ id, label: i18n.global.t(LABELS[id]) })

/** What keeps a case from being registered. `taken`: its number bears another one already. */
export function foreignFaults(from: ForeignDraft, now: string, taken: boolean): Told[] {
  const found: Told[] = []
  if (!from.system.trim()) found.push(needed(place('foreign-system')))
  if (!from.number.trim()) found.push(needed(place('foreign-number')))
  else if (taken) found.push({ id: 'foreign-number', words: i18n.global.t('foreign.taken') })
  if (from.unlisted && !from.itemName.trim()) found.push(needed(place('foreign-item-name')))
  if (!from.unlisted && !from.item) found.push({ id: 'foreign-item', words: say('item') })
  return [...found, ...progressFaults(faults(from.progress, now), 'foreign')]
}

/** The field of the page by the name that the API uses. */
export function foreignPlace(name: string): { id: string; label: string } | null {
  const own: Partial<Record<string, keyof typeof LABELS>> = { system: 'foreign-system', number: 'foreign-number', item: 'foreign-item', item_name: 'foreign-item-name', applicant: 'foreign-applicant' }
  const known = own[name]
  if (known) return place(known)
  const part = FIELDS.find((field) => name.startsWith(`progress.${field}`))
  return part ? { id: `foreign-${part}`, label: i18n.global.t(`foreign.${part}`) } : null
}

export function request(from: ForeignDraft): Schemas['ForeignGiven'] {
  return {
    system: from.system.trim(),
    number: from.number.trim(),
    ...(from.unlisted ? { unlisted: true, item_name: from.itemName.trim() } : { item: from.item?.id ?? null }),
    ...(from.applicant.trim() ? { applicant: from.applicant.trim() } : {}),
    progress: progressOf(from.progress),
  }
}

/** Bytes of a file that the desk imports; a larger one goes by the command line. */
export const LARGEST_FILE = 256 * 1024

/** What becomes of a line of a file, under `foreign.fate`. */
export type Fate = 'refused' | 'registered' | 'amended' | 'confirmed' | 'unchanged' | 'missing' | 'noted'
export const FATES: readonly Fate[] = ['refused', 'registered', 'amended', 'confirmed', 'unchanged', 'missing', 'noted']

/** A line of the preview: what becomes of it, what stands there, and what the program says. */
export interface Line {
  line: number
  fate: Fate
  written: string
  said: string
  code: string
}

const FATE_OF: Record<string, Fate> = { 'foreign.amended': 'amended', 'foreign.confirmed': 'confirmed', 'row.unchanged': 'unchanged', 'foreign.missing': 'missing' }

/** The report, line by line, the refused ones first, beside what stands in the file. */
export function linesOf(report: Schemas['ImportReport'], text: string, english: boolean): Line[] {
  const written = text.split(/\r\n|\n|\r/)
  const of = (line: number) => (line > 0 ? (written[line - 1] ?? '') : '')
  const told = (finding: Schemas['ImportFinding'], fate: Fate): Line => ({
    line: finding.line,
    fate,
    written: of(finding.line),
    said: english ? finding.message_en : finding.message,
    code: finding.code,
  })
  return [
    ...report.refused.map((finding) => told(finding, 'refused')),
    ...report.registered.map((line): Line => ({ line, fate: 'registered', written: of(line), said: '', code: '' })),
    ...report.warnings.map((finding) => told(finding, FATE_OF[finding.code] ?? 'noted')),
  ].sort((one, other) => FATES.indexOf(one.fate) - FATES.indexOf(other.fate) || one.line - other.line)
}
