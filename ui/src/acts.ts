import { api, done, type Schemas, told as toldOf } from './api/client'
import { corrected, type Correcting, uncorrected, unfinishedCorrection } from './correction'
import { type Fault, needed, type Place, say, short, unchosen } from './faults'
import { given, hindered, listed, type Mandate, mandateFaults, mandatePlace, nobody, noMandate, type PaperRow, partyFaults, partyPlace, toldMandate } from './intake'
import { atTheWindow, type Confirming, confirmed, lacking, placeOf, standing, unfinished } from './service'
import { failed, handedIn, underway, type Upload } from './uploads'
import { today } from './when'
import { i18n, named } from './words'
import type { Enumeration } from './words/enumerations'

type ActName = Schemas['ActName']
export type Case = Schemas['Case']

/** One thing that an act has to be told. Its words lie under `field.NAME`; where a line or text has a hint, under `hint.NAME`. */
export type Field =
  /** `confirmed`: only where the recipient has confirmed how documents reach him. */
  | { name: string; kind: 'line' | 'date' | 'moment'; optional?: true; confirmed?: true; hint?: true }
  /** `measured`: it weighs something at least, as the setting says. */
  | { name: string; kind: 'text'; optional?: true; measured?: true; hint?: true; /** Asked only where this holds. */ when?: (seen: Case, target: string) => boolean }
  | { name: string; kind: 'number'; least: number; most: number; first: number }
  | { name: string; kind: 'choice'; of: Enumeration; values?: readonly string[] }
  | { name: string; kind: 'yes' }
  /** A party of the case in one of these roles. */
  | { name: string; kind: 'party'; of: readonly Schemas['PartyRole'][] }
  /** A line of the item's list; nothing is the application itself. */
  | { name: string; kind: 'paper'; optional?: true }
  | { name: string; kind: 'person'; optional?: true }
  | { name: string; kind: 'item' }
  /** What must be put right, for each paper of the list: told once, and all of it. */
  | { name: string; kind: 'demands' }
  /** Demands that nobody has met yet. */
  | { name: string; kind: 'unmet' }
  /** Papers of the list, in the form in which they came. */
  | { name: string; kind: 'papers'; optional?: true }
  /** A paper that is on record, by its line; or what came beyond the list. */
  | { name: string; kind: 'handed' }
  /** Papers whose originals are held. */
  | { name: string; kind: 'held' }
  /** Files that are sent here. */
  | { name: string; kind: 'files'; single?: true; optional?: true }
  /** How something was served: what the recipient confirmed is proposed. */
  | { name: string; kind: 'served' }
  /** 授权委托, all of it. */
  | { name: string; kind: 'mandate' }
  /** Somebody who is no party of the case yet. */
  | { name: string; kind: 'newcomer' }
  /** How documents are to reach somebody. */
  | { name: string; kind: 'service' }
  /** What a decision rests on, chosen from the item's version. */
  | { name: string; kind: 'grounds' }
  /** What a deed of correction puts right: in a document, a party's record or a datum of the case. */
  | { name: string; kind: 'correction' }

export interface CaseAct {
  act: ActName
  /** Where one right covers two acts: the other one, whose words lie under `act`. */
  name?: 'hand_in_corrections' | 'record_mandate' | 'add_agent' | 'scan_proof' | 'sign_confirmation' | 'scan_confirmation'
  /** Where the right alone does not tell whether there is anything to do. */
  when?: (seen: Case) => boolean
  /** The power of a letter that it rests on. */
  power?: Schemas['Power']
  /** Under `/cases/{case}`; where an act is of a document or pause, that is filled in. */
  path: (target: string) => string
  fields: readonly Field[]
  /** Issues no paper, so that there is none to look at before. */
  silent?: true
  /** The request, from what was told. */
  body?: (told: Record<string, unknown>) => unknown
}

/** What stands for papers that are on no list, where one of the case's papers is chosen. */
export const UNLISTED = 'unlisted'

/** Whether anything came beyond the list: named on the receipt, or because there is no list. */
export const hasUnlisted = (seen: Case): boolean => !seen.item || Boolean(seen.unlisted_papers)

/** What an act is called. */
export const called = (known: CaseAct): string => (known.name ? i18n.global.t(`act.${known.name}`) : named('ActName', known.act))

