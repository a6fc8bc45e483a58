import { ref } from 'vue'
import type { LocationQuery } from 'vue-router'
import { chosen, type Column } from './caseColumns'
import { type CaseQuery, read, write } from './caseQuery'

/** A list that somebody comes back to: filters, order, columns. Words that were searched for are not kept. */
export interface View {
  name: string
  query: CaseQuery
  columns: Column[]
}

/** So many are a help; more are a list of their own. */
export const MOST = 20
export const LONGEST = 20

const VIEWS = 'daowei-case-views'
const SHOWN = 'daowei-case-columns'

/** The views in a text that was kept; what is not one is left out. */
export function parsed(text: string | null): View[] {
  let kept: unknown
  try {
    kept = JSON.parse(text ?? '[]')
  } catch {
    return []
  }
  if (!Array.isArray(kept)) return []
  return kept.slice(0, MOST).flatMap((view: { name?: unknown; query?: unknown; columns?: unknown }) => {
    if (typeof view?.name !== 'string' || typeof view.query !== 'object') return []
    const query = { ...read((view.query ?? {}) as LocationQuery), words: '' }
    return [{ name: view.name.slice(0, LONGEST), query, columns: chosen(view.columns) }]
  })
}

export function printed(views: readonly View[]): string {
  return JSON.stringify(views.map(({ name, query, columns }) => ({ name, query: write({ ...query, words: '' }), columns })))
}

/** With one more, or with another one under that name. */
export function withView(views: readonly View[], view: View): View[] {
  const named = { ...view, name: view.name.trim().slice(0, LONGEST), query: { ...view.query, words: '' } }
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

/** The views and the columns of this browser. */
export function useViews() {
  const views = ref(parsed(kept(VIEWS)))
  let shown: unknown = null
  try {
    shown = JSON.parse(kept(SHOWN) ?? 'null')
  } catch {
    // As if nobody had chosen.
  }
  const columns = ref(chosen(shown))

  function write(changed: View[]): void {
    views.value = changed
    keep(VIEWS, printed(changed))
  }

  function show(changed: readonly Column[]): void {
    columns.value = chosen([...changed])
    keep(SHOWN, JSON.stringify(columns.value))
  }

  return {
    views,
    columns,
    show,
    save: (view: View) => write(withView(views.value, view)),
    forget: (name: string) => write(views.value.filter((view) => view.name !== name)),
  }
}
