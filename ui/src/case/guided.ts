import { type Case, type CaseAct, caseActs, documentActs } from '../acts'
import type { Schemas } from '../api/client'

/** 打印、手工签署、登记用印、回传签署件、颁发送达: the way of a decision on paper, while nothing is signed by certificate. */
export type GuidedStep = 'print' | 'sign' | 'seal' | 'scan' | 'deliver'

export interface Guided {
  step: GuidedStep
  done: boolean
  /** The first that is not done; the hand that signs leaves no record, and is done with the seal. */
  next: boolean
  /** The act behind it; printing is a look, signing is done by hand. */
  act?: CaseAct
}

const onDocument = (act: Schemas['ActName']) => documentActs.find((known) => known.act === act)

/** How far the paper of a decision is. */
export function guided(seen: Case, document: Schemas['DocumentLine']): Guided[] {
  const sealed = Boolean(document.sealed)
  const printed = document.printed.length > 0 || sealed
  const scanned = seen.files.some((file) => file.document === document.id)
  const delivered = Boolean(document.served_on)
  const sealing = onDocument(document.seal_due === 'office' ? 'seal_with_office_seal' : 'seal')
  const list: Omit<Guided, 'next'>[] = [
    { step: 'print', done: printed },
    { step: 'sign', done: sealed },
    { step: 'seal', done: sealed, act: sealing },
    { step: 'scan', done: scanned, act: onDocument('scan_signed') },
    { step: 'deliver', done: delivered, act: caseActs.find((known) => known.act === 'deliver') },
  ]
  // After the print two things follow in one hand: it is signed, and the seal that goes with it is registered.
  const first = list.find((one) => !one.done && one.step !== 'sign')
  return list.map((one) => ({ ...one, next: one === first }))
}
