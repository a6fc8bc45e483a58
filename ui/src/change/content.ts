import type { Schemas } from '../api/client'

/** What an entry says, as it is typed: every element stands there, empty where nothing is said. */
type Content = Schemas['ItemContent']
type Unit = Schemas['TimeUnit']

/** Elements of one line, in the order of the form. */
export const TEXTS = [
  'name', 'basic_code', 'implementation_code', 'authority_division', 'exercise_content', 'handling_body', 'intermediary', 'quantity_limit',
  'result_name', 'range', 'online_address', 'place', 'hours', 'consult_phone', 'complaint_phone', 'note',
] as const
/** Elements of several lines. */
export const LISTS = ['local_codes', 'basis', 'conditions', 'flow', 'joint_departments', 'objects', 'topics'] as const
/** Elements that are a number. */
export const NUMBERS = ['exercise_level', 'organ_nature', 'result_months', 'visits'] as const

export type TextName = (typeof TEXTS)[number]
export type ListName = (typeof LISTS)[number]
export type NumberName = (typeof NUMBERS)[number]

/** From when a limit runs, as the domain names it. */
export const STARTS = ['acceptance', 'receipt', 'complete_receipt'] as const
export type Start = (typeof STARTS)[number]
/** Units without a number. */
export const AT_ONCE: readonly Unit[] = ['same_day', 'immediate']

/** A limit; `lengthWritten`, `startWritten`: what a source wrote and nobody could read. */
export interface LimitTyped {
  amount: number | null
  unit: Unit | ''
  start: Start | ''
  basis: string
  lengthWritten: string
  startWritten: string
}

export type PaperTyped = Omit<Schemas['ListedPaper'], 'issuer' | 'note'> & { issuer: string; note: string }

export interface ProcedureTyped {
  ground: Schemas['ProcedureGround']
  basis: string
  outside_promise: boolean
}

export interface Typed {
  texts: Record<TextName, string>
  lists: Record<ListName, string[]>
  numbers: Record<NumberName, number | null>
  power: Schemas['PowerType']
  case_kind: Schemas['CaseKind']
  decision_level: Schemas['DecisionLevel']
  /** One of ours by its id; else what the source wrote. */
  department: string
  departmentWritten: string
  division: string
  statutory_limit: LimitTyped
  promised_limit: LimitTyped
  fees: { charged: boolean; basis: string }
  supports: Schemas['Supports']
  papers: PaperTyped[]
  procedures: ProcedureTyped[]
  extension: { by: '' | 'organ_head' | 'government_head'; most: number | null }
  correction_lapse: { days: number | null; basis: string }
  questions: { asked: string; answered: string }[]
  /** What nobody types here and no change may lose. */
  kept: Pick<Content, 'separated' | 'office_seal' | 'inferred'>
  /** Ids that papers of the item have had: none is given to another one. */
  taken: string[]
}

export const noLimit = (): LimitTyped => ({ amount: null, unit: '', start: 'acceptance', basis: '', lengthWritten: '', startWritten: '' })

/** An entry that says nothing yet, of that department. */
export function blankEntry(department: string, division: string): Typed {
  return {
    texts: Object.fromEntries(TEXTS.map((name) => [name, ''])) as Record<TextName, string>,
    lists: Object.fromEntries(LISTS.map((name) => [name, [] as string[]])) as Record<ListName, string[]>,
    numbers: Object.fromEntries(NUMBERS.map((name) => [name, null])) as Record<NumberName, number | null>,
    power: 'license',
    case_kind: 'promised',
    decision_level: 'this_organ',
    department,
    departmentWritten: '',
    division,
    statutory_limit: noLimit(),
    promised_limit: noLimit(),
    fees: { charged: false, basis: '' },
    supports: { appointment: false, courier: false, online: false, online_payment: false },
    papers: [],
    procedures: [],
    extension: { by: '', most: null },
    correction_lapse: { days: null, basis: '' },
    questions: [],
    kept: {},
    taken: [],
  }
}

function limitTyped(limit: Schemas['Limit'] | null | undefined): LimitTyped {
  if (!limit) return noLimit()
  const length = limit.length as { fixed?: { amount: number; unit: Unit }; as_written?: string }
  const start = limit.start as Start | { as_written: string }
  const written = typeof start === 'string' ? '' : start.as_written
  return {
    amount: length.fixed && !AT_ONCE.includes(length.fixed.unit) ? length.fixed.amount : null,
    unit: length.fixed?.unit ?? '',
    start: typeof start === 'string' ? start : '',
    basis: limit.basis ?? '',
    lengthWritten: length.as_written ?? '',
    startWritten: written,
  }
}

/** As the API takes it; nothing where nothing is said of how long. */
function limitSaid(typed: LimitTyped): Schemas['Limit'] | undefined {
  const { amount, unit, start, lengthWritten, startWritten } = typed
  if (!unit && !lengthWritten) return undefined
  const length = unit ? { fixed: { amount: AT_ONCE.includes(unit) ? 0 : (amount ?? 0), unit } } : { as_written: lengthWritten }
  const basis = typed.basis.trim()
  return { length, start: start || { as_written: startWritten }, ...(basis ? { basis } : {}) } as unknown as Schemas['Limit']
}

