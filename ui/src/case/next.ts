import { type Case, type CaseAct, caseActs, unmet } from '../acts'
import type { Schemas } from '../api/client'
import { allowed } from './may'

type Name = Schemas['ActName'] | NonNullable<CaseAct['name']>

/** What comes next by the state of the case, the first that is mine to do before any other. */
export function comesNext(seen: Case): readonly Name[] {
  if (seen.pauses.some((pause) => !pause.ended_on)) return ['end_pause']
  switch (seen.stage) {
    case 'received':
    case 'correction_requested':
    case 'resubmitted':
      return unmet(seen).length > 0 ? ['hand_in_corrections'] : ['decide_on_the_spot', 'accept']
    case 'under_review':
      return ['examine']
    case 'awaiting_decision':
      return ['decide']
    case 'submitted_upward':
      return ['record_reply']
    case 'sealed':
      return ['deliver']
    case 'delivered':
    case 'not_required':
    case 'not_competent':
    case 'not_accepted':
    case 'withdrawn':
    case 'terminated':
      return ['archive']
    default:
      // What is decided waits for its paper: the steps to that stand with the decision.
      return []
  }
}

/** An item that the organ does not decide by itself is submitted first. */
const submits = (seen: Case, level: Schemas['DecisionLevel'] | undefined) => seen.stage === 'awaiting_decision' && level !== undefined && level !== 'this_organ' && !seen.upward?.reply

/** The act that comes next, whether the reader may do it or not; nothing where none leads on from here. */
export function nextAct(seen: Case, content: Pick<Schemas['ItemContent'], 'decision_level' | 'case_kind'> | null): CaseAct | undefined {
  const names: readonly Name[] = submits(seen, content?.decision_level) ? ['submit_upward'] : comesNext(seen)
  const acts = names
    // On the spot is decided what the item says can be.
    .filter((name) => name !== 'decide_on_the_spot' || content?.case_kind === 'instant')
    .map((name) => caseActs.find((known) => (known.name ?? known.act) === name))
    .filter((known): known is CaseAct => known !== undefined)
  return acts.find((known) => allowed(seen, known.act)?.allowed) ?? acts[acts.length - 1]
}

/** Acts that the way of every case leads through: where its state bars one, the rule is shown all the same. */
const CENTRAL: readonly Schemas['ActName'][] = ['accept', 'decide', 'extend', 'deliver']

/** Whether an act that cannot be done is shown with the rule that says so: somebody else's right, or a central act. */
export function shownBarred(seen: Case, known: CaseAct): boolean {
  const rule = allowed(seen, known.act)?.forbidden_by?.rule
  return rule !== undefined && (rule.startsWith('authority.') || rule.startsWith('limits.') || (CENTRAL.includes(known.act) && !known.name))
}
