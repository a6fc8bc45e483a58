import { onBeforeUnmount, onMounted, ref } from 'vue'

export interface Page<T> {
  rows: T[]
  next?: string | null
}

/** A list read page by page: a page is never more than was asked for, and an answer that comes too late is dropped. */
export function usePages<T>(ask: (cursor: string | undefined) => Promise<Page<T>>) {
  const rows = ref<T[]>([]) as { value: T[] }
  const cursors = ref<string[]>([])
  const next = ref<string | null>(null)
  const loading = ref(false)
  const error = ref<unknown>(null)
  let turn = 0

  async function load(): Promise<void> {
    const mine = ++turn
    loading.value = true
    try {
      const page = await ask(cursors.value[cursors.value.length - 1])
      if (mine !== turn) return
      rows.value = page.rows
      next.value = page.next ?? null
      error.value = null
    } catch (refused) {
      if (mine !== turn) return
      error.value = refused
      rows.value = []
      next.value = null
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  /** From the first page. */
  function begin(): Promise<void> {
    cursors.value = []
    return load()
  }

  function onward(): Promise<void> {
    if (!next.value) return Promise.resolve()
    cursors.value.push(next.value)
    return load()
  }

  function back(): Promise<void> {
    cursors.value.pop()
    return load()
  }

  return { rows, cursors, next, loading, error, load, begin, onward, back }
}

/** Whether the machine has a network; `again` is called when it comes back. */
export function useOnline(again: () => void) {
  const online = ref(navigator.onLine)
  const there = () => {
    online.value = true
    again()
  }
  const gone = () => (online.value = false)
  onMounted(() => {
    addEventListener('online', there)
    addEventListener('offline', gone)
  })
  onBeforeUnmount(() => {
    removeEventListener('online', there)
    removeEventListener('offline', gone)
  })
  return online
}
