import type { Case } from '../acts'
import type { Schemas } from '../api/client'
import { i18n, language, named } from '../words'
import { minute } from '../when'
import { stepName } from './steps'

type Entry = Schemas['Entry']
type Data = Record<string, unknown>

/** A document of the case, by kind and number. */
export function documentName(seen: Case, id: unknown): string {
  const found = seen.documents.find((document) => document.id === id)
  return found ? [named('DocumentKind', found.kind), found.number].filter(Boolean).join(' ') : ''
}

const days = (count: unknown) => i18n.global.t('fact.days', { count: Number(count) })
const until = (day: unknown) => (day ? i18n.global.t('fact.until', { on: String(day) }) : '')
const dueOf = (data: Data) => (data.reckoning as { due?: string } | undefined)?.due
const pauseOf = (seen: Case, data: Data) => {
  const pause = seen.pauses.find((known) => known.id === data.pause)
  return pause ? named('ProcedureGround', pause.ground) : ''
}

/** What the applicant said at the screen is wrong, and what became of it. */
const objectionsOf = (data: Data) => ((data.objections ?? []) as { at: string; outcome: string }[]).map(({ at, outcome }) => i18n.global.t(`fact.objected.${outcome}`, { at: minute(at) }))

/** What an event was about, so far as it is nobody's own words: which step and verdict, which document, which limit. */
const facts: Partial<Record<string, (data: Data, seen: Case) => string[]>> = {
  'case.received': (data) => objectionsOf(data),
  'case.step_entered': (data, seen) => [stepName(seen, String(data.step))],
  'case.step_completed': (data, seen) => [stepName(seen, String(data.step)), named('Verdict', String(data.verdict))],
  'case.document_issued': (data, seen) => [documentName(seen, data.document)],
  'case.sealed': (data, seen) => [documentName(seen, data.document), named('SealKind', String(data.seal))],
  'case.served': (data, seen) => [documentName(seen, data.document), named('Service', String(data.service))],
  'case.delivered': (data) => [named('Service', String(data.service))],
  'case.signed_scanned': (data, seen) => [documentName(seen, data.document)],
  'case.proof_scanned': (data, seen) => [documentName(seen, data.document)],
  'case.document_voided': (data, seen) => [documentName(seen, data.document)],
  'case.reissued': (data, seen) => [documentName(seen, data.document)],
  'case.owed_notice_issued': (data, seen) => [documentName(seen, data.document)],
  'case.corrected': (data, seen) => [documentName(seen, data.corrects)],
  'case.interested_informed': (data, seen) => [documentName(seen, data.document)],
  'case.statement_recorded': (data) => [data.kind ? named('StatementKind', String(data.kind)) : ''],
  'case.clock_warned': (data) => [named('ClockKind', String(data.clock)), until(data.due)],
  'case.clock_overrun': (data) => [named('ClockKind', String(data.clock)), until(data.due)],
  'case.pause_started': (data) => [named('ProcedureGround', String(data.ground)), days(data.needed_days)],
  'case.pause_told': (data, seen) => [pauseOf(seen, data), until(data.until)],
  'case.pause_ended': (data, seen) => [pauseOf(seen, data), ...((data.deducted ?? []) as { clock: string; deduction: { days: number } }[]).map((one) => i18n.global.t('fact.deducted', { clock: named('ClockKind', one.clock), count: one.deduction.days }))],
  'case.extended': (data) => [days(data.days), until(dueOf(data))],
  'case.extension_settled': (data) => [i18n.global.t((data.clocks as unknown[] | undefined)?.length ? 'procedure.holds' : 'procedure.void')],
  'case.decided': (data, seen) => [named('Outcome', String(data.outcome)), documentName(seen, data.document)],
  'case.reply_recorded': (data) => [named('Outcome', String(data.outcome))],
  'case.terminated': (data) => [named('TerminationGround', String(data.ground))],
  'case.irregular_recorded': (data) => [named('IrregularKind', String(data.what)), String(data.on ?? '')],
  'case.correction_requested': (data) => [i18n.global.t('fact.demands', { count: (data.demands as unknown[]).length })],
  'case.correction_handed_in': (data) => [i18n.global.t('fact.met', { count: (data.met as unknown[]).length })],
  'case.papers_recorded': (data) => [i18n.global.t('fact.papers', { count: (data.papers as unknown[]).length })],
  'case.telephoned': (data) => [named('CallWay', String(data.way)), named('CallTopic', String(data.topic)), named('CallOutcome', String(data.outcome))],
}

export function factsOf(entry: Entry, seen: Case): string {
  return (facts[entry.kind]?.(entry.data as Data, seen) ?? []).filter(Boolean).join(' · ')
}

/** How long a step took that an entry completes, in working days; nothing for any other entry. */
export function daysOf(entry: Entry, seen: Case): number | undefined {
  if (entry.kind !== 'case.step_completed') return undefined
  const completed = seen.timeline.filter((known) => known.kind === 'case.step_completed')
  return seen.steps[completed.indexOf(entry)]?.days
}

/** What time brings about by itself is named by what it is; an article of law as the law is cited. */
const BY_TIME: Readonly<Record<string, string>> = { 期限届满: 'the limit ran out', 到期预警: 'the limit is near', 补正逾期未交: 'corrections not handed in' }
export const lawOf = (article: string): string => (language() === 'en' ? (BY_TIME[article] ?? article) : article)
