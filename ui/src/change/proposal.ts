import { reactive } from 'vue'
import type { Schemas } from '../api/client'
import { keepDraft, type KeptDraft } from '../drafts'
import { type Fault, needed, type Place, say, short, unchosen } from '../faults'
import { i18n } from '../words'
import { AT_ONCE, blankEntry, contentOf, type Typed, typedOf } from './content'

type Kind = Schemas['ChangeKind']

/** An item that is to be changed, as it stood when it was chosen. */
export interface BaseTyped {
  id: string
  name: string
  version: number
  /** Its first day. */
  from: string
}

/** A proposal as it is typed. */
export interface ProposalDraft {
  /** The key of its command, for as long as it is not known what became of it. */
  key: string
  kind: Kind | ''
  items: BaseTyped[]
  trigger: Schemas['ChangeTrigger'] | ''
  occurred: string
  basis: string[]
  reason: string
  wanted: string
  until: string
  entries: Typed[]
}

export const blankProposal = (): ProposalDraft => ({ key: '', kind: '', items: [], trigger: '', occurred: '', basis: [''], reason: '', wanted: '', until: '', entries: [] })

/** How many items of the list a kind wants, and how many entries it brings: nothing said, as many as one likes. */
export const SHAPE: Record<Kind, { items: 0 | 1 | 'many'; entries: 0 | 1 | 'many' }> = {
  new: { items: 0, entries: 1 },
  change: { items: 1, entries: 1 },
  split: { items: 1, entries: 'many' },
  merge: { items: 'many', entries: 1 },
  suspend: { items: 1, entries: 0 },
  resume: { items: 1, entries: 0 },
  cancel: { items: 1, entries: 0 },
  delegate_down: { items: 1, entries: 'many' },
}
/** What an item can be proposed for as it stands: what is suspended comes back, or goes for good. */
export function kindsFor(versions: readonly Pick<Schemas['ItemVersion'], 'ended'>[]): readonly Kind[] {
  const ended = versions[versions.length - 1]?.ended
  if (!ended) return ['change', 'split', 'merge', 'suspend', 'cancel', 'delegate_down']
  return ended === 'suspended' ? ['resume', 'cancel'] : []
}
/** Items that one change concerns at most (`change.too_many`). */
export const MOST_ITEMS = 50

/** The proposal that is being typed, and each returned change that is being typed anew: one place for each on the server. */
const known = new Map<string, { draft: ProposalDraft; keeping: KeptDraft }>()

/** `change`: the returned change that is revised, and how it reads now; nothing for a proposal of its own. */
export function proposalDraft(change: string | null, blank: () => ProposalDraft = blankProposal): { draft: ProposalDraft; keeping: KeptDraft } {
  for (const [kind, held] of known) if (held.keeping.ended()) known.delete(kind)
  const kind = change ? `act.${change}.revise_change` : 'act.list.propose_change'
  const found = known.get(kind)
  if (found) return found
  const draft = reactive(blank()) as ProposalDraft
  const made = { draft, keeping: keepDraft(kind, draft, blank) }
  known.set(kind, made)
  return made
}

/** A returned change as it is typed on: what it said, of the newest versions of its items. */
export function revisionOf(change: Schemas['ListChange']): ProposalDraft {
  const items = change.items.filter((item) => item.version !== null && item.version !== undefined)
  return {
    key: '',
    kind: change.kind,
    items: items.map(({ item, name, newest }) => ({ id: item, name, version: newest, from: '' })),
    trigger: change.trigger,
    occurred: change.occurred_on,
    basis: [...change.basis],
    reason: change.reason ?? '',
    wanted: change.wanted_from ?? '',
    until: change.until ?? '',
    entries: change.entries.map((entry) => typedOf(entry.content)),
  }
}

/** Who proposes, and of which division's list. */
export interface Own {
  department: string
  division: string
}

