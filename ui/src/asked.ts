import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import { usePlace } from './returning'

/** Whether the machine has a network. */
export const online = ref(navigator.onLine)
addEventListener('online', () => (online.value = true))
addEventListener('offline', () => (online.value = false))

/** What a page asks the server for: the answer, or why there is none. An answer that comes too late is let go; asked again once the network is back, for what is shown may be old or a refusal. */
export function useAsked<T>(ask: () => Promise<T>) {
  const answer = shallowRef<T | null>(null)
  const loading = ref(false)
  const error = ref<unknown>(null)
  let turn = 0

  async function load(): Promise<void> {
    const mine = ++turn
    loading.value = true
    try {
      const found = await ask()
      if (mine !== turn) return
      answer.value = found
      error.value = null
    } catch (refused) {
      if (mine === turn) error.value = refused
    } finally {
      if (mine === turn) loading.value = false
    }
  }
  const again = watch(online, (is) => {
    if (is) void load()
  })
  onScopeDispose(() => {
    again()
    turn++
  }, true)
  return { answer, loading, error, load }
}

export interface Page<T> {
  rows: T[]
  next?: string | null
}

/**
 * A list, page by page. What was read stays while it is asked for again or cannot be read anew; another question, by `begin`,
 * forgets it, so that no rows stand under filters that they do not obey. Whoever comes back to the page finds the page of the
 * list that was left. `name`: where a page has several lists.
 */
export function usePages<T>(ask: (cursor: string | undefined) => Promise<Page<T>>, name = 'list') {
  const place = usePlace(name)
  const cursors = ref<string[]>([])
  const { answer, loading, error, load } = useAsked(() => ask(cursors.value[cursors.value.length - 1]))
  const rows = computed<T[]>(() => answer.value?.rows ?? [])
  const next = computed(() => (error.value ? null : (answer.value?.next ?? null)))

  function turn(to: string[]): void {
    cursors.value = to
    place.keep(to)
  }

  function begin(): Promise<void> {
    turn(place.found())
    answer.value = null
    return load()
  }

  function onward(): Promise<void> {
    if (!next.value || loading.value) return Promise.resolve()
    turn([...cursors.value, next.value])
    return load()
  }

  function back(): Promise<void> {
    if (loading.value) return Promise.resolve()
    turn(cursors.value.slice(0, -1))
    return load()
  }
  /** Counted from one. */
  const page = computed(() => cursors.value.length + 1)
  return reactive({ rows, next, page, loading, error, load, begin, onward, back })
}

/** A list as a frame shows it, whatever its rows are. */
export type Pages = Omit<ReturnType<typeof usePages<unknown>>, 'rows'> & { rows: readonly unknown[] }

/** Something that is done once at a time: a second click waits for the first. */
export function useDoing() {
  const busy = ref(false)
  const error = ref<unknown>(null)

  /** Whether it was done. */
  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    error.value = null
    try {
      await work()
      return true
    } catch (refused) {
      error.value = refused
      return false
    } finally {
      busy.value = false
    }
  }
  return { busy, error, attempt }
}

/** Every row of a list that is short by its nature: departments, windows. `most` pages at most. */
export async function everyRow<T>(
  ask: (cursor: string | undefined) => Promise<{ rows: T[]; next?: string | null }>,
  most = 20,
): Promise<T[]> {
  const rows: T[] = []
  let cursor: string | undefined
  for (let page = 0; page < most; page++) {
    const found = await ask(cursor)
    rows.push(...found.rows)
    if (!found.next) break
    cursor = found.next
  }
  return rows
}
