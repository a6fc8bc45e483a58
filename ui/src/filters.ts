import { computed, reactive, watch } from 'vue'
import { type LocationQuery, useRoute, useRouter } from 'vue-router'
import type { Columns } from './columns'
import type { Viewed } from './savedViews'

/** The filters of a list, each a text; one that an empty text stands for says nothing. */
export type Filters = Record<string, string>

/** What an address says; what it does not say, or not as one of the values that there are, is as usual. */
export function read<F extends Filters>(address: LocationQuery, usual: F, values: { [K in keyof F]?: readonly string[] } = {}): F {
  const one = (name: string) => String([address[name] ?? ''].flat()[0] ?? '')
  const said = Object.keys(usual).map((name) => {
    const known = values[name]
    const value = one(name)
    return [name, value && (!known || known.includes(value)) ? value : usual[name]]
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
 * The head of a list: what the address of that page says is what is shown, what the form says becomes the address.
 * `usual`: every filter, with what it is where nothing is said; `values`: those that one can have.
 */
export function useFilters<F extends Filters>(page: string, usual: () => F, values: { [K in keyof F]?: readonly string[] } = {}) {
  const route = useRoute()
  const router = useRouter()
  const query = computed(() => read(route.query, usual(), values))
  const form = reactive({ ...usual() }) as F
  let begin: (now: F) => unknown = () => {}
  const changed = (filters: F) => {
    const address = write(filters, usual())
    if (router.resolve({ query: address }).fullPath === route.fullPath) void begin(query.value)
    else void router.push({ query: address })
  }
  const search = (more: Partial<F> = {}) => changed({ ...form, ...more })

  function reset(): void {
    Object.assign(form, usual())
    changed({ ...usual() })
  }
  /** Asks the list anew, now and whenever the address says something else. */
  function follow(ask: (now: F) => unknown): void {
    begin = ask
    watch(query, (now) => {
      // The address of another page is none of this one's.
      if (route.name !== page) return
      Object.assign(form, now)
      void begin(now)
    }, { immediate: true })
  }
  return { query, form, search, reset, follow, usual, values }
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
