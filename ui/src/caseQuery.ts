import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { Schemas } from './api/client'
import { caseColumns, type Column } from './caseColumns'
import { isId } from './filters'
import { isCreditCode } from './ident'
import type { Viewed } from './savedViews'
import { enumerations } from './words/enumerations'

export type CaseSort = Schemas['CaseSort']

/** Which cases, in which order. Nothing personal is ever part of it: it stands in the address and in saved views. */
export interface CaseQuery {
  stages: Schemas['Stage'][]
  department: string | null
  mine: boolean
  words: string
  sort: CaseSort
}

/** What cases can be sorted by: the nearest due date and the newest receipt come first. */
export const SORTS: readonly CaseSort[] = ['due', '-due', '-received_on', 'received_on']

export const everything = (): CaseQuery => ({ stages: [], department: null, mine: false, words: '', sort: 'due' })

/** What an address says; what it does not say rightly is left out. */
export function read(address: LocationQuery): CaseQuery {
  const one = (name: string) => String([address[name] ?? ''].flat()[0] ?? '')
  const stages = [address.stage ?? []].flat().map(String)
  const sort = one('sort') as CaseSort
  return {
    stages: (Object.keys(enumerations.Stage) as Schemas['Stage'][]).filter((stage) => stages.includes(stage)),
    department: isId(one('department')) ? one('department') : null,
    mine: one('mine') === 'true',
    words: personal(one('q')) ? '' : one('q').slice(0, 100),
    sort: SORTS.includes(sort) ? sort : 'due',
  }
}

/** The address of a query: what is as usual is not said. */
export function write(query: CaseQuery): LocationQueryRaw {
  return {
    ...(query.stages.length ? { stage: query.stages } : {}),
    ...(query.department ? { department: query.department } : {}),
    ...(query.mine ? { mine: 'true' } : {}),
    ...(query.words.trim() ? { q: query.words.trim() } : {}),
    ...(query.sort === 'due' ? {} : { sort: query.sort }),
  }
}

/** The same for the API's query. */
export function asked(query: CaseQuery) {
  return {
    sort: query.sort,
    ...(query.stages.length ? { stage: query.stages } : {}),
    ...(query.department ? { department: query.department } : {}),
    ...(query.mine ? { mine: true } : {}),
    ...(query.words.trim() ? { q: query.words.trim() } : {}),
  }
}

/** Numbers of people, which never go into an address: a resident id, or a telephone. Codes of firms are public. */
export function personal(words: string): boolean {
  const bare = words.replace(/[\s-]/g, '').toUpperCase()
  if (isCreditCode(bare)) return false
  return /^(\d{17}[\dX]|\d{15}|1[3-9]\d{9})$/.test(bare)
}

/** A number of a case, as it is printed or scanned. */
export const isCaseNumber = (words: string): boolean => /^\d{21}$/.test(words.trim())

/** Views of cases. */
export const caseViews: Viewed<CaseQuery, Column> = { name: 'case', columns: caseColumns, read, write, bare: (query) => ({ ...query, words: '' }) }
