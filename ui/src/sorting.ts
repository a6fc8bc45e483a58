/** The order of a list, as the server names it: a column, or `-column` for the other way round. Which there are, a list says by naming each; of a column's two, the one named first comes first. */
export type Orders = readonly string[]

const bare = (order: string) => order.replace(/^-/, '')

/** Whether a list can be sorted by this column. */
export const sortable = (orders: Orders, column: string): boolean => orders.some((order) => bare(order) === column)

/** The order after a press on a column's heading: that column's first, or the other way round. */
export function turned<O extends string>(orders: readonly O[], order: string, column: string): O {
  const both = orders.filter((known) => bare(known) === column)
  return both.find((known) => known !== order) ?? (order as O)
}

/** What `aria-sort` says of a column. */
export function sorted(order: string, column: string): 'ascending' | 'descending' | 'none' {
  if (order === column) return 'ascending'
  return order === `-${column}` ? 'descending' : 'none'
}

/** Both ways of each column, the smallest first. */
export const bothWays = <C extends string>(...columns: C[]): (C | `-${C}`)[] => columns.flatMap((column) => [column, `-${column}` as const])
