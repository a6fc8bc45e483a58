import type { Schemas } from './api/client'

/** Whether a masked number can be that number: what is not hidden agrees. */
export function couldBe(masked: string, number: string): boolean {
  const [shown, typed] = [Array.from(masked), Array.from(number.trim().toUpperCase())]
  return shown.length === typed.length && shown.every((character, at) => character === '*' || character === typed[at])
}

/** The party of a case that the number is of, so that nobody else's data is looked at. */
export function partyOf(seen: Schemas['Case'], number: string): Schemas['Party'] | null {
  return seen.parties.find((party) => couldBe(party.id_number, number)) ?? null
}
