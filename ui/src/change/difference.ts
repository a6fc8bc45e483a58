import type { Schemas } from '../api/client'
import { extensionOf, limitOf } from '../itemWords'
import { i18n, language, named } from '../words'
import type { Enumeration } from '../words/enumerations'

type Difference = Schemas['VersionDifference']
type Paper = Schemas['ListedPaper']

/** A line of one side; `alone` where the other side does not say it. */
export interface Line {
  words: string
  alone: boolean
}

/** One element that is said otherwise, in words: what stood there and what stands there, each line by line. */
export interface FieldRow {
  field: string
  name: string
  before: Line[]
  after: Line[]
}

/** One paper that came, went, or is said otherwise; of the last what of it, in words. */
export interface PaperRow {
  id: string
  name: string
  fate: 'added' | 'removed' | 'changed'
  /** What a paper says that came or went. */
  whole: string
  fields: { name: string; before: string; after: string }[]
}

/** Elements in the order of the guide; what is not named here comes behind. */
const ORDER = [
  'name', 'power', 'department', 'division', 'basic_code', 'implementation_code', 'local_codes', 'basis', 'exercise_level', 'authority_division', 'exercise_content',
  'organ_nature', 'handling_body', 'joint_departments', 'case_kind', 'decision_level', 'statutory_limit', 'promised_limit', 'extension', 'procedures',
  'correction_lapse', 'conditions', 'flow', 'quantity_limit', 'intermediary', 'fees', 'result_name', 'result_months', 'objects', 'topics', 'range',
  'supports', 'online_address', 'visits', 'place', 'hours', 'consult_phone', 'complaint_phone', 'questions', 'note', 'separated', 'office_seal', 'inferred',
]
const place = (field: string) => (ORDER.includes(field) ? ORDER.indexOf(field) : ORDER.length)

const t = (key: string, facts: Record<string, unknown> = {}): string => i18n.global.t(key, facts)
const colon = () => t('common.colon')

/** What an element is called. */
export const elementName = (field: string): string => (i18n.global.te(`element.${field}`) ? t(`element.${field}`) : field)

const ENUMERATED: Partial<Record<string, Enumeration>> = { power: 'PowerType', case_kind: 'CaseKind', decision_level: 'DecisionLevel' }
const MEMBERS: Partial<Record<string, Enumeration>> = { office_seal: 'DocumentKind' }

/** What a word of 服务对象 is called; as it is written where it is none of the known ones. */
export const objectName = (object: string): string => (i18n.global.te(`object.${object}`) ? t(`object.${object}`) : object)

/** How long, from when, by what. */
function limitLines(value: Schemas['Limit']): string[] {
  const length = limitOf(value, (unit) => named('TimeUnit', unit), language() === 'en' ? ' ' : '') ?? ''
  const start = value.start as string | { as_written?: string }
  const from = typeof start === 'string' ? t(`limitStart.${start}`) : (start?.as_written ?? '')
  const running = typeof start === 'string' ? t('change.limitFrom', { length, from }) : [length, from].filter(Boolean).join(t('common.and'))
  return [running, ...(value.basis ? [value.basis] : [])]
}

type Speaker = (value: never) => string[]
/** Elements with a form of their own. `departments`: names by id. */
const SPEAKERS: Record<string, (departments: (id: string) => string) => Speaker> = {
  department: (departments) => (value: { known?: string; as_written?: string }) => [value.known ? departments(value.known) : (value.as_written ?? '')],
  statutory_limit: () => limitLines as Speaker,
  promised_limit: () => limitLines as Speaker,
  fees: () => (value: Schemas['Fees']) => (value.charged ? [t('element.charged'), ...(value.basis ? [value.basis] : [])] : [t('item.free'), ...(value.basis ? [value.basis] : [])]),
  supports: () => (value: Schemas['Supports']) => (['appointment', 'online', 'online_payment', 'courier'] as const).filter((name) => value[name]).map((name) => t(`support.${name}`)),
  objects: () => (value: string[]) => value.map(objectName),
  inferred: () => (value: string[]) => value.map(elementName),
  exercise_level: () => (value: number) => [i18n.global.te(`level.${value}`) ? t(`level.${value}`) : String(value)],
  organ_nature: () => (value: number) => [i18n.global.te(`nature.${value}`) ? t(`nature.${value}`) : String(value)],
  result_months: () => (value: number) => [t('element.months', { count: value })],
  visits: () => (value: number) => [t('element.times', { count: value })],
  extension: () => (value: unknown) => {
    const found = extensionOf(value)
    return found ? [t(`item.${found.by}`, { most: found.most })] : []
  },
  correction_lapse: () => (value: Schemas['CorrectionLapse']) => [t('element.lapse', { count: value.days }), ...(value.basis ? [value.basis] : [])],
  procedures: () => (value: Schemas['Procedure'][]) =>
    value.map((one) => [named('ProcedureGround', one.ground), one.basis ?? t('element.noBasis'), one.outside_promise ? t('element.outsidePromise') : ''].filter(Boolean).join(t('common.dot'))),
  questions: () => (value: [string, string][]) => value.map(([asked, answered]) => t('element.question', { asked, answered })),
  separated: () => (value: [Schemas['CaseDuty'], Schemas['CaseDuty']][]) => value.map(([one, other]) => t('element.apart', { one: named('CaseDuty', one), other: named('CaseDuty', other) })),
}

