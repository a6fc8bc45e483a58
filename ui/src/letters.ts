import type { Schemas } from './api/client'

type Letter = Schemas['Letter']

/** The legal date of an instant. */
export const legalDate = (at: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(at)

/** Letters in force now that grant a power for an item; the server asks the same once more. */
export function lettersFor(letters: Letter[], power: Schemas['Power'], item: string | null, now: Date): Letter[] {
  const today = legalDate(now)
  return letters.filter(
    (letter) =>
      !letter.revoked_at &&
      letter.from <= today &&
      (!letter.to || today < letter.to) &&
      letter.grants.some((grant) => grant.power === power && (!grant.items || (item !== null && grant.items.includes(item)))),
  )
}
