import type { Columns } from './columns'

/** The columns that a list of cases can have, in their order. */
const COLUMNS = ['due', 'number', 'item', 'department', 'applicant', 'stage', 'holder', 'received_on', 'accepted_on', 'decided_on', 'outcome', 'channel', 'marks'] as const

export type Column = (typeof COLUMNS)[number]

/** Those that a list has where nobody chose; without the number no row can be opened. */
export const USUAL: readonly Column[] = ['due', 'number', 'item', 'applicant', 'stage', 'received_on', 'marks']

export const caseColumns: Columns<Column> = { all: COLUMNS, usual: USUAL, always: 'number' }