/** Demands that are still open, of all rounds. */
export function unmet(seen: Case): Schemas['Demand'][] {
  return seen.corrections.flatMap((round) => round.demands).filter((demand) => !demand.met && !demand.repeated)
}

/** What a field holds before anybody has said anything. */
export function first(field: Field, seen: Case, papers: Schemas['ListedPaper'][], today: string, target = ''): unknown {
  switch (field.kind) {
    case 'served':
      return standing(seen, target)?.service.way ?? ''
    case 'mandate':
      return noMandate()
    case 'newcomer':
      return nobody(seen.parties.some((party) => party.role === 'applicant' && party.kind === 'organization') ? 'representative' : 'agent')
    case 'party': {
      // Whoever alone can be meant is.
      const found = seen.parties.filter((party) => field.of.includes(party.role))
      return field.name === 'agent' && found.length === 1 ? (found[0]?.id ?? '') : ''
    }
    case 'service':
      return atTheWindow()
    case 'number':
      return field.first
    case 'date':
      return today
    case 'yes':
      return true
    case 'demands':
      return {}
    case 'unmet':
      // Told again, or met: by default all of what is open.
      return unmet(seen).map((demand) => demand.id)
    case 'files':
    case 'grounds':
      return []
    case 'item':
      return null
    case 'correction':
      return uncorrected()
    case 'held':
      return seen.papers.filter((paper) => paper.held).map((paper) => paper.paper)
    case 'papers':
      return listed(papers)
    default:
      return ''
  }
}

/** Whether a field still wants something. */
export function wanting(field: Field, told: Record<string, unknown>): boolean {
  const value = told[field.name]
  switch (field.kind) {
    case 'demands':
      return demands(value).length === 0 && !(Array.isArray(told.repeats) && told.repeats.length)
    case 'unmet':
    case 'grounds':
      return false
    case 'mandate':
      return mandateFaults(value as Mandate, today()).length > 0
    case 'newcomer':
      return partyFaults(value as Schemas['PartyInput'], `field-${field.name}`).length > 0
    case 'service':
      return unfinished(value as Confirming)
    case 'correction':
      return unfinishedCorrection(value as Correcting)
    case 'held':
      return (value as string[]).length === 0
    case 'files':
      return underway(value as Upload[]) || failed(value as Upload[]) || (!field.optional && handedIn(value as Upload[]).length === 0)
    case 'papers':
      return hindered(value as PaperRow[]) !== null || (!field.optional && given(value as PaperRow[]).length === 0)
    default:
      return !('optional' in field && field.optional) && (value === '' || value === null || value === undefined)
  }
}

/** The field as the summary of what is wrong names it. */
export const fieldPlace = (field: Field): Place => ({ id: `field-${field.name}`, label: i18n.global.t(`field.${field.name}`) })

/** What a field still wants, in words. `least`: what reasons and opinions weigh at least. */
export function faultsOf(field: Field, told: Record<string, unknown>, least: number): Fault[] {
  const place = fieldPlace(field)
  const value = told[field.name]
  if (field.kind === 'text' && field.measured && (value || !field.optional)) {
    const found = short(place, String(value ?? ''), least)
    return found ? [found] : []
  }
  if (!wanting(field, told)) {
    const beyond = field.kind === 'number' && !(Number(value) >= field.least && Number(value) <= field.most)
    return beyond ? [{ id: place.id, words: say('range', { field: place.label, least: field.least, most: field.most }) }] : []
  }
  const hinders = field.kind === 'files' ? (failed(value as Upload[]) ? 'failed' : underway(value as Upload[]) ? 'underway' : null) : field.kind === 'papers' ? hindered(value as PaperRow[]) : null
  if (hinders) return [{ id: place.id, words: i18n.global.t(`file.hinders.${hinders}`) }]
  if (field.kind === 'mandate') return mandateFaults(value as Mandate, today())
  if (field.kind === 'newcomer') return partyFaults(value as Schemas['PartyInput'], place.id)
  if (field.kind === 'service') return lacking(value as Confirming, place.id)
  return ['line', 'text', 'date', 'moment', 'number', 'demands'].includes(field.kind) ? [needed(place)] : [unchosen(place)]
}

/** Where the API calls a field otherwise than the dialog does. */
const CALLED: Record<string, string> = { outcome: 'heard', recipient: 'signed_by', at: 'call_at', organ: 'organ_of', papers: 'originals', party: 'to_party', file: 'files' }

