import { computed, ref } from 'vue'
import { api, type Schemas, told } from './api/client'
import { everyRow } from './asked'
import { byName } from './departments'

/** Departments, sorted by name, and windows by their ids: few enough to be read whole, asked for once while a page needs them. */
const departments = ref<Schemas['Department'][]>([])
const windows = ref<Schemas['Window'][]>([])
let asking: Promise<unknown> | null = null

function read(): Promise<unknown> {
  asking ??= Promise.all([
    everyRow((cursor) => told(api.GET('/api/v1/departments', { params: { query: { limit: 100, ...(cursor ? { cursor } : {}) } } }))),
    everyRow((cursor) => told(api.GET('/api/v1/windows', { params: { query: { limit: 100, ...(cursor ? { cursor } : {}) } } }))),
  ])
    .then(([organs, places]) => {
      departments.value = organs.sort(byName)
      windows.value = places
    })
    .catch(() => {})
    .finally(() => {
      asking = null
    })
  return asking
}

export function useDirectory() {
  void read()
  const names = computed(() => new Map(departments.value.map((organ) => [organ.id, organ.name])))
  const plates = computed(() => new Map(windows.value.map((place) => [place.id, place.number])))
  return {
    departments,
    windows,
    department: (id: string) => names.value.get(id) ?? id,
    window: (id: string) => plates.value.get(id) ?? id,
  }
}
