import type { Columns } from './columns'

/** The columns that a list of documents can have, in their order. */
const COLUMNS = ['issued_on', 'kind', 'document', 'number', 'item', 'department', 'issuer', 'service', 'served_on', 'copies'] as const

export type DocumentColumn = (typeof COLUMNS)[number]

/** Where nobody chose; the number is that of the case, by which a row is opened. */
export const documentColumns: Columns<DocumentColumn> = { all: COLUMNS, usual: ['issued_on', 'kind', 'document', 'number', 'item', 'issuer', 'served_on', 'copies'], always: 'number' }
