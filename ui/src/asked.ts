import { onBeforeUnmount, ref, shallowRef, watch } from 'vue'

/** Whether the machine has a network. */
export const online = ref(navigator.onLine)
addEventListener('online', () => (online.value = true))
addEventListener('offline', () => (online.value = false))

/** What a page asks the server for: the answer, or why there is none. An answer that comes too late is let go; what failed is asked for again once the network is back. */
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
    if (is && error.value) void load()
  })
  onBeforeUnmount(() => {
    again()
    turn++
  })
  return { answer, loading, error, load }
}

/** A list, page by page. */
export function usePages<T>(ask: (cursor: string | undefined) => Promise<{ rows: T[]; next?: string | null }>) {
  const cursors = ref<string[]>([])
  const asked = useAsked(() => ask(cursors.value.at(-1)))
  const onward = () => {
    if (!asked.answer.value?.next) return
    cursors.value.push(asked.answer.value.next)
    void asked.load()
  }
  const back = () => {
    cursors.value.pop()
    void asked.load()
  }
  const first = () => {
    cursors.value = []
    void asked.load()
  }
  return { ...asked, cursors, onward, back, first }
}

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