/** What a value of an element says, line by line; nothing where it is silent. */
export function valueLines(field: string, value: unknown, departments: (id: string) => string): string[] {
  if (value === null || value === undefined || value === '') return []
  const speaker = SPEAKERS[field]
  if (speaker) return speaker(departments)(value as never)
  const [one, many] = [ENUMERATED[field], MEMBERS[field]]
  if (one) return [named(one, String(value))]
  if (Array.isArray(value)) return value.map((member) => (many ? named(many, String(member)) : String(member)))
  if (typeof value === 'boolean') return [t(value ? 'common.yes' : 'common.no')]
  return [String(value)]
}

/** The elements that differ, in the order of the guide. */
export function fieldRows(difference: Difference, departments: (id: string) => string): FieldRow[] {
  const rows = difference.fields.map(({ field, before, after }) => {
    const [was, is] = [valueLines(field, before, departments), valueLines(field, after, departments)]
    const mark = (lines: string[], others: string[]) => lines.map((words) => ({ words, alone: !others.includes(words) }))
    return { field, name: elementName(field), before: mark(was, is), after: mark(is, was) }
  })
  // What is silent on both sides, such as a list that is there and empty, says nothing.
  return rows.filter(({ before, after }) => before.length || after.length).sort((a, b) => place(a.field) - place(b.field))
}

/** What a field of a paper says. */
function paperValue(paper: Paper, field: string): string {
  const value = paper[field as keyof Paper]
  if (field === 'need') return named('PaperNeed', String(value))
  if (field === 'shared') return t(value ? 'common.yes' : 'common.no')
  return value === null || value === undefined || value === '' ? t('common.none1') : String(value)
}

const paperField = (field: string): string => t(`paperField.${field}`)

/** A paper in one line: need, originals, copies, and what else it says. */
export function paperWords(paper: Paper): string {
  const count = (field: 'originals' | 'copies') => (paper[field] ? `${paperField(field)} ${paper[field]}` : '')
  const said = [named('PaperNeed', paper.need), count('originals'), count('copies'), paper.shared ? t('item.shared') : '', paper.issuer ? `${paperField('issuer')}${colon()}${paper.issuer}` : '', paper.note ?? '']
  return said.filter(Boolean).join(t('common.dot'))
}

const PAPER_ORDER = ['name', 'need', 'originals', 'copies', 'shared', 'issuer', 'note']

/** The papers that differ, row by row. */
export function paperRows(difference: Difference): PaperRow[] {
  return difference.papers.flatMap(({ paper, before, after, fields }) => {
    const shown = after ?? before
    if (!shown) return []
    const fate = !before ? 'added' : !after ? 'removed' : 'changed'
    const changed = before && after ? [...fields].sort((a, b) => PAPER_ORDER.indexOf(a) - PAPER_ORDER.indexOf(b)) : []
    return [{
      id: paper,
      name: shown.name,
      fate: fate as PaperRow['fate'],
      whole: before && after ? '' : paperWords(shown),
      fields: before && after ? changed.map((field) => ({ name: paperField(field), before: paperValue(before, field), after: paperValue(after, field) })) : [],
    }]
  })
}

/** Whether nothing stood there before: then there is one side to read. */
export const fresh = (difference: Difference): boolean =>
  difference.fields.every(({ before }) => before === null || before === undefined) && difference.papers.every(({ before }) => !before)

/** Everything that an entry says, as a difference from nothing. */
export function wholeOf(content: Schemas['ItemContent']): Difference {
  const { papers, ...rest } = content
  const fields = Object.entries(rest).map(([field, after]) => ({ field, before: null, after }))
  return {
    fields: fields as unknown as Difference['fields'],
    papers: (papers ?? []).map((paper) => ({ paper: paper.id, before: null, after: paper, fields: [] })),
    reordered: false,
  }
}
