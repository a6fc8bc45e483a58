import { defineStore } from 'pinia'
import { ref } from 'vue'
import { api, type Schemas, told } from './api/client'

/** Pages of a hundred that are read at most: a province has fewer organs. */
const PAGES = 40

/** How departments are sorted wherever one is chosen: by name, as it sounds. */
export const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name, 'zh-CN')

/** The departments by name, read once, for lists to choose from and for names. */
export const useDepartments = defineStore('departments', () => {
  const all = ref<Schemas['Department'][]>([])
  let reading: Promise<void> | null = null

  async function read(): Promise<void> {
    const found: Schemas['Department'][] = []
    let cursor: string | null | undefined
    for (let page = 0; page < PAGES; page += 1) {
      const answer: Schemas['Page_Department'] = await told(api.GET('/api/v1/departments', { params: { query: { limit: 100, ...(cursor ? { cursor } : {}) } } }))
      found.push(...answer.rows)
      cursor = answer.next
      if (!cursor) break
    }
    all.value = found.sort(byName)
  }

  /** Lists work without names; whoever is refused them sees ids. */
  function load(): Promise<void> {
    reading ??= read().catch(() => {
      reading = null
    })
    return reading
  }

  const name = (id: string) => all.value.find((department) => department.id === id)?.name ?? id
  return { all, load, name }
})
