/** The columns that a list can have, in their order; those that it has where nobody chose; and the one without which no row can be opened. */
export interface Columns<C extends string> {
  all: readonly C[]
  usual: readonly C[]
  always: C
}

/** Columns from what was kept: known ones, in their order, with the one that is always there. */
export function chosen<C extends string>(of: Columns<C>, kept: unknown): C[] {
  if (!Array.isArray(kept)) return [...of.usual]
  return of.all.filter((column) => column === of.always || kept.includes(column))
}
