import type { Schemas } from '../api/client'
import type { Light } from '../clock'

type Stage = Schemas['ChangeStage']
type Duty = Schemas['Duty']
type Change = Schemas['ListChange']

export const STAGES: readonly Stage[] = ['staffing', 'legal', 'government', 'publication', 'returned', 'published', 'refused', 'withdrawn']

/** The stages at which a change waits for somebody of that duty. */
export function stagesOf(duty: Duty | null): readonly Stage[] {
  switch (duty) {
    case 'staffing_office':
      return ['staffing', 'publication']
    case 'legal_office':
      return ['legal']
    case 'government_office':
      return ['government']
    case 'reviewer':
    case 'chief_representative':
    case 'department_leader':
      return ['returned']
    default:
      return []
  }
}

/** Whether the lists of the whole division are one's own to look through, and so want a department to choose. */
export const seesDivision = (duty: Duty | null): boolean => duty !== null && !['reviewer', 'chief_representative', 'department_leader'].includes(duty)

/** Days ahead of its end from which a hand's time is told as near. */
const NEAR = 2

/** How the hand that has a change stands: over, today, near, or neither; still where nobody has it. */
export function lightOf(row: { due?: string | null; late: boolean }, today: string): Light {
  if (!row.due) return 'still'
  if (row.late) return 'bad'
  const left = (Date.parse(row.due) - Date.parse(today)) / 86_400_000
  return left <= NEAR ? 'warn' : 'good'
}

/** What can be done to a change, by the name of the command. */
export type Deed = 'agree' | 'return' | 'approve' | 'refuse' | 'publish' | 'revise' | 'withdraw'

/** What whoever has it does, what comes next first. */
const TURN: Record<Stage, readonly Deed[]> = {
  staffing: ['agree', 'return'],
  legal: ['agree', 'return'],
  government: ['approve', 'refuse', 'return'],
  publication: ['publish', 'return'],
  returned: ['revise'],
  published: [],
  refused: [],
  withdrawn: [],
}

/** The acts of whose turn it is. */
export const deedsOf = (change: Pick<Change, 'stage'>): readonly Deed[] => TURN[change.stage]

/** Whether the department can still take it back: until it has been approved, or would be published without. */
export const withdrawable = (change: Pick<Change, 'stage'>): boolean => ['staffing', 'legal', 'government', 'returned'].includes(change.stage)

/** Every sign that an entry shows, each once, with the entries that show it and what asks for their results. */
export function signsOf(change: Pick<Change, 'entries'>): { signal: Schemas['ChangeSignal']; zh: string; en: string; entries: string[]; asking: string[] }[] {
  const found = new Map<Schemas['ChangeSignal'], { signal: Schemas['ChangeSignal']; zh: string; en: string; entries: string[]; asking: string[] }>()
  for (const entry of change.entries) {
    for (const sign of entry.signals) {
      const known = found.get(sign.signal) ?? { ...sign, entries: [], asking: [] }
      known.entries.push(entry.content.name)
      if (sign.signal === 'precondition') known.asking.push(...entry.asking)
      found.set(sign.signal, known)
    }
  }
  return [...found.values()]
}

/** The office whose opinion the stage waits for. */
export const officeOf = (stage: Stage): Schemas['ChangeOffice'] | null => (stage === 'staffing' || stage === 'legal' ? stage : null)
