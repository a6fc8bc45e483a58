import type { Case } from '../acts'
import type { Schemas } from '../api/client'

/** The acts that decide a case. */
export type Deciding = 'decide' | 'decide_on_the_spot' | 'redecide'
const DECIDING: readonly string[] = ['decide', 'decide_on_the_spot', 'redecide'] satisfies Deciding[]
export const isDeciding = (act: Schemas['ActName']): act is Deciding => DECIDING.includes(act)

/** The document that a decision is written on: taking back what was granted is one of its own. */
export function decisionPaper(seen: Case, act: Deciding, outcome: Schemas['Outcome']): Schemas['DocumentKind'] {
  if (act === 'decide_on_the_spot') return 'on_the_spot_decision'
  if (outcome === 'grant') return 'grant_decision'
  const standing = seen.decisions.find((decision) => !decision.superseded)
  return act === 'redecide' && standing?.outcome === 'grant' ? 'revocation_decision' : 'refusal_decision'
}

/** What a decision can rest on, as the item's version lists it: `basis:1`, `condition:2`, `paper:P1`, lines counted from one. */
export function groundGroups(content: Schemas['ItemContent'] | null): { kind: 'basis' | 'condition' | 'paper'; lines: { value: string; words: string }[] }[] {
  const line = (kind: string) => (words: string, at: number) => ({ value: `${kind}:${at + 1}`, words })
  return [
    { kind: 'basis' as const, lines: (content?.basis ?? []).map(line('basis')) },
    { kind: 'condition' as const, lines: (content?.conditions ?? []).map(line('condition')) },
    { kind: 'paper' as const, lines: (content?.papers ?? []).map((paper) => ({ value: `paper:${paper.id}`, words: paper.name })) },
  ].filter((group) => group.lines.length)
}

/** The words of those that were chosen, in the version's order. */
export const groundWords = (content: Schemas['ItemContent'] | null, chosen: readonly string[]): string[] =>
  groundGroups(content).flatMap((group) => group.lines.filter((known) => chosen.includes(known.value)).map((known) => known.words))