/** The field of an act by the name that the API uses. */
export function actPlace(fields: readonly Field[], name: string): Place | null {
  const [, whose, part] = /^(?:(agent)\.)?(?:mandate\.)?(\w+)$/.exec(name) ?? []
  const term = part && name.includes('mandate.') && fields.some((field) => field.kind === 'mandate') ? mandatePlace(part) : null
  if (term) return term
  const newcomer = whose && part ? fields.find((field) => field.kind === 'newcomer') : undefined
  if (newcomer && part) return partyPlace('agent', fieldPlace(newcomer).id, part)
  const service = fields.find((field) => field.kind === 'service')
  if (service && name.startsWith('service.')) return placeOf(name, fieldPlace(service).id)
  const parts = name.split(/[.[\]]+/).filter(Boolean)
  const of = (part: string) => fields.find((field) => field.name === part) ?? fields.find((field) => field.name === CALLED[part])
  const found = parts.map(of).find(Boolean)
  return found ? fieldPlace(found) : null
}

function demands(value: unknown): Schemas['DemandGiven'][] {
  return Object.entries((value ?? {}) as Record<string, string>)
    .map(([paper, what]) => ({ paper, what: what.trim() }))
    .filter(({ what }) => what !== '')
}

/** 决定依据 as they are ticked: `basis:1`, `condition:2`, `paper:P1`, lines counted from one. */
export function chosenGrounds(value: unknown): Schemas['GroundChosen'][] {
  return ((value ?? []) as string[]).map((chosen) => {
    const at = chosen.indexOf(':')
    const [kind, rest] = [chosen.slice(0, at), chosen.slice(at + 1)]
    return kind === 'paper' ? { kind, paper: rest } : { kind: kind as 'basis' | 'condition', line: Number(rest) }
  })
}

/** What was left empty is not said. */
const partyTold = (party: Schemas['PartyInput']) => ({ ...party, phone: party.phone || null, address: party.address || null })
/** Beside a scan that is there another one puts that right, and says why. */
const again = (kind: Schemas['FileKind']): Field => ({ name: 'again', kind: 'text', measured: true, when: (seen, target) => seen.files.some((file) => file.document === target && file.kind === kind) })
const reasons: Field = { name: 'reasons', kind: 'text', measured: true }
const grounds: Field = { name: 'grounds', kind: 'grounds' }
const at = (path: string) => () => path
const serving: readonly Field[] = [
  { name: 'service', kind: 'served' },
  { name: 'elsewhere', kind: 'line', optional: true, confirmed: true },
  { name: 'otherwise', kind: 'line', optional: true, confirmed: true },
  { name: 'on', kind: 'date' },
  { name: 'recipient', kind: 'line', optional: true },
  { name: 'authority', kind: 'line', optional: true },
  { name: 'proof', kind: 'line', hint: true },
  { name: 'slip', kind: 'files', optional: true },
]
/** The slip as it was signed goes along as files of the act. */
const servedWith = ({ slip, ...told }: Record<string, unknown>) => ({ ...told, files: handedIn(slip as Upload[]) })
const sealing = (seal: Schemas['SealKind']) => ({
  fields: [
    { name: 'copies', kind: 'number', least: 1, most: 99, first: 2 },
    { name: 'pages', kind: 'number', least: 1, most: 999, first: 1 },
  ] as const satisfies readonly Field[],
  body: (told: Record<string, unknown>) => ({ ...told, seal }),
})

const irregular = (values: readonly Schemas['IrregularKind'][]): readonly Field[] => [
  { name: 'what', kind: 'choice', of: 'IrregularKind', values },
  { name: 'place', kind: 'line' },
  { name: 'person', kind: 'line' },
  { name: 'on', kind: 'date' },
  { name: 'evidence', kind: 'text' },
  { name: 'recipient', kind: 'line', optional: true },
]

