import type { Schemas } from './api/client'
import { legalDay } from './when'

type Letter = Schemas['Letter']

/** Letters in force now that grant a power for an item; the server asks the same once more. */
export function lettersFor(letters: Letter[], power: Schemas['Power'], item: string | null, now: Date): Letter[] {
  const today = legalDay(now)
  return letters.filter(
    (letter) =>
      !letter.revoked_at &&
      letter.from <= today &&
      (!letter.to || today < letter.to) &&
      letter.grants.some((grant) => grant.power === power && (!grant.items || (item !== null && grant.items.includes(item)))),
  )
}
