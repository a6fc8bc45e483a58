import { api, done, type Schemas } from './api/client'
import type { Enumeration } from './words/enumerations'

type ActName = Schemas['ActName']
export type Case = Schemas['Case']

/** One thing that an act has to be told. Its words lie under `field.NAME`. */
export type Field =
  | { name: string; kind: 'line' | 'text' | 'date'; optional?: true }
  | { name: string; kind: 'number'; least: number; most: number; first: number }
  | { name: string; kind: 'choice'; of: Enumeration; values?: readonly string[] }
  | { name: string; kind: 'yes' }
  | { name: string; kind: 'party' }
  | { name: string; kind: 'paper' }
  | { name: string; kind: 'person' }

export interface CaseAct {
  act: ActName
  /** Under `/cases/{case}`; where an act is of a document or pause, that is filled in. */
  path: (target: string) => string
  fields: readonly Field[]
  /** The request, from what was told. */
  body?: (told: Record<string, unknown>) => unknown
}

const reasons: Field = { name: 'reasons', kind: 'text' }
const at = (path: string) => () => path
const serving: readonly Field[] = [
  { name: 'service', kind: 'choice', of: 'Service' },
  { name: 'on', kind: 'date' },
  { name: 'recipient', kind: 'line', optional: true },
  { name: 'authority', kind: 'line', optional: true },
  { name: 'consent', kind: 'line', optional: true },
  { name: 'proof', kind: 'line' },
]
const sealing = (seal: Schemas['SealKind']) => ({
  fields: [
    { name: 'copies', kind: 'number', least: 1, most: 99, first: 2 },
    { name: 'pages', kind: 'number', least: 1, most: 999, first: 1 },
  ] as const satisfies readonly Field[],
  body: (told: Record<string, unknown>) => ({ ...told, seal }),
})

/** Acts on the case itself, in the order of its way through the law. */
export const caseActs: readonly CaseAct[] = [
  { act: 'accept', path: at('acceptance'), fields: [] },
  {
    act: 'request_correction',
    path: at('corrections'),
    fields: [{ name: 'paper', kind: 'paper' }, { name: 'what', kind: 'text' }],
    body: ({ paper, what }) => ({ demands: [{ paper, what }] }),
  },
  { act: 'not_accept', path: at('non-acceptance'), fields: [reasons] },
  { act: 'not_competent', path: at('not-competent'), fields: [{ name: 'organ', kind: 'line' }, reasons] },
  { act: 'not_required', path: at('not-required'), fields: [reasons] },
  {
    act: 'decide_on_the_spot',
    path: at('on-the-spot-decision'),
    fields: [{ name: 'outcome', kind: 'choice', of: 'Outcome' }, reasons],
  },
  {
    act: 'examine',
    path: at('examinations'),
    fields: [{ name: 'verdict', kind: 'choice', of: 'Verdict' }, { name: 'opinion', kind: 'text' }],
  },
  { act: 'inform_interested', path: at('interested-notice'), fields: [{ name: 'party', kind: 'party' }, { name: 'what', kind: 'text' }] },
  { act: 'record_statement', path: at('statements'), fields: [{ name: 'party', kind: 'party' }, { name: 'statement', kind: 'text' }] },
  {
    act: 'start_pause',
    path: at('pauses'),
    fields: [
      { name: 'ground', kind: 'choice', of: 'ProcedureGround' },
      { name: 'needed_days', kind: 'number', least: 1, most: 250, first: 10 },
      { name: 'on', kind: 'date' },
    ],
  },
  {
    act: 'end_pause',
    path: (pause) => `pauses/${pause}/end`,
    fields: [{ name: 'on', kind: 'date' }, { name: 'deduct', kind: 'yes' }],
  },
  { act: 'extend', path: at('extension'), fields: [{ name: 'days', kind: 'number', least: 1, most: 15, first: 10 }, reasons] },
  {
    act: 'extend_by_government',
    path: at('extension'),
    fields: [{ name: 'days', kind: 'number', least: 1, most: 15, first: 15 }, reasons],
    body: (told) => ({ ...told, by_government: true }),
  },
  { act: 'submit_upward', path: at('submissions'), fields: [{ name: 'to', kind: 'line' }, { name: 'opinion', kind: 'text' }] },
  {
    act: 'record_reply',
    path: at('submissions/reply'),
    fields: [
      { name: 'outcome', kind: 'choice', of: 'Outcome' },
      { name: 'number', kind: 'line' },
      { name: 'on', kind: 'date' },
      { name: 'review_organ', kind: 'line', optional: true },
      { name: 'court', kind: 'line', optional: true },
    ],
    body: ({ review_organ, court, ...told }) => ({ ...told, ...(review_organ && court ? { recourse: { review_organ, court } } : {}) }),
  },
  { act: 'decide', path: at('decision'), fields: [{ name: 'outcome', kind: 'choice', of: 'Outcome' }, reasons] },
  { act: 'deliver', path: at('delivery'), fields: serving },
  { act: 'withdraw', path: at('withdrawal'), fields: [{ name: 'form', kind: 'line' }] },
  { act: 'terminate', path: at('termination'), fields: [{ name: 'ground', kind: 'choice', of: 'TerminationGround' }, reasons] },
  { act: 'reassign', path: at('assignment'), fields: [{ name: 'to', kind: 'person' }, reasons] },
  { act: 'hand_over', path: at('hand-over'), fields: [{ name: 'to', kind: 'person' }, reasons] },
  {
    act: 'archive',
    path: at('archive'),
    fields: [
      { name: 'file', kind: 'line' },
      { name: 'pages', kind: 'number', least: 1, most: 9999, first: 20 },
      { name: 'retention_years', kind: 'number', least: 1, most: 100, first: 10 },
    ],
  },
  { act: 'recompute', path: at('recomputation'), fields: [] },
]

