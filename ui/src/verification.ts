import { api, type Schemas, told } from './api/client'
import { Refusal, type Problem } from './api/refusal'
import { hear } from './eventStream'

export type Verification = Schemas['Verification']
export type Progress = Schemas['VerificationProgress']

/** Verifies the whole log, as the command line does, and says how far it has come. */
export async function verify(body: Schemas['Kept'], progress: (step: Progress) => void): Promise<Verification> {
  const stream = (await told(
    api.POST('/api/v1/evidence/verification', { body, parseAs: 'stream', headers: { Accept: 'text/event-stream' } }),
  )) as ReadableStream<Uint8Array>
  const ended: { verification?: Verification; problem?: Problem } = {}
  await hear(stream, ({ kind, data }) => {
    if (kind === 'progress') progress(JSON.parse(data) as Progress)
    if (kind === 'result') ended.verification = JSON.parse(data) as Verification
    if (kind === 'problem') ended.problem = JSON.parse(data) as Problem
  })
  if (ended.problem) throw new Refusal(ended.problem)
  if (!ended.verification) throw new Broken()
  return ended.verification
}

/** The server went away in the middle. */
export class Broken extends Error {}

/** The checkpoint that says most: the largest one handed in, else the largest stored one. */
export function decisive(compared: Verification['compared']): Verification['compared'][number] | null {
  const given = compared.filter((one) => one.source === 'given')
  const among = given.length ? given : compared
  return among.reduce<Verification['compared'][number] | null>((most, one) => (most && most.size >= one.size ? most : one), null)
}

/** How far, of a hundred; the sealed texts come after the log. */
export function percent(step: Progress | null, texts: boolean): number {
  if (!step || step.of === 0) return 0
  const share = Math.min(1, step.done / step.of)
  if (!texts) return Math.floor(share * 100)
  return Math.floor((step.part === 'events' ? share : 1 + share) * 50)
}
