/** Lists: sorted, turned page by page, kept as a view, and taken away in files that hold what the API holds. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import type { Desk } from './desk'
import { csv, xlsx } from './file'
import type { Answer, Colleague } from './program'
import { stage } from './stage'
import { department } from './walk'

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

  it('has what it knows in its address, and nothing else, as every list', async () => {
    const supervisor = await on.program.colleague('supervisor')
    const desk = await on.open()
    await desk.signIn('supervisor')
    const { page } = desk
    const address = () => page.url().slice(on.program.origin.length)
    await desk.goTo('/desk/cases?state=nonsense&sort=zzz&stage=nonsense&department=x')
    await shows(desk, (await every(supervisor, 'sort=due')).slice(0, 20))
    expect(address()).toBe('/desk/cases')
    await desk.goTo('/desk/cases?state=nonsense&sort=-received_on')
    await shows(desk, (await every(supervisor, 'sort=-received_on')).slice(0, 20))
    expect(address()).toBe('/desk/cases?sort=-received_on')
    await desk.goTo('/desk/people?state=nonsense&sort=zzz&department=x')
    await page.locator('tbody tr').first().waitFor()
    expect(address()).toBe('/desk/people')
  })

  it('is found again over Back: the page, the place, and the row that was opened', async () => {
    const supervisor = await on.program.colleague('supervisor')
    const desk = await on.open()
    await desk.signIn('supervisor')
    const { page } = desk
    const second = (await every(supervisor, 'sort=due')).slice(20, 40)
    await page.getByRole('link', { name: '办件查询' }).click()
    await page.getByRole('button', { name: '下一页' }).click()
    await shows(desk, second)
    const row = second[second.length - 1]!
    await page.setViewportSize({ width: 1366, height: 500 })
    const link = page.locator('tbody td.number a').last()
    await link.scrollIntoViewIfNeeded()
    await link.click()
    await page.waitForURL(new RegExp(`/desk/cases/${row.id}`))
    await page.locator('main').getByText(row.number).first().waitFor()
    await page.goBack()
    await shows(desk, second)
    await page.getByText('第 2 页').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), { timeout: 15_000 }).toBe(row.number)
    const seen = await link.boundingBox()
    expect(seen!.y > 0 && seen!.y + seen!.height <= 500, 'the row is in sight').toBe(true)
    // By keyboard from there; and a page that is loaded anew is the same one.
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(`/desk/cases/${row.id}`))
    await page.goBack()
    await shows(desk, second)
    await page.reload()
    await shows(desk, second)
    await page.getByRole('button', { name: '查询', exact: true }).click()
    await shows(desk, (await every(supervisor, 'sort=due')).slice(0, 20))
  })

  it('stands as close as each person likes, and with the views of that person', async () => {
    const desk = await on.open()
    await desk.signIn('supervisor')
    const { page } = desk
    const height = async () => (await page.locator('tbody tr').nth(1).boundingBox())?.height ?? 0
    const heights: Record<string, number> = {}
    for (const list of ['cases', 'people', 'items']) {
      await desk.goTo(`/desk/${list}`)
      await page.locator('tbody tr').nth(1).waitFor()
      heights[list] = await height()
    }
    await page.getByRole('button', { name: '紧凑' }).click()
    for (const [list, roomy] of Object.entries(heights)) {
      await desk.goTo(`/desk/${list}`)
      await page.locator('tbody tr').nth(1).waitFor()
      expect(await height(), list).toBeLessThan(roomy)
    }
    await page.getByLabel('视图名称').fill('我的事项')
    await page.getByRole('button', { name: '存为视图' }).click()
    await page.getByRole('button', { name: '我的事项', exact: true }).waitFor()

    await page.getByRole('button', { name: '退出' }).click()
    await desk.signIn('chief')
    await desk.goTo('/desk/items')
    await page.locator('tbody tr').nth(1).waitFor()
    expect(await height()).toBe(heights.items)
    expect(await page.getByRole('button', { name: '我的事项', exact: true }).count()).toBe(0)

    await page.getByRole('button', { name: '退出' }).click()
    await desk.signIn('supervisor')
    await desk.goTo('/desk/items')
    await page.locator('tbody tr').nth(1).waitFor()
    expect(await height()).toBeLessThan(heights.items!)
    await page.getByRole('button', { name: '我的事项', exact: true }).waitFor()
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

  it('has neighbors that are taken away alike', async () => {
    const chief = await on.program.colleague('chief')
    const desk = await on.open()
    await desk.signIn('chief')
    for (const [page, first, sort, field] of [['items', '事项', '-code', 'name'], ['people', '姓名', '-name', 'name'], ['letters', '授权书编号', 'to', 'number'], ['licenses', '证照编号', 'valid_until', 'number']] as const) {
      await desk.goTo(`/desk/${page}?sort=${sort}`)
      await desk.page.locator('tbody tr').first().waitFor()
      const [mark, heads, ...lines] = csv(await exported(desk, 'csv'))
      expect(mark?.[0], page).toContain('月度办件分析')
      expect(heads?.[0], page).toBe(first)
      expect(lines.length, page).toBeGreaterThan(0)
      const shown = (await chief.get(`/api/v1/${page}?limit=100&sort=${sort}${page === 'items' ? '&in_force=true' : ''}`)).rows
      expect(lines.slice(0, shown.length).map((line) => line[0]), `${page} in the order of the screen`).toEqual(shown.map((row: Answer) => row[field]))
      expect(await graveAtDesk(desk.page, page)).toEqual([])
    }
    const supervisor = await on.program.colleague('supervisor')
    const looks = (await supervisor.get('/api/v1/looks?limit=100')).rows.filter((row: Answer) => row.kind === 'look.list_exported')
    expect(looks.length).toBe(4)
    expect((await chief.get('/api/v1/people?limit=1')).rows.length).toBe(1)
  })

  it.each([
    ['items', '实施编码', 'in_force=true', 'code', 'name', '事项类型'],
    ['people', '姓名', '', 'name', 'name', '编制身份'],
    ['letters', '授权书编号', '', '-number', 'number', '签发人'],
    ['licenses', '有效期至', '', 'valid_until', 'number', '持证人'],
  ])('of %s are sorted by the server, with columns and views', async (list, heading, filter, sort, field, column) => {
    const chief = await on.program.colleague('chief')
    const answer = (order: string): Promise<Answer> => chief.get(`/api/v1/${list}?limit=20&${filter}&sort=${order}`)
    const [first, turned] = await Promise.all([answer(sort), answer(sort.startsWith('-') ? sort.slice(1) : `-${sort}`)])
    const desk = await on.open()
    await desk.signIn('chief')
    const { page } = desk
    const shown = () => page.locator('tbody tr td a').allInnerTexts()
    const shows = (answer: Answer) => expect.poll(shown, { timeout: 15_000 }).toEqual(answer.rows.map((row: Answer) => row[field]))
    await desk.goTo(`/desk/${list}`)
    await page.getByRole('button', { name: heading }).click()
    await shows(first)
    expect(first.rows.length, 'more than one, or there is no order').toBeGreaterThan(1)
    expect(await page.locator('th[aria-sort]').filter({ hasText: heading }).getAttribute('aria-sort')).toBe(sort.startsWith('-') ? 'descending' : 'ascending')
    await page.getByRole('button', { name: heading }).click()
    await shows(turned)

    const heads = page.locator('thead').getByText(column, { exact: true })
    await heads.waitFor()
    await page.getByText('显示列', { exact: true }).first().click()
    await page.getByRole('checkbox', { name: column }).uncheck()
    await heads.waitFor({ state: 'detached' })
    await page.getByText('显示列', { exact: true }).first().click()
    await page.getByLabel('视图名称').fill('倒序')
    await page.getByRole('button', { name: '存为视图' }).click()
    await page.getByRole('button', { name: '重置' }).click()
    await page.getByText('显示列', { exact: true }).first().click()
    await page.getByRole('button', { name: '恢复默认列' }).click()
    await heads.waitFor()
    await page.reload()
    await page.getByRole('button', { name: '倒序', exact: true }).click()
    await shows(turned)
    await heads.waitFor({ state: 'detached' })
  })

  it('say in words how they are sorted, and items are by pinyin', async () => {
    const chief = await on.program.colleague('chief')
    const rows: Answer[] = (await chief.get('/api/v1/items?limit=20&in_force=true')).rows
    const desk = await on.open()
    await desk.signIn('chief')
    await desk.goTo('/desk/items')
    await expect.poll(() => desk.page.locator('tbody tr td a').allInnerTexts(), { timeout: 15_000 }).toEqual(rows.map((row) => row.name))
    const [first, last] = [rows[0]!.name, rows[rows.length - 1]!.name]
    expect(new Intl.Collator('zh-CN-u-co-pinyin').compare(first, last), `${first} before ${last}`).toBeLessThan(0)
    await desk.page.getByText('按拼音从 A 到 Z 排列。').waitFor()
    await desk.picture('items-by-pinyin')
    await desk.page.getByRole('button', { name: '部门' }).click()
    await desk.page.getByText('按部门登记的先后排列。').waitFor()
  })

  it('of licenses are found by two characters, and by nobody\'s number', async () => {
    const chief = await on.program.colleague('chief')
    const [license] = (await chief.get('/api/v1/licenses?limit=1&sort=-valid_from')).rows
    const words = String(license.name).slice(0, 2)
    const found = (await chief.get(`/api/v1/licenses?limit=20&sort=-valid_from&q=${encodeURIComponent(words)}`)).rows
    expect(found.length).toBeGreaterThan(0)
    const desk = await on.open()
    await desk.signIn('chief')
    const { page } = desk
    await desk.goTo('/desk/licenses')
    await page.locator('tbody tr td a').first().waitFor()
    await page.locator('#license-q').fill(words)
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=/)
    await expect.poll(() => page.locator('tbody tr td a').allInnerTexts(), { timeout: 15_000 }).toEqual(found.map((row: Answer) => row.number))
    await desk.picture('licenses-by-words')
    for (const [typed, said] of [[words[0]!, '请至少输入两个字。'], ['51200019900101001X', '这里不按个人查找']] as const) {
      await page.locator('#license-q').fill(typed)
      await page.keyboard.press('Enter')
      await page.locator('#license-wrong').filter({ hasText: said }).waitFor()
      expect(page.url()).not.toContain(encodeURIComponent(typed) + '&')
      expect(page.url()).not.toContain('512000')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('license-q')
    }
  })

  it('of enquiries and hand-overs turn by day, with columns and views', async () => {
    const at = await department(on.program)
    for (const situation of ['个体工商户', '企业法人']) await at.clerk.post('/api/v1/enquiries', { item: at.item, papers: at.papers, situation, advice: '现场核查由本机关安排，不收取费用。' })
    const desk = await on.open()
    await desk.signIn('clerk')
    const { page } = desk
    const numbers = async (sort: string) => (await at.clerk.get(`/api/v1/enquiries?limit=20&sort=${sort}`)).rows.map((row: Answer) => row.number)
    const shown = () => page.locator('tbody tr td a').allInnerTexts()
    await desk.goTo('/desk/enquiries')
    await expect.poll(shown, { timeout: 15_000 }).toEqual(await numbers('-told_on'))
    await page.getByRole('button', { name: '告知日期' }).click()
    await expect.poll(shown, { timeout: 15_000 }).toEqual(await numbers('told_on'))
    expect((await numbers('told_on')).length).toBeGreaterThan(1)
    expect(await page.locator('th[aria-sort="ascending"]').innerText()).toContain('告知日期')
    await page.locator('summary').filter({ hasText: '显示列' }).click()
    await page.getByRole('checkbox', { name: '经办人' }).uncheck()
    await page.keyboard.press('Escape')
    expect(await page.locator('details.columns').getAttribute('open')).toBe(null)
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY')
    await page.locator('thead').getByText('经办人', { exact: true }).waitFor({ state: 'detached' })
    await page.locator('summary').filter({ hasText: '显示列' }).click()
    await desk.picture('enquiries-columns')
    await page.locator('h1').click()
    expect(await page.locator('details.columns').getAttribute('open')).toBe(null)
    await page.getByLabel('视图名称').fill('先告知的')
    await page.getByRole('button', { name: '存为视图' }).click()
    await page.getByRole('button', { name: '重置' }).click()
    await page.reload()
    await page.getByRole('button', { name: '先告知的', exact: true }).click()
    await page.waitForURL(/sort=told_on/)

    await desk.goTo('/desk/handovers?whose=department')
    await page.getByRole('button', { name: '交接日期' }).click()
    await page.waitForURL(/sort=proposed_on/)
    await page.getByText('交接早的在前。').waitFor()
    await page.locator('summary').filter({ hasText: '显示列' }).click()
    await page.getByRole('checkbox', { name: '接班人' }).uncheck()
    await page.locator('thead').getByText('接班人', { exact: true }).waitFor({ state: 'detached' })
    await desk.picture('handovers-columns')
  })

  it('of accounts are sorted by the server', async () => {
    const security = await on.program.colleague('security')
    const desk = await on.open()
    await desk.signIn('security')
    const { page } = desk
    const shown = () => page.locator('tbody th[scope="row"]').allInnerTexts()
    const logins = async (sort: string) => (await security.get(`/api/v1/accounts?limit=50&sort=${sort}`)).rows.map((row: Answer) => row.login)
    await desk.goTo('/desk/settings/accounts')
    for (const [heading, sort] of [['登录名', '-login'], ['开设时间', 'created_at'], ['最近登录', 'last_used_at'], ['最近登录', '-last_used_at']] as const) {
      await page.locator('thead').getByRole('button', { name: heading }).click()
      await page.waitForURL(new RegExp(`sort=${sort}`))
      await expect.poll(shown, { timeout: 15_000 }).toEqual(await logins(sort))
    }
    await desk.picture('accounts-by-use')
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