/** Acts on the case itself, in the order of its way through the law. */
export const caseActs: readonly CaseAct[] = [
  { act: 'accept', path: at('acceptance'), fields: [] },
  {
    act: 'request_correction',
    path: at('corrections'),
    fields: [{ name: 'demands', kind: 'demands' }, { name: 'repeats', kind: 'unmet' }],
    body: (told) => ({ demands: demands(told.demands), repeats: told.repeats }),
  },
  {
    act: 'record_papers',
    silent: true,
    name: 'hand_in_corrections',
    when: (seen) => unmet(seen).length > 0,
    path: at('corrections/answer'),
    fields: [{ name: 'met', kind: 'unmet' }, { name: 'papers', kind: 'papers', optional: true }],
    body: (told) => ({ met: told.met, papers: given(told.papers as PaperRow[]) }),
  },
  {
    act: 'record_papers',
    silent: true,
    when: (seen) => seen.item !== null && seen.item !== undefined,
    path: at('papers'),
    fields: [{ name: 'papers', kind: 'papers' }],
    body: (told) => ({ papers: given(told.papers as PaperRow[]) }),
  },
  {
    act: 'scan_papers',
    silent: true,
    when: (seen) => seen.papers.length > 0 || hasUnlisted(seen),
    path: at('files'),
    fields: [{ name: 'paper', kind: 'handed' }, { name: 'files', kind: 'files' }],
    body: (told) => ({ paper: told.paper === UNLISTED ? null : told.paper, files: handedIn(told.files as Upload[]) }),
  },
  {
    act: 'return_originals',
    silent: true,
    when: (seen) => seen.papers.some((paper) => paper.held),
    path: at('originals-return'),
    fields: [{ name: 'originals', kind: 'held' }, { name: 'signed_by', kind: 'line' }],
    body: (told) => ({ papers: told.originals, recipient: told.signed_by }),
  },
  {
    act: 'record_papers',
    silent: true,
    name: 'record_mandate',
    when: (seen) => seen.parties.some((party) => party.role === 'agent' || party.role === 'representative'),
    path: at('mandates'),
    fields: [{ name: 'agent', kind: 'party', of: ['agent', 'representative'] }, { name: 'mandate', kind: 'mandate' }],
    body: ({ agent: party, mandate }) => ({ party, mandate: toldMandate(mandate as Mandate) }),
  },
  {
    act: 'record_papers',
    silent: true,
    name: 'add_agent',
    path: at('agents'),
    fields: [{ name: 'newcomer', kind: 'newcomer' }, { name: 'mandate', kind: 'mandate' }],
    body: ({ newcomer, mandate }) => ({ agent: { ...partyTold(newcomer as Schemas['PartyInput']), mandate: toldMandate(mandate as Mandate) } }),
  },
  {
    act: 'put_right',
    silent: true,
    path: at('on-the-spot-corrections'),
    fields: [
      { name: 'by', kind: 'party', of: ['applicant', 'agent', 'representative'] },
      { name: 'paper', kind: 'paper', optional: true },
      { name: 'what', kind: 'text' },
    ],
  },
  { act: 'set_item', silent: true, path: at('item'), fields: [{ name: 'item', kind: 'item' }, reasons], body: ({ item, ...told }) => ({ ...told, item: (item as { id: string }).id }) },
  { act: 'not_accept', path: at('non-acceptance'), fields: [reasons] },
  { act: 'not_competent', path: at('not-competent'), fields: [{ name: 'organ', kind: 'line' }, reasons] },
  { act: 'not_required', path: at('not-required'), fields: [reasons] },
  {
    act: 'decide_on_the_spot',
    power: 'decide',
    path: at('on-the-spot-decision'),
    fields: [{ name: 'outcome', kind: 'choice', of: 'Outcome' }, grounds, reasons],
    body: ({ grounds, ...told }) => ({ ...told, grounds: chosenGrounds(grounds) }),
  },
  {
    act: 'examine',
    silent: true,
    path: at('examinations'),
    fields: [{ name: 'verdict', kind: 'choice', of: 'Verdict' }, { name: 'opinion', kind: 'text', measured: true }],
  },
  { act: 'inform_interested', path: at('interested-notice'), fields: [{ name: 'party', kind: 'party', of: ['interested', 'applicant'] }, { name: 'what', kind: 'text', measured: true }] },
  {
    act: 'record_statement',
    silent: true,
    path: at('statements'),
    fields: [
      { name: 'party', kind: 'party', of: ['interested', 'applicant'] },
      { name: 'heard', kind: 'choice', of: 'StatementKind' },
      { name: 'statement', kind: 'text', optional: true },
    ],
    body: ({ heard, ...told }) => ({ ...told, outcome: heard }),
  },
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
    silent: true,
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
  { act: 'submit_upward', power: 'review_and_report', path: at('submissions'), fields: [{ name: 'to', kind: 'line' }, { name: 'opinion', kind: 'text', measured: true }] },
  {
    act: 'record_reply',
    silent: true,
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
  {
    act: 'decide',
    power: 'decide',
    path: at('decision'),
    fields: [{ name: 'outcome', kind: 'choice', of: 'Outcome' }, grounds, reasons],
    body: ({ grounds, ...told }) => ({ ...told, grounds: chosenGrounds(grounds) }),
  },
  { act: 'deliver', silent: true, path: at('delivery'), fields: serving, body: servedWith },
  {
    act: 'confirm_service',
    path: at('service-confirmations'),
    fields: [
      { name: 'to_party', kind: 'party', of: ['applicant', 'interested'] },
      { name: 'confirming', kind: 'service' },
      { name: 'changed', kind: 'text', optional: true, measured: true },
    ],
    body: ({ to_party: party, confirming, changed: reasons }) => ({ party, service: confirmed(confirming as Confirming), ...(reasons ? { reasons } : {}) }),
  },
  {
    act: 'redecide',
    path: at('redecision'),
    fields: [
      { name: 'kind', kind: 'choice', of: 'InstrumentKind' },
      { name: 'organ_of', kind: 'line' },
      { name: 'number', kind: 'line' },
      { name: 'on', kind: 'date' },
      { name: 'outcome', kind: 'choice', of: 'Outcome' },
      grounds,
      reasons,
    ],
    body: ({ kind, organ_of: organ, number, on, outcome, grounds, reasons }) => ({ instrument: { kind, organ, number, on }, outcome, reasons, grounds: chosenGrounds(grounds) }),
  },
  {
    act: 'record_call',
    silent: true,
    path: at('calls'),
    fields: [
      { name: 'way', kind: 'choice', of: 'CallWay' },
      { name: 'with', kind: 'line' },
      { name: 'phone', kind: 'line' },
      { name: 'call_at', kind: 'moment', optional: true },
      { name: 'topic', kind: 'choice', of: 'CallTopic' },
      { name: 'said', kind: 'text' },
      { name: 'outcome', kind: 'choice', of: 'CallOutcome' },
    ],
    body: ({ call_at, ...told }) => ({ ...told, ...(call_at ? { at: `${String(call_at)}:00+08:00` } : {}) }),
  },
  {
    act: 'withdraw',
    path: at('withdrawal'),
    fields: [{ name: 'form', kind: 'line', hint: true }, { name: 'form_scan', kind: 'files', optional: true }],
    body: ({ form, form_scan: files }) => ({ form, files: handedIn(files as Upload[]) }),
  },
  { act: 'terminate', path: at('termination'), fields: [{ name: 'ground', kind: 'choice', of: 'TerminationGround' }, reasons] },
  { act: 'reassign', silent: true, path: at('assignment'), fields: [{ name: 'to', kind: 'person' }, reasons] },
  { act: 'take_over', silent: true, path: at('take-over'), fields: [] },
  { act: 'hand_over', silent: true, path: at('hand-over'), fields: [{ name: 'to', kind: 'person' }, reasons] },
  {
    act: 'archive',
    silent: true,
    path: at('archive'),
    fields: [
      { name: 'file', kind: 'line' },
      { name: 'pages', kind: 'number', least: 1, most: 9999, first: 20 },
      { name: 'retention_years', kind: 'number', least: 1, most: 100, first: 10 },
    ],
  },
  { act: 'record_irregular', silent: true, path: at('irregular-facts'), fields: irregular(['late_extension', 'delivered_elsewhere', 'handled_elsewhere']) },
  {
    act: 'record_decision_elsewhere',
    silent: true,
    path: at('irregular-facts'),
    fields: [...irregular(['granted_elsewhere', 'refused_elsewhere']), { name: 'decider', kind: 'person', optional: true }],
  },
  {
    act: 'correct_clerically',
    path: at('clerical-corrections'),
    fields: [{ name: 'correction', kind: 'correction' }, reasons],
    body: ({ correction, reasons }) => ({ ...corrected(correction as Correcting), reasons }),
  },
  { act: 'recompute', silent: true, path: at('recomputation'), fields: [] },
]

/** A call replaces no notice: the acts that would do in writing what it was about. */
export const inWriting: Record<Schemas['CallTopic'], readonly ActName[]> = {
  corrections: ['request_correction'],
  acceptance: ['accept', 'not_accept'],
  procedure: ['start_pause'],
  extension: ['extend'],
  statement: ['inform_interested', 'record_statement'],
  result: ['deliver'],
  withdrawal: ['withdraw'],
  progress: [],
}

/** Acts on one of its documents. */
export const documentActs: readonly CaseAct[] = [
  { act: 'seal', silent: true, path: (document) => `documents/${document}/seal`, ...sealing('approval') },
  { act: 'seal_with_office_seal', silent: true, path: (document) => `documents/${document}/seal`, ...sealing('office') },
  {
    act: 'scan_signed',
    silent: true,
    path: (document) => `documents/${document}/signed-scan`,
    fields: [{ name: 'files', kind: 'files', single: true }, again('signed_document')],
    body: (told) => ({ file: handedIn(told.files as Upload[])[0], ...(told.again ? { reasons: told.again } : {}) }),
  },
  {
    act: 'scan_papers',
    name: 'scan_proof',
    silent: true,
    path: (document) => `documents/${document}/proof-scan`,
    fields: [{ name: 'files', kind: 'files' }, again('service_proof')],
    body: (told) => ({ files: handedIn(told.files as Upload[]), ...(told.again ? { reasons: told.again } : {}) }),
  },
  { act: 'serve', silent: true, path: (document) => `documents/${document}/service`, fields: serving, body: servedWith },
  {
    act: 'confirm_service',
    name: 'sign_confirmation',
    silent: true,
    path: (document) => `documents/${document}/signature`,
    fields: [{ name: 'signer', kind: 'party', of: ['applicant', 'agent', 'representative', 'interested'] }],
    body: ({ signer: by }) => ({ by }),
  },
  {
    act: 'scan_papers',
    name: 'scan_confirmation',
    silent: true,
    path: (document) => `documents/${document}/confirmation-scan`,
    fields: [{ name: 'files', kind: 'files', single: true }],
    body: (told) => ({ file: handedIn(told.files as Upload[])[0] }),
  },
  { act: 'void_document', silent: true, path: (document) => `documents/${document}/void`, fields: [reasons] },
  { act: 'reissue', path: (document) => `documents/${document}/reissue`, fields: [] },
]

/** Given, or signed, at the window as they are made. */
const atOnce: readonly Schemas['DocumentKind'][] = ['receipt', 'service_confirmation']

/** What an act needs on a document, so that only what can be asked for is offered. */
export function offered({ act, name }: Pick<CaseAct, 'act' | 'name'>, document: Schemas['DocumentLine'], decision: boolean, services: Schemas['ConfirmedService'][] = []): boolean {
  if (name === 'scan_proof') return Boolean(document.served_on)
  switch (act) {
    case 'seal':
      return document.seal_due === 'approval' && !document.sealed && !document.voided
    case 'seal_with_office_seal':
      return document.seal_due === 'office' && !document.sealed && !document.voided
    case 'scan_signed':
      return Boolean(document.sealed) && !document.voided
    case 'serve':
      return !decision && !atOnce.includes(document.kind) && !document.served_on && !document.voided
    case 'confirm_service':
      return !document.voided && services.some((known) => known.document === document.id && !known.signed_on)
    case 'scan_papers':
      return !document.voided && services.some((known) => known.document === document.id && known.signed_on)
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
  return done((headers) => ask<Schemas['Brief']>(seen, act, target, told, headers))
}

/** The papers that it would issue, with nothing done. */
export async function preview(seen: Case, act: CaseAct, target: string, told: Record<string, unknown>): Promise<Schemas['Preview'][]> {
  const answer = await toldOf(ask<Schemas['Previews']>(seen, act, target, told, { Prefer: 'preview' }))
  return answer.documents
}

function ask<T>(seen: Case, act: CaseAct, target: string, told: Record<string, unknown>, headers: Record<string, string>): Promise<{ data?: T; error?: unknown; response: Response }> {
  const body = act.body ? act.body(told) : act.fields.length ? told : null
  // One address for each act, all of one form: the types of openapi.json cannot follow a name that is put together.
  const post = api.POST as unknown as (path: string, request: unknown) => Promise<{ data?: T; error?: unknown; response: Response }>
  return post(`/api/v1/cases/${seen.id}/${act.path(target)}`, {
    headers: { ...headers, 'If-Match': `"${seen.revision}"` },
    ...(body === null ? {} : { body }),
  })
}
