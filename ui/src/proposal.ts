/** 提出清单调整: what is typed, and what becomes of it on its way to the server and back. */
import type { Schemas } from './api/client'
import { type Fault, needed, type Place, short, unchosen } from './faults'
import { i18n } from './words'

type Content = Schemas['ItemContent']
type Kind = Schemas['ChangeKind']
type Plan = Schemas['ChangePlan']

/** The kinds that the desk proposes: of one item, which says the same afterwards, or something else. */
export const KINDS = ['change', 'suspend', 'resume', 'cancel'] as const
export type Proposable = (typeof KINDS)[number]
export const proposable = (kind: unknown): kind is Proposable => (KINDS as readonly unknown[]).includes(kind)

export const TEXTS = ['name', 'basic_code', 'implementation_code', 'result_name', 'place', 'hours', 'consult_phone', 'complaint_phone', 'note'] as const
export const LINES = ['local_codes', 'basis', 'conditions', 'flow', 'objects'] as const
export const LIMITS = ['statutory_limit', 'promised_limit'] as const
type Text = (typeof TEXTS)[number]
type Line = (typeof LINES)[number]
type LimitName = (typeof LIMITS)[number]

export interface PaperDraft {
  id: string
  name: string
  need: Schemas['PaperNeed']
  originals: number
  copies: number
  shared: boolean
  issuer: string
  note: string
}

/** What the public is told, as it is typed: lists one a line, limits in working days. */
export interface ContentDraft {
  texts: Record<Text, string>
  lines: Record<Line, string>
  limits: Record<LimitName, { days: number | ''; basis: string }>
  charged: boolean
  feeBasis: string
  visits: number | ''
  papers: PaperDraft[]
}

export interface Proposal {
  trigger: Schemas['ChangeTrigger'] | ''
  occurred_on: string
  basis: string
  reason: string
  wanted_from: string
  until: string
}

/** Lines that say something. */
export const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean)

type Fixed = { fixed?: { amount?: number; unit?: string } }
/** The working days of a limit; nothing where it has none or says it otherwise. */
export function workingDays(limit: Schemas['Limit'] | null | undefined): number | '' {
  const fixed = (limit?.length as Fixed | undefined)?.fixed
  return fixed?.unit === 'working_days' ? (fixed.amount ?? '') : ''
}

function each<K extends string, V>(names: readonly K[], of: (name: K) => V): Record<K, V> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<K, V>
}

export function draftOf(content: Content): ContentDraft {
  return {
    texts: each(TEXTS, (name) => content[name] ?? ''),
    lines: each(LINES, (name) => (content[name] ?? []).join('\n')),
    limits: each(LIMITS, (name) => ({ days: workingDays(content[name]), basis: content[name]?.basis ?? '' })),
    charged: content.fees.charged,
    feeBasis: content.fees.basis ?? '',
    visits: content.visits ?? '',
    papers: (content.papers ?? []).map((paper) => ({ ...paper, issuer: paper.issuer ?? '', note: paper.note ?? '' })),
  }
}

/** A limit as it is typed: one that the form cannot say stays as it was, unless days are typed over it. */
function limitOf(was: Schemas['Limit'] | null | undefined, typed: ContentDraft['limits'][LimitName]): Schemas['Limit'] | undefined {
  const basis = typed.basis.trim()
  const kept = { start: was?.start ?? 'acceptance', ...(basis ? { basis } : {}) }
  if (typed.days !== '') return { ...kept, length: { fixed: { amount: typed.days, unit: 'working_days' } } as unknown as Schemas['Limit']['length'] }
  return was && workingDays(was) === '' ? { ...kept, length: was.length } : undefined
}

/** What the item is to say: what the form does not ask for stays as it was, what is left empty is not said. */
export function contentOf(was: Content, draft: ContentDraft): Content {
  const said: Record<string, unknown> = {
    ...was,
    ...each(TEXTS, (name) => draft.texts[name].trim()),
    ...each(LINES, (name) => linesOf(draft.lines[name])),
    ...each(LIMITS, (name) => limitOf(was[name], draft.limits[name])),
    fees: { charged: draft.charged, ...(draft.feeBasis.trim() ? { basis: draft.feeBasis.trim() } : {}) },
    visits: draft.visits === '' ? undefined : draft.visits,
    papers: draft.papers.map(({ issuer, note, ...paper }) => ({ ...paper, name: paper.name.trim(), ...(issuer.trim() ? { issuer: issuer.trim() } : {}), ...(note.trim() ? { note: note.trim() } : {}) })),
  }
  const empty = (value: unknown) => value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length)
  return Object.fromEntries(Object.entries(said).filter(([, value]) => !empty(value))) as unknown as Content
}

/** A line of the list that was not there: with an id that no other one has. */
export function freshPaper(papers: readonly Pick<PaperDraft, 'id'>[]): PaperDraft {
  const taken = new Set(papers.map((paper) => paper.id))
  let number = papers.length + 1
  while (taken.has(`p${number}`)) number += 1
  return { id: `p${number}`, name: '', need: 'required', originals: 1, copies: 0, shared: false, issuer: '', note: '' }
}

export function planOf(kind: Proposable, of: Schemas['ChangeBase'], until: string, content: Content | null): Plan {
  if (kind === 'change' && content) return { change: { of, content } }
  if (kind === 'suspend') return { suspend: { of, ...(until ? { until } : {}) } }
  return kind === 'resume' ? { resume: { of } } : { cancel: { of } }
}

/** What an item can be proposed for as it stands: what is suspended comes back, or goes for good. */
export function kindsFor(versions: readonly Pick<Schemas['ItemVersion'], 'ended'>[]): readonly Proposable[] {
  const ended = versions[versions.length - 1]?.ended
  if (!ended) return ['change', 'suspend', 'cancel']
  return ended === 'suspended' ? ['resume'] : []
}

export const proposalPlace = (name: string): Place | null =>
  ['trigger', 'occurred_on', 'basis', 'reason', 'wanted_from', 'until'].includes(name) ? { id: `proposal-${name}`, label: i18n.global.t(`change.given.${name}`) } : null

/** What keeps it from being proposed; `least` is what the reason weighs at least. */
export function proposalFaults(from: Proposal, content: ContentDraft | null, least: number): Fault[] {
  const place = (name: string) => proposalPlace(name) ?? { id: '', label: name }
  const reason = short(place('reason'), from.reason, least)
  const unnamed = (content?.papers ?? []).flatMap((paper, at) => (paper.name.trim() ? [] : [needed({ id: `paper-name-${at}`, label: i18n.global.t('change.paperName', { number: at + 1 }) })]))
  return [
    ...(from.trigger ? [] : [unchosen(place('trigger'))]),
    ...(from.occurred_on ? [] : [needed(place('occurred_on'))]),
    ...(linesOf(from.basis).length ? [] : [needed(place('basis'))]),
    ...(reason ? [reason] : []),
    ...(content && !content.texts.name.trim() ? [needed({ id: 'content-name', label: i18n.global.t('change.field.name') })] : []),
    ...unnamed,
  ]
}

export const titleOf = (kind: Kind): string => i18n.global.t(`change.propose.${kind}`)
