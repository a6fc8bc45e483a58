import type { Case } from '../acts'
import { language } from '../words'

/** What the chart calls a step; its id where the chart has it not. */
export function stepName(seen: Case, step: string): string {
  const known = seen.chart?.steps.find((candidate) => candidate.id === step)
  if (!known) return step
  return language() === 'en' ? known.en : known.zh
}
