import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Day, local, months, national, weeks, written, yearsOf } from '../src/almanac'

const day = (date: string): Day => ({ date, working: true, kind: 'weekday', provisional: false, zh: '', en: '' })
const year = (of: number): Day[] => {
  const days: Day[] = []
  for (let at = Date.UTC(of, 0, 1); new Date(at).getUTCFullYear() === of; at += 86_400_000) days.push(day(new Date(at).toISOString().slice(0, 10)))
  return days
}

describe('a year', () => {
  it('has twelve months with all its days, in weeks from Monday on', () => {
    const found = months(year(2026))
    expect(found.map((month) => month.length)).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    // 2026-01-01 is a Thursday.
    const january = weeks(found[0] ?? [])
    expect(january.every((row) => row.length === 7)).toBe(true)
    expect(january[0]?.map((one) => one?.date.slice(8) ?? '')).toEqual(['', '', '', '01', '02', '03', '04'])
    expect(january.at(-1)?.map((one) => one?.date.slice(8) ?? '')).toEqual(['26', '27', '28', '29', '30', '31', ''])
    expect(weeks([])).toEqual([])
  })
})

describe('days that are pasted', () => {
  it('are those of the file that the command line imports', () => {
    const file = readFileSync('../data/calendar/cn.csv', 'utf8').split('\n').filter((line) => line.startsWith('2026')).join('\n')
    const read = national(`date,kind,name\n${file}\n`)
    expect(read.faults).toEqual([])
    expect(read.days.length).toBe(file.split('\n').length)
    expect(yearsOf(read.days)).toEqual([2026])
  })

  it('may be written as notices and spreadsheets write them', () => {
    const read = national('日期，类型，节日\n2027年1月1日，放假，元旦\r\n\r\n# 注\n2027/1/3\t调休上班\t元旦\n')
    expect(read).toEqual({ days: [{ date: '2027-01-01', kind: 'holiday', name: '元旦' }, { date: '2027-01-03', kind: 'makeup_workday', name: '元旦' }], faults: [] })
  })

  it('are told of by line where they cannot be read', () => {
    const read = national('2027-02-30,holiday,春节\n2027-02-01,feast,春节\n2027-02-02,holiday\n2027-02-03,holiday,\n2027-02-04,holiday,春节\n2027-02-04,holiday,春节')
    expect(read.faults).toEqual([{ line: 1, why: 'date' }, { line: 2, why: 'kind' }, { line: 3, why: 'columns' }, { line: 4, why: 'name' }, { line: 6, why: 'twice' }])
    expect(read.days).toHaveLength(1)
  })

  it('of this place name the document, and come back as they were written', () => {
    const days = [{ date: '2026-08-03', kind: 'rest_day' as const, name: '防汛', authority: '资府办函〔2026〕9号' }]
    expect(local(written(days))).toEqual({ days, faults: [] })
    expect(local('2026-08-03,rest_day,防汛').faults).toEqual([{ line: 1, why: 'columns' }])
    expect(local('2026-08-03,rest_day,防汛,').faults).toEqual([{ line: 1, why: 'authority' }])
    expect(local('')).toEqual({ days: [], faults: [] })
  })
})
