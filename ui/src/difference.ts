/** 版本差异: what the elements of an item's version say, in words. */
import type { Schemas } from './api/client'
import { useDepartments } from './departments'
import { extensionOf, limitOf } from './itemWords'
import { i18n, language, named } from './words'
import type { Enumeration } from './words/enumerations'
import zh from './words/zh-CN'

/** Elements whose value is a word of the API. */
const NAMED: Readonly<Record<string, Enumeration>> = { power: 'PowerType', case_kind: 'CaseKind', decision_level: 'DecisionLevel', need: 'PaperNeed' }
type Said = Record<string, unknown>
const object = (value: unknown): Said | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Said) : null)
const between = () => (language() === 'en' ? ' ' : '')
const beside = (words: string, more: unknown) => (more ? words + i18n.global.t('common.aside', { words: String(more) }) : words)

/** What a number or a word of a standard is called; as it stands where nobody knows it. */
const called = (list: string, value: unknown): string => (i18n.global.te(`change.${list}.${String(value)}`) ? i18n.global.t(`change.${list}.${String(value)}`) : String(value))

/** What a word of 服务对象 is called; as a source writes it where it is none of the standard's. */
export const objectName = (object: string): string => called('object', object)

/** What an element says, line by line; nothing where it is silent. */
export function saidOf(field: string, value: unknown): string[] {
  const { t, te } = i18n.global
  if (value === null || value === undefined || value === '') return []
  if (typeof value === 'boolean') return [t(value ? 'common.yes' : 'common.no')]
  const enumeration = NAMED[field]
  if (enumeration) return [named(enumeration, String(value))]
  if (field === 'exercise_level') return [called('level', value)]
  if (field === 'organ_nature') return [called('nature', value)]
  if (field === 'objects') return (value as string[]).map(objectName)
  if (field === 'office_seal') return (value as string[]).map((kind) => named('DocumentKind', kind))
  if (field === 'separated') return (value as string[][]).map((pair) => pair.map((duty) => named('CaseDuty', duty)).join(t('common.and')))
  if (field === 'inferred') return (value as string[]).map((name) => (te(`change.field.${name}`) ? t(`change.field.${name}`) : name))
  if (field === 'procedures') return (value as Said[]).map((one) => beside(named('ProcedureGround', String(one.ground)), one.basis) + (one.outside_promise ? ` ${t('change.outsidePromise')}` : ''))
  if (field === 'questions') return (value as string[][]).map((pair) => pair.join(' — '))
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one)))
  const said = object(value)
  return said ? ofObject(field, said) : [String(value)]
}

function ofObject(field: string, said: Said): string[] {
  const { t } = i18n.global
  if (field === 'statutory_limit' || field === 'promised_limit') {
    const words = limitOf(said as { length: unknown }, (unit) => named('TimeUnit', unit), between()) ?? t('item.noLimit')
    return [[words, startOf(said.start), said.basis].filter(Boolean).join(' · ')]
  }
  if (field === 'fees') return [said.charged ? t('item.charged', { basis: String(said.basis ?? '') }) : t('item.free')]
  if (field === 'department') return [said.known ? useDepartments().name(String(said.known)) : String(said.as_written ?? '')]
  if (field === 'supports') return Object.keys(said).filter((way) => said[way]).map((way) => t(`change.support.${way}`))
  if (field === 'correction_lapse') return [beside(t('change.lapse', { days: String(said.days ?? '') }), said.basis)]
  const extension = field === 'extension' ? extensionOf(said) : null
  return [extension ? t(`item.${extension.by}`, { most: extension.most }) : JSON.stringify(said)]
}

function startOf(start: unknown): string {
  const { t, te } = i18n.global
  const key = `change.start.${String(start)}`
  return typeof start === 'string' ? (te(key) ? t(key) : start) : String(object(start)?.as_written ?? '')
}

/** What the element is called. */
export const fieldName = (field: string): string => (i18n.global.te(`change.field.${field}`) ? i18n.global.t(`change.field.${field}`) : field)

const ORDER = Object.keys(zh.change.field)
/** Elements in the order in which the guide tells them. */
const inOrder = <R extends { field: string }>(rows: readonly R[]): R[] => [...rows].sort((one, other) => ORDER.indexOf(one.field) - ORDER.indexOf(other.field))

/** What became of a paper of the list. */
export const fateOf = (row: Pick<Schemas['PaperDifference'], 'before' | 'after'>): 'added' | 'removed' | 'changed' => (!row.before ? 'added' : !row.after ? 'removed' : 'changed')

/** What of a paper is told on one side: all of it where it came or went, else what differs. */
export function paperSaid(row: Schemas['PaperDifference'], side: 'before' | 'after'): string[] {
  const paper = row[side]
  if (!paper) return []
  const fields = fateOf(row) === 'changed' ? row.fields : ['need', 'originals', 'copies', ...(paper.shared ? ['shared'] : []), 'issuer', 'note']
  return fields.flatMap((field) => saidOf(field, (paper as unknown as Said)[field]).map((words) => `${fieldName(field)}${i18n.global.t('common.colon')}${words}`))
}

/** A line of one side; `alone` where the other one does not say it. */
export interface SaidLine {
  words: string
  alone: boolean
}

/** What an element says on one side, each line held against the other side. */
export function heldAgainst(row: Schemas['FieldDifference'], side: 'before' | 'after'): SaidLine[] {
  const others = saidOf(row.field, row[side === 'before' ? 'after' : 'before'])
  return saidOf(row.field, row[side]).map((words) => ({ words, alone: !others.includes(words) }))
}

/** The elements that differ, in the order of the guide; what is silent on both sides is left out. */
export const fieldsOf = (difference: Pick<Schemas['VersionDifference'], 'fields'>): Schemas['FieldDifference'][] =>
  inOrder(difference.fields.filter(({ field, before, after }) => saidOf(field, before).length > 0 || saidOf(field, after).length > 0))

/** Whether nothing stood there before: then there is one side to read. */
export const fresh = ({ fields, papers }: Schemas['VersionDifference']): boolean =>
  fields.every(({ before }) => before === null || before === undefined) && papers.every(({ before }) => !before)

/** Everything that an entry says, as a difference from nothing. */
export function wholeOf({ papers, ...rest }: Schemas['ItemContent']): Schemas['VersionDifference'] {
  const fields = Object.entries(rest).map(([field, after]) => ({ field, before: null, after }))
  return { fields: fields as unknown as Schemas['FieldDifference'][], papers: (papers ?? []).map((paper) => ({ paper: paper.id, before: null, after: paper, fields: [] })), reordered: false }
}
