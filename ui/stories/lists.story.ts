/** Lists: sorted, turned page by page, kept as a view, and taken away in files that hold what the API holds. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Desk } from './desk'
import { csv, xlsx } from './file'
import type { Answer, Colleague } from './program'
import { stage } from './stage'

const on = stage()

/** Every case of a query, as the API gives them, page by page. */
async function every(by: Colleague, query: string): Promise<Answer[]> {
  const rows: Answer[] = []
  for (let cursor = ''; ; ) {
    const page = await by.get(`/api/v1/cases?limit=100&${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
    rows.push(...page.rows)
    if (!page.next) return rows
    cursor = page.next
  }
}

const numbers = (desk: Desk): Promise<string[]> => desk.page.locator('tbody td.number').allInnerTexts()

/** Waits until the list shows exactly these, in that order. */
const shows = (desk: Desk, rows: Answer[]) => expect.poll(() => numbers(desk), { timeout: 15_000 }).toEqual(rows.map((row) => row.number))

/** Downloads the list that is shown. */
async function exported(desk: Desk, format: 'csv' | 'xlsx'): Promise<Buffer> {
  await desk.page.getByRole('button', { name: /^导出/ }).first().click()
  await desk.dialog.getByRole('radio', { name: format === 'csv' ? 'CSV' : /Excel/ }).check({ force: true })
  await desk.dialog.locator('#export-purpose').fill('月度办件分析')
  const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.dialog.getByRole('button', { name: '导出', exact: true }).click()])
  expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${format}$`))
  await desk.dialog.getByText('文件已交给浏览器保存').waitFor()
  await desk.dialog.getByRole('button', { name: '关闭', exact: true }).last().click()
  return readFileSync(await download.path())
}

describe('the list of cases', () => {
  it('is sorted by the server, turned page by page, and kept as a view', async () => {
    const supervisor = await on.program.colleague('supervisor')
    const desk = await on.open()
    await desk.signIn('supervisor')
    await desk.page.getByRole('link', { name: '办件查询' }).click()
    const open = await every(supervisor, 'sort=due')
    expect(open.length, 'more than a page').toBeGreaterThan(20)
    await shows(desk, open.slice(0, 20))
    await desk.page.getByRole('button', { name: '下一页' }).click()
    await shows(desk, open.slice(20, 40))
    await desk.page.getByText('第 2 页').waitFor()
    await desk.page.getByRole('button', { name: '上一页' }).click()
    await shows(desk, open.slice(0, 20))

    await desk.page.getByRole('button', { name: /收件日期/ }).click()
    const newest = await every(supervisor, 'sort=-received_on')
    await shows(desk, newest.slice(0, 20))
    expect(await desk.page.locator('th[aria-sort="descending"]').innerText()).toContain('收件日期')
    await desk.page.getByRole('button', { name: /收件日期/ }).click()
    await shows(desk, (await every(supervisor, 'sort=received_on')).slice(0, 20))

    await desk.page.getByLabel('视图名称').fill('按收件先后')
    await desk.page.getByRole('button', { name: '存为视图' }).click()
    await desk.page.getByRole('button', { name: '重置' }).click()
    await shows(desk, open.slice(0, 20))
    await desk.page.reload()
    await desk.page.getByRole('button', { name: '按收件先后', exact: true }).click()
    await shows(desk, (await every(supervisor, 'sort=received_on')).slice(0, 20))
    expect(desk.page.url()).toContain('sort=received_on')
  })

  it('is taken away as CSV and as a workbook that hold what the API holds', async () => {
    const chief = await on.program.colleague('chief')
    const desk = await on.open()
    await desk.signIn('chief')
    await desk.goTo('/desk/cases?stage=archived&sort=-received_on')
    const rows = await every(chief, 'stage=archived&sort=-received_on')
    expect(rows.length).toBeGreaterThan(3)
    await shows(desk, rows.slice(0, 20))
    const files = { csv: csv(await exported(desk, 'csv')), xlsx: xlsx(await exported(desk, 'xlsx')) }
    for (const [kind, [mark, heads, ...lines]] of Object.entries(files)) {
      expect(mark?.[0], kind).toContain(`共 ${rows.length} 件`)
      const at = (name: string) => heads?.indexOf(name) ?? -1
      const told = (line: string[]) => ['办件编号', '事项', '部门', '申请人', '收件日期', '受理日期', '决定日期', '承办人'].map((name) => line[at(name)] ?? '')
      const known = rows.map((row) => [row.number, row.item_name, row.department_name, row.applicant ?? '自然人', row.received_on, row.accepted_on ?? '', row.decided_on ?? '', row.holder_name ?? ''])
      expect(lines.map(told), kind).toEqual(known)
    }
    expect(files.xlsx.slice(1).map((row) => row.join('|').replace(/\|+$/, ''))).toEqual(files.csv.slice(1).map((row) => row.join('|').replace(/\|+$/, '')))
  })

  it('find people and letters by words, kept in the address', async () => {
    const chief = await on.program.colleague('chief')
    const me = await chief.get('/api/v1/session')
    const [letter] = (await chief.get('/api/v1/letters?limit=1')).rows
    const desk = await on.open()
    await desk.signIn('chief')
    for (const [page, words, said] of [
      ['people', me.name, me.name],
      ['letters', letter.number, letter.number],
    ] as const) {
      await desk.goTo(`/desk/${page}`)
      await desk.page.locator('tbody tr td a').nth(1).waitFor()
      await desk.page.locator(`#${page}-q`).fill(words)
      await desk.page.keyboard.press('Enter')
      await expect.poll(() => desk.page.locator('tbody tr').count(), { timeout: 30_000 }).toBe(1)
      expect(await desk.page.locator('tbody tr').innerText()).toContain(said)
      await desk.page.reload()
      await expect.poll(() => desk.page.locator(`#${page}-q`).inputValue(), { timeout: 30_000 }).toBe(words)
      await desk.page.getByRole('button', { name: '重置' }).click()
      await expect.poll(() => desk.page.locator('tbody tr').count(), { timeout: 30_000 }).toBeGreaterThan(1)
    }
  })
})
