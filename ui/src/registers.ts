import type { Schemas } from './api/client'
import type { Columns } from './columns'
import { bothWays } from './sorting'

/** 事项: the columns that its list can have, and what it can be sorted by. */
const ITEM = ['name', 'power', 'department', 'code', 'validity', 'acceptance'] as const
export type ItemColumn = (typeof ITEM)[number]
export const itemColumns: Columns<ItemColumn> = { all: ITEM, usual: ITEM, always: 'name' }
export const itemOrders: readonly Schemas['ItemSort'][] = bothWays('name', 'department', 'code')

/** 人员 */
const PERSON = ['name', 'staff_number', 'department', 'employment', 'employed', 'posts', 'today'] as const
export type PersonColumn = (typeof PERSON)[number]
export const personColumns: Columns<PersonColumn> = { all: PERSON, usual: PERSON.filter((column) => column !== 'employed'), always: 'name' }
export const personOrders: readonly Schemas['PersonSort'][] = bothWays('staff_number', 'name', 'department')

/** 授权书; `to` is the column of its validity, which is sorted by its end. */
const LETTER = ['number', 'holder', 'department', 'powers', 'to', 'signer', 'standing'] as const
export type LetterColumn = (typeof LETTER)[number]
export const letterColumns: Columns<LetterColumn> = { all: LETTER, usual: LETTER, always: 'number' }
export const letterOrders: readonly Schemas['LetterSort'][] = bothWays('number', 'holder', 'department', 'to')

/** 证照: the newest first, and what ends soonest. */
const LICENSE = ['number', 'name', 'holder', 'valid_from', 'valid_until', 'state'] as const
export type LicenseColumn = (typeof LICENSE)[number]
export const licenseColumns: Columns<LicenseColumn> = { all: LICENSE, usual: LICENSE, always: 'number' }
export const licenseOrders: readonly Schemas['LicenseSort'][] = ['-valid_from', 'valid_from', ...bothWays('valid_until', 'number')]

/** 专网办件: the newest first, and by nothing else. */
const FOREIGN = ['received_on', 'system', 'number', 'item', 'standing', 'document', 'reconciled', 'registrar'] as const
export type ForeignColumn = (typeof FOREIGN)[number]
export const foreignColumns: Columns<ForeignColumn> = { all: FOREIGN, usual: FOREIGN, always: 'number' }

/** 咨询告知: the newest first. */
const ENQUIRY = ['number', 'item', 'told_on', 'teller'] as const
export type EnquiryColumn = (typeof ENQUIRY)[number]
export const enquiryColumns: Columns<EnquiryColumn> = { all: ENQUIRY, usual: ENQUIRY, always: 'number' }
export const enquiryOrders: readonly Schemas['EnquirySort'][] = ['-told_on', 'told_on']

/** 交接班: the newest first; `open` leads to it. */
const HANDOVER = ['proposed_on', 'giver', 'taker', 'cases', 'standing', 'open'] as const
export type HandoverColumn = (typeof HANDOVER)[number]
export const handoverColumns: Columns<HandoverColumn> = { all: HANDOVER, usual: HANDOVER, always: 'open' }
export const handoverOrders: readonly Schemas['HandoverSort'][] = ['-proposed_on', 'proposed_on']

/** 清单调整: the newest first. */
const CHANGE = ['title', 'kind', 'department', 'stage', 'due', 'proposed_on', 'document', 'effective'] as const
export type ChangeColumn = (typeof CHANGE)[number]
export const changeColumns: Columns<ChangeColumn> = { all: CHANGE, usual: CHANGE, always: 'title' }
export const changeOrders: readonly Schemas['ChangeSort'][] = ['-proposed_on', 'proposed_on']

/** 账号: what it can be sorted by. */
export const accountOrders: readonly Schemas['AccountSort'][] = bothWays('login', 'created_at', 'last_used_at')
