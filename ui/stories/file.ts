/** Files that were taken away, opened again: what a spreadsheet would show, row by row. */
import { strFromU8, unzipSync } from 'fflate'
import { Window } from 'happy-dom'

/** A CSV file by RFC 4180; the apostrophe that keeps a cell from being computed is no part of it, any other is. */
export function csv(bytes: Buffer): string[][] {
  expect8(bytes)
  const text = bytes.toString('utf8').slice(1)
  const rows: string[][] = [[]]
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    const words = found[1] === undefined ? (found[2] ?? '') : found[1].replace(/""/g, '"')
    rows[rows.length - 1]?.push(words.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, ''))
    if (cell.lastIndex >= text.length) break
    if (found[3] === '\r\n') rows.push([])
  }
  if (text.endsWith('\r\n')) return rows
  throw new Error('the file is cut off')
}

function expect8(bytes: Buffer): void {
  if (bytes.subarray(0, 3).toString('hex') !== 'efbbbf') throw new Error('no mark of UTF-8, so that Excel reads another one')
}

/** The one sheet of a workbook. */
export function xlsx(bytes: Buffer): string[][] {
  const parts = unzipSync(bytes)
  const part = (name: string) => {
    const found = parts[name]
    if (!found) throw new Error(`no ${name} in the workbook`)
    return new new Window().DOMParser().parseFromString(strFromU8(found), 'application/xml')
  }
  const shared = [...part('xl/sharedStrings.xml').querySelectorAll('si')].map((words) => words.textContent)
  return [...part('xl/worksheets/sheet1.xml').querySelectorAll('row')].map((row) => {
    const cells: string[] = []
    for (const cell of row.querySelectorAll('c')) {
      if (cell.querySelector('f')) throw new Error('a cell is computed')
      const value = cell.querySelector('v')?.textContent ?? ''
      cells[column(cell.getAttribute('r') ?? '')] = cell.getAttribute('t') === 's' ? (shared[Number(value)] ?? '') : value
    }
    return Array.from(cells, (words) => words ?? '')
  })
}

/** `C7` stands in column 2. */
const column = (place: string): number => [...place.replace(/\d/g, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
