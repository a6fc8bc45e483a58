import { reactive, type Ref, ref } from 'vue'
import { type LocationQuery, type LocationQueryRaw, useRouter } from 'vue-router'
import { chosen, type Columns } from './columns'
import { useSession } from './session'

/** A list that somebody comes back to: filters, order, columns. */
export interface View<Q, C extends string> {
  name: string
  query: Q
  columns: C[]
}

/** A list of which views are kept. */
export interface Viewed<Q, C extends string> {
  /** Under which name this browser keeps them. */
  name: string
  columns: Columns<C>
  read(address: LocationQuery): Q
  write(query: Q): LocationQueryRaw
  /** What is kept of a query: never the words that were searched for. */
  bare(query: Q): Q
}

/** So many are a help; more are a list of their own. */
export const MOST = 20
export const LONGEST = 20

/** The views in a text that was kept; what is not one is left out. */
export function parsed<Q, C extends string>(of: Viewed<Q, C>, text: string | null): View<Q, C>[] {
  let kept: unknown
  try {
    kept = JSON.parse(text ?? '[]')
  } catch {
    return []
  }
  if (!Array.isArray(kept)) return []
  return kept.slice(0, MOST).flatMap((view: { name?: unknown; query?: unknown; columns?: unknown }) => {
    if (typeof view?.name !== 'string' || typeof view.query !== 'object') return []
    const query = of.bare(of.read((view.query ?? {}) as LocationQuery))
    return [{ name: view.name.slice(0, LONGEST), query, columns: chosen(of.columns, view.columns) }]
  })
}

export function printed<Q, C extends string>(of: Viewed<Q, C>, views: readonly View<Q, C>[]): string {
  return JSON.stringify(views.map(({ name, query, columns }) => ({ name, query: of.write(of.bare(query)), columns })))
}

/** With one more, or with another one under that name. */
export function withView<Q, C extends string>(of: Viewed<Q, C>, views: readonly View<Q, C>[], view: View<Q, C>): View<Q, C>[] {
  const named = { ...view, name: view.name.trim().slice(0, LONGEST), query: of.bare(view.query) }
  const place = views.findIndex((known) => known.name === named.name)
  return place < 0 ? [...views, named].slice(-MOST) : views.map((known, at) => (at === place ? named : known))
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function keep(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
  } catch {
    // What is not kept is asked for again.
  }
}

/** The views and the columns of one person at this browser; nobody finds what another has kept. */
export function useViews<Q, C extends string>(of: Viewed<Q, C>, person: string) {
  const [VIEWS, SHOWN] = [`daowei-${of.name}-views-${person}`, `daowei-${of.name}-columns-${person}`]
  const views = ref(parsed(of, kept(VIEWS))) as Ref<View<Q, C>[]>
  let shown: unknown = null
  try {
    shown = JSON.parse(kept(SHOWN) ?? 'null')
  } catch {
    // As if nobody had chosen.
  }
  const columns = ref(chosen(of.columns, shown)) as Ref<C[]>

  function write(changed: View<Q, C>[]): void {
    views.value = changed
    keep(VIEWS, printed(of, changed))
  }

  function show(changed: readonly C[]): void {
    columns.value = chosen(of.columns, [...changed])
    keep(SHOWN, JSON.stringify(columns.value))
  }

  return {
    views,
    columns,
    show,
    save: (view: View<Q, C>) => write(withView(of, views.value, view)),
    forget: (name: string) => write(views.value.filter((view) => view.name !== name)),
  }
}

/** What a list keeps for whoever reads it, as its tools show it. `now`: what is sought; a view that is used becomes the address. */
export interface Kept<Q, C extends string> {
  of: Columns<C>
  views: View<Q, C>[]
  columns: C[]
  show(columns: readonly C[]): void
  keep(name: string): void
  use(view: View<Q, C>): void
  forget(name: string): void
}

export function useKept<Q, C extends string>(of: Viewed<Q, C>, now: () => Q): Kept<Q, C> {
  const router = useRouter()
  const { views, columns, show, save, forget } = useViews(of, useSession().me?.person ?? '')
  const use = (view: View<Q, C>) => {
    show(view.columns)
    void router.push({ query: of.write(view.query) })
  }
  const keep = (name: string) => save({ name, query: now(), columns: columns.value })
  return reactive({ of: of.columns, views, columns, show, keep, use, forget }) as Kept<Q, C>
}