/** An entry that takes the place of what is said now: the proposing department's, or, handed down, one that is still to be chosen. */
function replacing(kind: Kind, own: Own, content: Schemas['ItemContent']): Typed {
  const typed = typedOf(content)
  return { ...typed, department: kind === 'delegate_down' ? '' : own.department, departmentWritten: '', division: kind === 'delegate_down' ? '' : own.division }
}

/** The entries that a kind begins with, filled from what the item says. */
export function entriesOf(kind: Kind, own: Own, content: Schemas['ItemContent'] | null): Typed[] {
  if (kind === 'new' || !content) return SHAPE[kind].entries === 0 ? [] : [blankEntry(own.department, own.division)]
  const times = { 0: 0, 1: 1, many: kind === 'split' ? 2 : 1 }[SHAPE[kind].entries]
  return Array.from({ length: times }, () => replacing(kind, own, content))
}

/** One more of them. */
export const moreEntries = replacing

/** The departments that an item may be handed down to: of the same line, in a division below. */
export function below(all: readonly Pick<Schemas['Department'], 'id' | 'name' | 'line' | 'division'>[], department: string): { id: string; name: string; division: string }[] {
  const own = all.find((organ) => organ.id === department)
  if (!own) return []
  const stem = own.division.replace(/(00)+$/, '')
  return all.filter((organ) => organ.line === own.line && organ.division !== own.division && organ.division.startsWith(stem))
}

/** What is to become of the list. */
function planOf(from: ProposalDraft): Schemas['ChangePlan'] {
  const bases = from.items.map(({ id, version }) => ({ item: id, version }))
  const of = bases[0] ?? { item: '', version: 0 }
  const contents = from.entries.map(contentOf)
  const content = contents[0] as Schemas['ItemContent']
  switch (from.kind) {
    case 'change':
      return { change: { of, content } }
    case 'split':
      return { split: { of, into: contents } }
    case 'merge':
      return { merge: { of: bases, into: content } }
    case 'suspend':
      return { suspend: { of, ...(from.until ? { until: from.until } : {}) } }
    case 'resume':
      return { resume: { of } }
    case 'cancel':
      return { cancel: { of } }
    case 'delegate_down':
      return { delegate_down: { of, to: contents } }
    default:
      return { new: { content } }
  }
}

/** As the API takes it. `today`: what a look ahead says of a day that is not typed yet. */
export function givenOf(from: ProposalDraft, today: string): Schemas['ChangeGiven'] {
  return {
    trigger: from.trigger || 'reviewed',
    occurred_on: from.occurred || today,
    basis: from.basis.map((line) => line.trim()).filter(Boolean),
    reason: from.reason.trim() || '—',
    ...(from.wanted ? { wanted_from: from.wanted } : {}),
    plan: planOf(from),
  }
}

const place = (id: string, key: string): Place => ({ id, label: i18n.global.t(key) })

/** Which of the entries a field is of, where there are several. */
const whose = (from: ProposalDraft, at: number, { id, label }: Place): Place =>
  from.entries.length < 2 ? { id, label } : { id, label: say('of', { whose: i18n.global.t('proposal.entryAt', { number: at + 1 }), field: label }) }

/** What keeps the look ahead from being asked: it needs a kind, its items, and its entries. */
export function shapeFaults(from: ProposalDraft): Fault[] {
  if (!from.kind) return [unchosen(place('kind', 'change.kind'))]
  const { items, entries } = SHAPE[from.kind]
  const found: Fault[] = []
  if (items !== 0 && !from.items.length) found.push(unchosen(place('change-item', 'change.item')))
  if (items === 'many' && from.items.length === 1) found.push({ id: 'change-item', words: i18n.global.t('proposal.fault.two') })
  if (from.kind === 'split' && from.entries.length < 2) found.push({ id: 'add-entry', words: i18n.global.t('proposal.fault.twoEntries') })
  if (entries !== 0 && !from.entries.length) found.push({ id: from.kind === 'delegate_down' ? 'add-entry' : 'change-item', words: i18n.global.t('proposal.fault.noEntry') })
  return found
}

