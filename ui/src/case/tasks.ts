import type { Case } from '../acts'
import type { Schemas } from '../api/client'

/** 未开始、进行中、需补正、完成 (UX-08), and what will not come any more. */
export type TaskState = 'waiting' | 'doing' | 'correcting' | 'done' | 'skipped'

export interface Task {
  /** `accept`, the id of a step of the chart, `decide`, `seal`, `deliver`. */
  id: string
  /** The step's own name, where it is one of the chart. */
  zh?: string
  en?: string
  state: TaskState
  who?: string
  on?: string
  /** Working days that it took, or has taken so far. */
  days?: number
}

const INTAKE: readonly Schemas['Stage'][] = ['received', 'correction_requested', 'resubmitted']
const ENDED: readonly Schemas['Stage'][] = ['not_required', 'not_competent', 'not_accepted', 'withdrawn', 'terminated']

/** Who brought the newest event of these kinds about, and when. */
function doneBy(seen: Case, ...kinds: string[]): Pick<Task, 'who' | 'on'> {
  const found = seen.timeline.filter((entry) => kinds.includes(entry.kind))
  const last = found[found.length - 1]
  if (!last) return {}
  return { on: last.at, ...(last.by.kind === 'staff' ? { who: last.by.name } : {}) }
}

/** The way of the case through the law as a list of tasks, each with its state, who did it and when. */
export function tasks(seen: Case): Task[] {
  const over = ENDED.includes(seen.stage)
  const decision = seen.decisions.find((known) => !known.superseded)
  const accepted = Boolean(seen.accepted_on)
  /** What was not done when the case ended will not be. */
  const open = (doing: boolean): TaskState => (over ? 'skipped' : doing ? 'doing' : 'waiting')
  const list: Task[] = []

  if (accepted) list.push({ id: 'accept', state: 'done', ...doneBy(seen, 'case.accepted', 'case.deemed_accepted') })
  else if (seen.stage === 'correction_requested') list.push({ id: 'accept', state: 'correcting', ...doneBy(seen, 'case.correction_requested') })
  else if (INTAKE.includes(seen.stage)) list.push({ id: 'accept', state: 'doing' })
  else list.push({ id: 'accept', state: 'done', ...doneBy(seen, ...ENDED.map((stage) => `case.${stage}`)) })

  for (const step of seen.chart?.steps ?? []) {
    // A step that was sent back is done when its last record does not send it back.
    const records = seen.steps.filter((known) => known.step === step.id)
    const last = records[records.length - 1]
    const named = { id: step.id, zh: step.zh, en: step.en }
    if (seen.step === step.id) list.push({ ...named, state: open(true), ...(seen.step_days === null || seen.step_days === undefined ? {} : { days: seen.step_days }) })
    else if (last && last.verdict !== 'return' && !again(seen, step.id)) list.push({ ...named, state: 'done', who: last.name, on: last.at, days: last.days })
    else list.push({ ...named, state: open(false) })
  }

  if (decision) list.push({ id: 'decide', state: 'done', on: decision.on, ...(decision.by_name ? { who: decision.by_name } : {}) })
  else list.push({ id: 'decide', state: open(seen.stage === 'awaiting_decision' || seen.stage === 'submitted_upward') })
  const paper = seen.documents.find((document) => document.id === decision?.document)
  const sealed = Boolean(paper?.sealed)
  list.push(sealed ? { id: 'seal', state: 'done', ...doneBy(seen, 'case.sealed') } : { id: 'seal', state: open(Boolean(decision)) })
  const delivered = Boolean(decision) && (seen.stage === 'delivered' || seen.stage === 'archived')
  list.push(delivered ? { id: 'deliver', state: 'done', ...doneBy(seen, 'case.delivered') } : { id: 'deliver', state: open(sealed) })
  return list
}

/** Whether a step waits before that one, so that it is to be done anew. */
function again(seen: Case, step: string): boolean {
  const steps = (seen.chart?.steps ?? []).map((known) => known.id)
  const waits = seen.step ? steps.indexOf(seen.step) : -1
  return waits >= 0 && waits < steps.indexOf(step)
}
