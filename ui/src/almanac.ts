import type { Schemas } from './api/client'

export type Day = Schemas['CalendarDay']
export type NationalDay = Schemas['DayGiven']
export type LocalDay = Schemas['LocalDayGiven']

/** The weeks of a month, from Monday on; a place without a day is empty. */
export function weeks(days: readonly Day[]): (Day | null)[][] {
  const first = days[0]
  if (!first) return []
  const lead = (new Date(`${first.date}T00:00:00Z`).getUTCDay() + 6) % 7
  const cells: (Day | null)[] = [...Array<null>(lead).fill(null), ...days]
  const rows = []
  for (let at = 0; at < cells.length; at += 7) rows.push([...cells.slice(at, at + 7), ...Array<null>(7).fill(null)].slice(0, 7))
  return rows
}

/** The days of a year, month by month. */
export function months(days: readonly Day[]): Day[][] {
  return Array.from({ length: 12 }, (_, at) => {
    const month = String(at + 1).padStart(2, '0')
    return days.filter((day) => day.date.slice(5, 7) === month)
  })
}

/** One line that cannot be read, and why. */
export interface Fault {
  line: number
  why: 'columns' | 'date' | 'kind' | 'name' | 'authority' | 'twice'
}

export interface Read<T> {
  days: T[]
  faults: Fault[]
}

const LONGEST = 1000

/** What stands in a cell, in either language. */
const NATIONAL: Record<string, NationalDay['kind']> = {
  holiday: 'holiday', 放假: 'holiday', 休息: 'holiday', makeup_workday: 'makeup_workday', 调休: 'makeup_workday', 调休上班: 'makeup_workday', 上班: 'makeup_workday',
}
const LOCAL: Record<string, LocalDay['kind']> = {
  rest_day: 'rest_day', 休息: 'rest_day', 本地休息: 'rest_day', workday: 'workday', 上班: 'workday', 本地上班: 'workday',
}

/** A day that is there: 2026-02-30 is none. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text
}

/** 2026-1-5, 2026/01/05, 2026年1月5日 as they are written in notices and spreadsheets. */
function asDay(text: string): string {
  const parts = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text)
  return parts ? `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}` : text
}

/** Lines of cells: commas, tabs or semicolons; a first line of headings, empty lines and remarks are left out. */
function lines(text: string): { line: number; cells: string[] }[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((written, at) => ({ line: at + 1, written: written.trim() }))
    .filter(({ written }) => written !== '' && !written.startsWith('#'))
    .map(({ line, written }) => ({ line, cells: written.split(/[,，;；\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')) }))
    .filter(({ cells }) => !/^(date|日期)$/i.test(cells[0] ?? ''))
    .slice(0, LONGEST + 1)
}

function read<T extends { date: string }>(text: string, day: (cells: string[], date: string) => T | Fault['why']): Read<T> {
  const seen = new Set<string>()
  const found: Read<T> = { days: [], faults: [] }
  for (const { line, cells } of lines(text)) {
    const date = asDay(cells[0] ?? '')
    const made = !isDay(date) ? 'date' : seen.has(date) ? 'twice' : day(cells, date)
    if (typeof made === 'string') {
      found.faults.push({ line, why: made })
    } else {
      seen.add(date)
      found.days.push(made)
    }
  }
  return found
}

/** National days as a notice announces them: date, kind, name. The file that `daowei import calendar` takes is read alike. */
export function national(text: string): Read<NationalDay> {
  return read<NationalDay>(text, (cells, date) => {
    if (cells.length < 3) return 'columns'
    const [, kind = '', name = ''] = cells
    const known = NATIONAL[kind]
    if (!known) return 'kind'
    return name && name.length <= 40 ? { date, kind: known, name } : 'name'
  })
}

/** Local days: date, kind, name, and the document of the government that decreed each. */
export function local(text: string): Read<LocalDay> {
  return read<LocalDay>(text, (cells, date) => {
    if (cells.length < 4) return 'columns'
    const [, kind = '', name = '', authority = ''] = cells
    const known = LOCAL[kind]
    if (!known) return 'kind'
    if (!name || name.length > 40) return 'name'
    return authority && authority.length <= 200 ? { date, kind: known, name, authority } : 'authority'
  })
}

/** The years that some of these days belong to. */
export const yearsOf = (days: readonly { date: string }[]): number[] => [...new Set(days.map((day) => Number(day.date.slice(0, 4))))].sort((a, b) => a - b)

/** Local days as they are written, so that what holds can be kept and added to. */
export const written = (days: readonly LocalDay[]): string => days.map((day) => [day.date, day.kind, day.name, day.authority].join(',')).join('\n')
