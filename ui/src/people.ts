import type { Schemas } from './api/client'

export type Person = Schemas['Person']

/** What of a person waits for a second hand. */
export function waits(person: Person): { posts: number; ends: number; employment: boolean; all: number } {
  const [posts, ends, employment] = [person.proposed.length, person.ending.length, Boolean(person.changing)]
  return { posts, ends, employment, all: posts + ends + (employment ? 1 : 0) }
}