/** Acts on one of its documents. */
export const documentActs: readonly CaseAct[] = [
  { act: 'seal', path: (document) => `documents/${document}/seal`, ...sealing('approval') },
  { act: 'seal_with_office_seal', path: (document) => `documents/${document}/seal`, ...sealing('office') },
  { act: 'serve', path: (document) => `documents/${document}/service`, fields: serving },
  { act: 'void_document', path: (document) => `documents/${document}/void`, fields: [reasons] },
  { act: 'reissue', path: (document) => `documents/${document}/reissue`, fields: [] },
]

/** What an act needs on a document, so that only what can be asked for is offered. */
export function offered(act: ActName, document: Schemas['DocumentLine'], decision: boolean): boolean {
  switch (act) {
    case 'seal':
      return document.seal_due === 'approval' && !document.sealed && !document.voided
    case 'seal_with_office_seal':
      return document.seal_due === 'office' && !document.sealed && !document.voided
    case 'serve':
      return !decision && !document.served_on && !document.voided
    case 'void_document':
      return !document.voided
    case 'reissue':
      return document.voided && !document.replaced_by
    default:
      return false
  }
}

/** Carries an act out on what was seen: where anything has happened since, it is refused, and nothing is done. */
export function carryOut(seen: Case, act: CaseAct, target: string, told: Record<string, unknown>): Promise<Schemas['Brief']> {
  const body = act.body ? act.body(told) : act.fields.length ? told : null
  // One address for each act, all of one form: the types of openapi.json cannot follow a name that is put together.
  const post = api.POST as unknown as (path: string, request: unknown) => Promise<{ data?: Schemas['Brief']; error?: unknown; response: Response }>
  return done((headers) =>
    post(`/api/v1/cases/${seen.id}/${act.path(target)}`, {
      headers: { ...headers, 'If-Match': `"${seen.revision}"` },
      ...(body === null ? {} : { body }),
    }),
  )
}
