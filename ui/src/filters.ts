import { computed, reactive, watch } from 'vue'
import { type LocationQuery, type LocationQueryRaw, useRoute, useRouter } from 'vue-router'
import type { Columns } from './columns'
import type { Viewed } from './savedViews'

/** The filters of a list, each a text; one that an empty text stands for says nothing. */
export type Filters = Record<string, string>

/** An id of the server's. */
export const isId = (value: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value)
/** What filters of these names can be in any list. */
const KINDS: Record<string, (value: string) => boolean> = { department: isId, item: isId, person: isId, case: isId, holder: isId, from: isDay, until: isDay }

/** What an address says; what it does not say, or not as one of the values that there are, is as usual. */
export function read<F extends Filters>(address: LocationQuery, usual: F, values: { [K in keyof F]?: readonly string[] } = {}): F {
  const one = (name: string) => String([address[name] ?? ''].flat()[0] ?? '')
  const said = Object.keys(usual).map((name) => {
    const known = values[name]
    const value = one(name)
    const is = known ? known.includes(value) : (KINDS[name]?.(value) ?? true)
    return [name, value && is ? value : usual[name]]
  })
  return Object.fromEntries(said) as F
}

/** The address of filters: what is as usual is not said. */
export function write<F extends Filters>(filters: F, usual: F): Filters {
  const said = Object.entries(filters).map(([name, value]) => [name, value.trim()] as const)
  return Object.fromEntries(said.filter(([name, value]) => name in usual && value && value !== usual[name]))
}

/** Filters as the API's query: what is empty is not asked. */
export function given<F extends Filters>(filters: F): { [K in keyof F]?: F[K] } {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value)) as { [K in keyof F]?: F[K] }
}

/**
 * The one way between a list and the address of its page: what the address says is what is shown, what is sought becomes the address. An address
 * that says anything else, a value that there is not or one that says nothing, is put right where it stands, so that nobody passes it on.
 */
export function useAddress<Q>(page: string, read: (address: LocationQuery) => Q, write: (sought: Q) => LocationQueryRaw) {
  const route = useRoute()
  const router = useRouter()
  const query = computed(() => read(route.query))
  const path = (address: LocationQueryRaw) => router.resolve({ query: address }).fullPath
  let begin: (now: Q) => unknown = () => {}

  /** The same once more asks the list anew. */
  function seek(sought: Q): void {
    const address = write(sought)
    if (path(address) === route.fullPath) void begin(query.value)
    else void router.push({ query: address })
  }
  /** Asks the list anew, now and whenever the address says something else. */
  function follow(ask: (now: Q) => unknown): void {
    begin = ask
    watch(query, (now) => {
      // The address of another page is none of this one's.
      if (route.name !== page) return
      const address = write(now)
      if (path(address) === path(route.query)) void begin(now)
      else void router.replace({ query: address })
    }, { immediate: true })
  }
  return { query, seek, follow }
}

/**
 * The head of a list: what the address of that page says is what is shown, what the form says becomes the address.
 * `usual`: every filter, with what it is where nothing is said; `values`: those that one can have.
 */
export function useFilters<F extends Filters>(page: string, usual: () => F, values: { [K in keyof F]?: readonly string[] } = {}) {
  const { query, seek, follow } = useAddress<F>(page, (address) => read(address, usual(), values), (sought) => write(sought, usual()))
  const form = reactive({ ...usual() }) as F
  const search = (more: Partial<F> = {}) => seek({ ...form, ...more })

  function reset(): void {
    Object.assign(form, usual())
    seek({ ...usual() })
  }
  const followed = (ask: (now: F) => unknown) =>
    follow((now) => {
      Object.assign(form, now)
      return ask(now)
    })
  return { query, form, search, reset, follow: followed, usual, values }
}

/** Views of a list with such filters, kept under that name; `words`: the filters that are never kept. */
export function viewsOf<F extends Filters, C extends string>(
  name: string,
  { usual, values }: Pick<ReturnType<typeof useFilters<F>>, 'usual' | 'values'>,
  columns: Columns<C>,
  words: readonly (keyof F)[],
): Viewed<F, C> {
  return {
    name,
    columns,
    read: (address) => read(address, usual(), values),
    write: (sought) => write(sought, usual()),
    bare: (sought) => ({ ...sought, ...Object.fromEntries(words.map((word) => [word, usual()[word]])) }),
  }
}
