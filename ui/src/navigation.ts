import type { RouteMeta, RouteRecordRaw } from 'vue-router'

/** An entry of the main navigation: a page, or a group of pages. Its words lie under `nav.KEY`. */
export interface Entry {
  key: string
  path: string
  pages: { key: string; path: string }[]
}

/**
 * The pages that have a title and need nothing to be opened, grouped where they say so, in their order. `may` tells whether
 * the reader may do any of the acts that a page is for.
 */
export function navigation(routes: readonly Pick<RouteRecordRaw, 'path' | 'meta'>[], may: (acts: NonNullable<RouteMeta['acts']>) => boolean): Entry[] {
  const entries: Entry[] = []
  for (const { path, meta } of routes) {
    if (!meta?.title || path.includes(':') || meta.aside || (meta.acts && !may(meta.acts))) continue
    const page = { key: meta.title, path }
    if (!meta.group) {
      entries.push({ ...page, pages: [] })
      continue
    }
    const group = entries.find((entry) => entry.key === meta.group)
    if (group) group.pages.push(page)
    else entries.push({ key: meta.group, path: '', pages: [page] })
  }
  return entries
}
