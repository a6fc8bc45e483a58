/**
 * 返回: where a list stood when its page was left. It lies with that page's place in the history of the browser, so that whoever comes
 * Back (or loads the page anew) finds the same rows, and stands at the row that was opened. Nothing of it is in the address, or outlives the tab.
 */
interface Stood {
  /** The cursors behind which each list's pages began, by the list's name. */
  lists?: Record<string, string[]>
  /** The link that was followed: where it led, and which of the table's it was. */
  row?: { href: string; at: number }
  /** How far the page was rolled: kept by the router. */
  scroll?: { left: number; top: number }
}

const stood = (): Stood => (history.state as Stood | null) ?? {}
const note = (changed: Stood) => history.replaceState({ ...stood(), ...changed }, '')

/** How often one has moved in the history. */
let moves = 0
if (typeof addEventListener === 'function') addEventListener('popstate', () => moves++)

/** The cursors of a list of that name, kept where it stands in the history. */
export function usePlace(name: string) {
  let seen = -1

  /** What was kept, for a list that is come upon: where its page was opened, or come back to. None where it is asked anew on the page. */
  function found(): string[] {
    if (seen === moves) return []
    seen = moves
    const kept = stood().lists?.[name]
    return Array.isArray(kept) ? kept.filter((cursor) => typeof cursor === 'string') : []
  }

  function keep(cursors: readonly string[]): void {
    const { lists } = stood()
    if (cursors.length || lists?.[name]) note({ lists: { ...lists, [name]: [...cursors] } })
  }
  return { found, keep }
}

const links = (table: Element) => [...table.querySelectorAll<HTMLAnchorElement>('tbody a[href]')]

/** A row is being opened: the page it opens in this window comes back to it. */
export function leaveBy(event: MouseEvent): void {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !(event.target instanceof Element)) return
  const link = event.target.closest<HTMLAnchorElement>('tbody a[href]')
  const table = link?.closest('table')
  const href = link?.getAttribute('href')
  if (link && table && href) note({ row: { href, at: links(table).indexOf(link) } })
}

/** Called where the rows of a table are there: whoever has come back from one of them stands at it again, unless he is already at something else. */
export function useComeBack(): (table: Element) => void {
  let seen = -1
  return (table) => {
    if (seen !== moves) standAgain(table)
    seen = moves
  }
}

function standAgain(table: Element): void {
  const { row, scroll } = stood()
  if (!row) return
  const all = links(table)
  const leads = (link: HTMLAnchorElement | undefined) => link?.getAttribute('href') === row.href
  const link = leads(all[row.at]) ? all[row.at] : all.find(leads)
  note({ row: undefined })
  if (scroll) window.scrollTo(scroll.left, scroll.top)
  const { activeElement: focused } = document
  const elsewhere = focused instanceof HTMLElement && focused !== document.body && focused.matches('#content *:not(h1)')
  if (!link || elsewhere) return
  link.focus({ preventScroll: true })
  // In the middle: what stands above the table may still grow.
  link.scrollIntoView({ block: 'center' })
}