/** What of an entry is said by half. What is not said at all is the look ahead's to name. */
function entryFaults(from: ProposalDraft, entry: Typed, at: number): Fault[] {
  const id = (field: string) => `entry-${at}-${field}`
  const of = (field: string) => whose(from, at, place(id(field), `change.field.${field}`))
  const found: Fault[] = []
  if (!entry.texts.name.trim()) found.push(needed(of('name')))
  if (from.kind === 'delegate_down' && !entry.department) found.push(unchosen(of('department')))
  for (const name of ['statutory_limit', 'promised_limit'] as const) {
    const limit = entry[name]
    if (limit.unit && !AT_ONCE.includes(limit.unit) && !(limit.amount && limit.amount > 0)) found.push({ id: id(name), words: i18n.global.t('proposal.fault.amount', { field: of(name).label }) })
  }
  if (entry.extension.by && !(entry.extension.most && entry.extension.most > 0)) found.push({ id: id('extension-most'), words: i18n.global.t('proposal.fault.amount', { field: of('extension').label }) })
  entry.papers.forEach((paper, line) => {
    if (!paper.name.trim()) found.push({ id: id(`paper-${line}-name`), words: i18n.global.t('proposal.fault.paper', { number: line + 1 }) })
  })
  return found
}

/** What keeps it from being proposed; `least` is what the reason weighs at least. */
export function proposalFaults(from: ProposalDraft, least: number, today: string): Fault[] {
  const found = shapeFaults(from)
  if (!from.trigger) found.push(unchosen(place('trigger', 'change.trigger')))
  if (!from.occurred) found.push(needed(place('occurred', 'proposal.occurred')))
  else if (from.occurred > today) found.push({ id: 'occurred', words: i18n.global.t('proposal.fault.future') })
  if (!from.basis.some((line) => line.trim())) found.push(needed(place('basis', 'change.basis')))
  const reason = short(place('reason', 'change.reason'), from.reason, least)
  if (reason) found.push(reason)
  from.entries.forEach((entry, at) => found.push(...entryFaults(from, entry, at)))
  return found
}

/** The field of the page by the name that the API uses: `plan.split.into.1.papers.2.name`. */
export function proposalPlace(name: string): Place | null {
  const own: Record<string, Place> = {
    trigger: place('trigger', 'change.trigger'),
    occurred_on: place('occurred', 'proposal.occurred'),
    basis: place('basis', 'change.basis'),
    reason: place('reason', 'change.reason'),
    wanted_from: place('wanted', 'change.wanted'),
  }
  const parts = name.split(/[.[\]]+/).filter(Boolean)
  const found = own[parts[0] ?? '']
  if (found) return found
  if (parts[0] !== 'plan') return null
  // An element stands behind the kind and what it calls its contents, several of them behind a number.
  const rest = parts.slice(3)
  const at = /^\d+$/.test(rest[0] ?? '') ? Number(rest.shift()) : 0
  const field = rest[0] ?? ''
  const key = `change.field.${field}`
  return field && i18n.global.te(key) ? place(`entry-${at}-${field}`, key) : null
}

/** Where an element that is missing is typed. */
export const ELEMENT_FIELDS: Record<Schemas['ChangeElement'], string> = {
  name: 'name',
  department: 'department',
  code: 'implementation_code',
  basis: 'basis',
  conditions: 'conditions',
  papers: 'papers',
  flow: 'flow',
  limit: 'statutory_limit',
  promise: 'promised_limit',
  fee_basis: 'fees',
  result: 'result_name',
  objects: 'objects',
  place: 'place',
  hours: 'hours',
  consult_phone: 'consult_phone',
  complaint_phone: 'complaint_phone',
  visits: 'visits',
}