/** An entry as it is typed, from what a version says. */
export function typedOf(content: Content): Typed {
  const typed = blankEntry('', content.division)
  for (const name of TEXTS) typed.texts[name] = content[name] ?? ''
  for (const name of LISTS) typed.lists[name] = [...(content[name] ?? [])]
  for (const name of NUMBERS) typed.numbers[name] = content[name] ?? null
  const extension = content.extension as unknown as Partial<Record<'organ_head' | 'government_head', { most: number }>> | null | undefined
  const by = (['organ_head', 'government_head'] as const).find((head) => extension?.[head])
  const papers = content.papers ?? []
  return {
    ...typed,
    power: content.power,
    case_kind: content.case_kind,
    decision_level: content.decision_level,
    department: content.department.known ?? '',
    departmentWritten: content.department.as_written ?? '',
    statutory_limit: limitTyped(content.statutory_limit),
    promised_limit: limitTyped(content.promised_limit),
    fees: { charged: content.fees.charged, basis: content.fees.basis ?? '' },
    supports: { ...content.supports },
    papers: papers.map((paper) => ({ ...paper, shared: paper.shared ?? false, issuer: paper.issuer ?? '', note: paper.note ?? '' })),
    procedures: (content.procedures ?? []).map((one) => ({ ground: one.ground, basis: one.basis ?? '', outside_promise: one.outside_promise })),
    extension: by ? { by, most: extension?.[by]?.most ?? null } : { by: '', most: null },
    correction_lapse: { days: content.correction_lapse?.days ?? null, basis: content.correction_lapse?.basis ?? '' },
    questions: (content.questions ?? []).map(([asked = '', answered = '']) => ({ asked, answered })),
    kept: {
      ...(content.separated ? { separated: content.separated } : {}),
      ...(content.office_seal ? { office_seal: content.office_seal } : {}),
      ...(content.inferred ? { inferred: content.inferred } : {}),
    },
    taken: papers.map((paper) => paper.id),
  }
}

const lines = (list: readonly string[]) => list.map((line) => line.trim()).filter(Boolean)

/** Only what is said: texts, lists and numbers that are empty are left out. */
function said<K extends string, V>(names: readonly K[], value: (name: K) => V, empty: (value: V) => boolean): Partial<Record<K, V>> {
  const all = names.map((name) => [name, value(name)] as const)
  return Object.fromEntries(all.filter(([, value]) => !empty(value))) as Partial<Record<K, V>>
}

/** As the API takes it: what was left empty is not said. */
export function contentOf(typed: Typed): Content {
  const { extension, correction_lapse: lapse } = typed
  const [statutory, promised] = [limitSaid(typed.statutory_limit), limitSaid(typed.promised_limit)]
  const papers = typed.papers.filter((paper) => paper.name.trim()).map((paper) => {
    const [issuer, note] = [paper.issuer.trim(), paper.note.trim()]
    const { id, need, originals, copies, shared } = paper
    return { id, name: paper.name.trim(), need, originals: originals || 0, copies: copies || 0, shared, ...(issuer ? { issuer } : {}), ...(note ? { note } : {}) }
  })
  const procedures = typed.procedures.map(({ ground, basis, outside_promise }) => ({ ground, outside_promise, ...(basis.trim() ? { basis: basis.trim() } : {}) }))
  const questions = typed.questions.map(({ asked, answered }) => [asked.trim(), answered.trim()]).filter((pair) => pair.some(Boolean))
  const feeBasis = typed.fees.basis.trim()
  return {
    ...said(TEXTS, (name) => typed.texts[name].trim(), (text) => !text),
    ...said(LISTS, (name) => lines(typed.lists[name]), (list) => !list.length),
    ...said(NUMBERS, (name) => typed.numbers[name], (number) => typeof number !== 'number'),
    name: typed.texts.name.trim(),
    power: typed.power,
    case_kind: typed.case_kind,
    decision_level: typed.decision_level,
    department: typed.department ? { known: typed.department } : { as_written: typed.departmentWritten },
    division: typed.division,
    fees: { charged: typed.fees.charged, ...(feeBasis ? { basis: feeBasis } : {}) },
    supports: typed.supports,
    ...(statutory ? { statutory_limit: statutory } : {}),
    ...(promised ? { promised_limit: promised } : {}),
    ...(papers.length ? { papers } : {}),
    ...(procedures.length ? { procedures } : {}),
    ...(questions.length ? { questions } : {}),
    ...(extension.by && extension.most !== null ? { extension: { [extension.by]: { most: extension.most } } as unknown as Content['extension'] } : {}),
    ...(lapse.days === null ? {} : { correction_lapse: { days: lapse.days, basis: lapse.basis.trim() } }),
    ...typed.kept,
  }
}

/** One more line of the list of papers, under an id that none of the item has had. */
export function addPaper(typed: Typed): PaperTyped {
  const known = new Set([...typed.taken, ...typed.papers.map((paper) => paper.id)])
  let number = typed.papers.length + 1
  while (known.has(`p${number}`)) number += 1
  const paper: PaperTyped = { id: `p${number}`, name: '', need: 'required', originals: 1, copies: 0, shared: false, issuer: '', note: '' }
  typed.papers.push(paper)
  typed.taken.push(paper.id)
  return paper
}

/** Moves what stands at a place up or down by one; whether it could. */
export function move<T>(list: T[], at: number, by: 1 | -1): boolean {
  const to = at + by
  if (to < 0 || to >= list.length) return false
  list.splice(to, 0, ...list.splice(at, 1))
  return true
}
