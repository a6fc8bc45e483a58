/** 专网办件: registered by keyboard, amended for a reason, found, taken away, and reconciled with a file of that system. */
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import type { Desk } from './desk'
import { csv, xlsx } from './file'
import type { Answer, Colleague } from './program'
import { stage } from './stage'
import { department } from './walk'

const on = stage()
const SYSTEM = '省市场监管专网'
/** Found on all pages of a story, so that one run tells everything. */
let found: string[] = []
afterEach(() => expect(found.splice(0)).toEqual([]))

/** axe in both themes; and pictures in both themes and languages, for whoever reviews them. */
async function look(desk: Desk, what: string): Promise<void> {
  found.push(...(await graveAtDesk(desk.page, what)))
  if (!process.env.DAOWEI_STORY_PICTURES) return
  for (const theme of ['dark', 'light'] as const) {
    await desk.page.evaluate((chosen) => (document.documentElement.dataset.theme = chosen), theme)
    await desk.picture(`foreign-${what}-${theme}`)
  }
}

/** So many days ago at that time of the clock in Shanghai, as a field for times holds it. */
function ago(days: number, time: string): string {
  return `${new Date(Date.now() - days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)}T${time}`
}
const instant = (wall: string): string => `${wall}:00+08:00`

/** Registered at the API, beside the browser. */
function registered(by: Colleague, item: string, number: string, progress: Answer, system = SYSTEM): Promise<Answer> {
  return by.post('/api/v1/foreign-cases', { system, number, item, progress })
}

const every = async (by: Colleague, query: string): Promise<Answer[]> => (await by.get(`/api/v1/foreign-cases?limit=100&${query}`)).rows

const numbers = (desk: Desk): Promise<string[]> => desk.page.locator('tbody td a').filter({ hasText: /\S/ }).allInnerTexts()
const shows = (desk: Desk, rows: Answer[]) => expect.poll(() => numbers(desk), { timeout: 15_000 }).toEqual(rows.map((row) => row.number))

describe('foreign cases', () => {
  it('are registered by keyboard alone, checked while one types, and registered once', async () => {
    const at = await department(on.program)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo('/desk/foreign-cases')
    await desk.page.getByRole('heading', { level: 1, name: '专网办件' }).waitFor()
    await desk.page.getByText('没有符合条件的专网办件').waitFor()
    await look(desk, 'empty')
    await desk.tabTo('登记专网办件')
    await desk.press('Enter')
    await desk.page.locator('#foreign-system:focus').waitFor()
    await desk.type(SYSTEM)
    await desk.tabTo('foreign-number')
    await desk.type('SC2026-KB1')
    await desk.tabTo('foreign-item')
    await desk.page.keyboard.type(at.itemName.slice(0, 6))
    await desk.page.locator('#foreign-item-found li').first().waitFor()
    await desk.press('Enter')
    await desk.page.locator('#foreign-applicant:focus').waitFor()
    await desk.type('测试申请人')
    await desk.tabTo('foreign-received')
    await desk.page.locator('#foreign-received:focus').fill(ago(2, '09:30'))
    // Before it was received, and in the future: said at once, and nothing can be sent.
    await desk.page.locator('#foreign-accepted').fill(ago(3, '09:30'))
    await desk.page.locator('#foreign-accepted-wrong').waitFor()
    await desk.page.locator('#foreign-decided').fill(ago(-2, '09:30'))
    expect(await desk.page.locator('#foreign-decided-wrong').innerText()).toBe('不能晚于现在。')
    await desk.page.locator('#foreign-document').fill('JY1')
    const submit = desk.page.getByRole('button', { name: /^登记（Alt/ })
    await submit.click()
    await desk.page.locator('.error-summary:focus').waitFor()
    expect(await desk.page.locator('.error-summary a').allInnerTexts()).toEqual(['受理时间：不能早于前一个时间。', '办结时间：不能晚于现在。', '办理结果：有办结时间的，须选择办理结果。'])
    await look(desk, 'new')
    await desk.page.locator('#foreign-accepted').fill(ago(2, '10:00'))
    await desk.page.locator('#foreign-decided').fill('')
    await desk.page.locator('#foreign-document').fill('')
    await desk.page.getByText(/草稿已于/).waitFor()
    await desk.page.keyboard.press('Alt+Enter')
    await desk.page.locator('#amend').waitFor()
    const [row] = await every(at.clerk, 'number=SC2026-KB1')
    expect(row).toMatchObject({ system: SYSTEM, item: at.item, standing: 'open', confirmed: false, received_on: ago(2, '').slice(0, 10) })
    expect(new URL(desk.page.url()).pathname).toBe(`/desk/foreign-cases/${row?.id}`)
    expect(await desk.page.locator('main').innerText()).not.toContain('测试申请人')
    await look(desk, 'page')
    // The same number once more is known before it is sent.
    await desk.page.getByRole('button', { name: '再登记一件' }).click()
    await desk.page.locator('#foreign-system:focus').waitFor()
    expect(await desk.page.locator('#foreign-number').inputValue(), 'the draft went with the case').toBe('')
    await desk.page.locator('#foreign-system').fill(SYSTEM)
    await desk.page.locator('#foreign-number').fill('ＳＣ2026-KB1')
    await desk.page.locator('#foreign-taken').waitFor()
    await look(desk, 'taken')
    await desk.page.getByRole('button', { name: '重置' }).click()
    await desk.page.getByRole('button', { name: '清空' }).click()
    // The help lists the key of this page.
    await desk.page.getByRole('button', { name: '帮助' }).click()
    expect(await desk.dialog.innerText()).toContain('边填边存草稿')
  })

  it('keep what was typed when the session ends in the middle', async () => {
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo('/desk/foreign-cases/new')
    await desk.page.locator('#foreign-system').fill('国家信用平台')
    await desk.page.locator('#foreign-number').fill('XY-7')
    await desk.page.getByText('清单外事项：本单位清单上没有').click()
    await desk.page.locator('#foreign-item-name').fill('某项备案')
    await desk.page.locator('#foreign-received').fill(ago(1, '09:30'))
    await desk.context.clearCookies()
    await desk.page.locator('#foreign-applicant').fill('王小二')
    await desk.page.keyboard.press('Alt+Enter')
    await desk.page.locator('#login').waitFor()
    await desk.enter('clerk')
    // The password over the page, and what was asked for is done.
    await desk.page.locator('#amend').waitFor()
    const clerk = await on.program.colleague('clerk')
    expect((await every(clerk, 'number=XY-7'))[0]).toMatchObject({ item: null, item_name: '某项备案' })
  })

  it('are amended for a reason, and their applicant is shown for a purpose', async () => {
    const at = await department(on.program)
    const one = await at.clerk.post('/api/v1/foreign-cases', {
      system: SYSTEM, number: 'SC2026-AM1', item: at.item, applicant: '欧阳无名', progress: { received_at: instant(ago(3, '09:00')), accepted_at: instant(ago(3, '09:30')) },
    })
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/foreign-cases/${one.id}`)
    await desk.page.locator('#amend').click()
    await desk.page.locator('#amend-accepted:focus').waitFor()
    // What stands is altered: progress will not do.
    await desk.page.locator('#amend-accepted').fill(ago(3, '10:00'))
    await desk.dialog.getByText('办理进展只能补充').waitFor()
    await desk.page.locator('[form="amend-form"]').click()
    await desk.dialog.locator('.error-summary:focus').waitFor()
    await look(desk, 'amend')
    await desk.dialog.getByRole('radio', { name: '登记有误' }).check({ force: true })
    await desk.page.locator('[form="amend-form"]').click()
    await desk.page.locator('tbody').getByText('登记有误').waitFor()
    await desk.page.locator('#amend').click()
    await desk.page.locator('#amend-accepted:focus').waitFor()
    await desk.page.locator('#amend-decided').fill(ago(1, '16:00'))
    await desk.page.locator('#amend-result').selectOption('granted')
    await desk.page.locator('#amend-document').fill('JY15120000017')
    await desk.page.keyboard.press('Alt+Enter')
    await desk.page.locator('tbody').getByText('办理进展').waitFor()
    await look(desk, 'history')
    const held = await at.clerk.get(`/api/v1/foreign-cases/${one.id}`)
    expect(held.progress).toMatchObject({ result: 'granted', document: 'JY15120000017', accepted_at: new Date(instant(ago(3, '10:00'))).toISOString().replace('.000', '') })
    expect(held.history.map((step: Answer) => step.reason ?? null)).toEqual([null, 'mistyped', 'progressed'])
    // In clear for a purpose only, and on record.
    expect(await desk.page.locator('main').innerText()).not.toContain('欧阳无名')
    await desk.page.getByRole('button', { name: '查看申请人' }).click()
    await desk.page.locator('#purpose').fill('电话通知领证')
    await desk.page.locator('[form="reveal"]').click()
    await desk.dialog.getByText('欧阳无名').waitFor()
    await look(desk, 'reveal')
    const supervisor = await on.program.colleague('supervisor')
    const looks = (await supervisor.get('/api/v1/looks?limit=10')).rows
    expect(looks[0]).toMatchObject({ kind: 'look.foreign_shown', purpose: '电话通知领证' })
  })

  it('are listed by filters that stay in the address, and taken away as they stand', async () => {
    const at = await department(on.program)
    for (let place = 1; place <= 22; place += 1) {
      const received = ago(place, '08:00')
      const ended = place % 2 ? { decided_at: instant(ago(place - 1, '00:00')), result: place % 4 === 1 ? 'granted' : 'refused' } : {}
      await registered(at.clerk, at.item, `=PJ${place}`, { received_at: instant(received), ...ended }, '国家许可平台')
    }
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.page.getByRole('button', { name: '窗口日常' }).click()
    await desk.page.getByRole('link', { name: '专网办件' }).click()
    const all = await every(at.clerk, '')
    await shows(desk, all.slice(0, 20))
    await look(desk, 'list')
    await desk.page.getByRole('button', { name: '下一页' }).click()
    await shows(desk, all.slice(20, 40))
    await desk.page.locator('#foreign-system').fill('国家 许可平台')
    await desk.page.locator('#foreign-item').fill(at.itemName)
    await desk.page.locator('#foreign-item-found li').first().click()
    await desk.page.getByRole('button', { name: '查询' }).click()
    await shows(desk, (await every(at.clerk, `system=${encodeURIComponent('国家许可平台')}`)).slice(0, 20))
    await desk.page.locator('.filters .kind').click()
    await desk.page.getByRole('option', { name: '准予', exact: true }).click()
    const granted = await every(at.clerk, `system=${encodeURIComponent('国家许可平台')}&standing=granted`)
    expect(granted.length).toBeGreaterThan(3)
    await shows(desk, granted)
    await desk.page.reload()
    await shows(desk, granted)
    expect(await desk.page.locator('#foreign-item').inputValue()).toBe(at.itemName)
    const taken = async (format: 'csv' | 'xlsx'): Promise<Buffer> => {
      await desk.page.getByRole('button', { name: /^导出/ }).first().click()
      await desk.dialog.getByRole('radio', { name: format === 'csv' ? 'CSV' : /Excel/ }).check({ force: true })
      await desk.dialog.locator('#export-purpose').fill('专网办件月报')
      const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.dialog.getByRole('button', { name: '导出', exact: true }).click()])
      await desk.dialog.getByText('文件已交给浏览器保存').waitFor()
      if (format === 'csv') await look(desk, 'export')
      await desk.dialog.getByRole('button', { name: '关闭', exact: true }).last().click()
      return readFileSync(await download.path())
    }
    for (const [kind, [mark, heads, ...lines]] of Object.entries({ csv: csv(await taken('csv')), xlsx: xlsx(await taken('xlsx')) })) {
      expect(mark?.[0], kind).toContain(`共 ${granted.length} 件`)
      expect(mark?.[0], kind).toContain('专网办件月报')
      const told = (line: string[]) => ['系统', '系统办件编号', '事项', '收件日期', '办理结果', '登记人'].map((name) => line[heads?.indexOf(name) ?? -1] ?? '')
      expect(lines.map(told), kind).toEqual(granted.map((row) => [row.system, row.number, row.item_name, row.received_on, '准予', row.registrar]))
    }
    await desk.context.setOffline(true)
    await desk.page.getByText('网络已断开').waitFor()
    await look(desk, 'offline')
    await desk.context.setOffline(false)
    await shows(desk, granted)
    await desk.page.getByRole('button', { name: 'English' }).click()
    await desk.page.getByRole('heading', { level: 1, name: 'Foreign cases' }).waitFor()
    await look(desk, 'list-en')
  })

  it('are reconciled with a file that is tried first, line by line', async () => {
    const at = await department(on.program)
    const me = await at.clerk.get('/api/v1/session')
    const organ = me.posts[0].department_name as string
    const day = (days: number, time: string) => ago(days, time).replace('T', ' ')
    const system = '省对账专网'
    const same = await registered(at.clerk, at.item, 'DZ1', { received_at: instant(ago(3, '09:00')) }, system)
    const other = await registered(at.clerk, at.item, 'DZ2', { received_at: instant(ago(3, '09:00')) }, system)
    const missed = await registered(at.clerk, at.item, 'DZ3', { received_at: instant(ago(2, '09:00')) }, system)
    const head = 'system,number,department,item,received_at,decided_at,result,document'
    const good = [
      `${system},DZ1,${organ},${at.itemName},${day(3, '09:00')},,,`,
      `${system},DZ2,${organ},${at.itemName},${day(3, '09:00')},${day(1, '10:00')},准予,JY2`,
      `${system},DZ4,${organ},${at.itemName},${day(1, '09:00')},,,`,
    ]
    const desk = await on.open()
    await desk.signIn('chief')
    await desk.goTo('/desk/foreign-cases')
    await desk.page.getByRole('button', { name: '导入对账文件' }).click()
    await desk.page.locator('#import-file-choose:focus').waitFor()
    await look(desk, 'import')
    const choose = (name: string, lines: string[]) =>
      desk.page.locator('#import-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\r\n')}\r\n`) })
    const rows = () => desk.page.locator('.panel:has(#import-report) tbody tr').evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].slice(0, 2).map((cell) => cell.textContent?.trim() ?? '')))
    await choose('当日.csv', [head, ...good, `${system},DZ5,${organ},没有这个事项,${day(1, '09:00')},,,`])
    await desk.page.locator('#import-report:focus').waitFor()
    await expect.poll(rows).toEqual([['5', '拒绝'], ['4', '新登记'], ['3', '更新'], ['2', '已对账'], ['—', '文件中没有']])
    expect(await desk.page.locator('.panel:has(#import-report) tbody tr').first().innerText()).toContain('DZ5')
    expect(await desk.page.locator('.panel:has(#import-report) tbody tr').last().innerText()).toContain('DZ3')
    expect(await desk.page.locator('#import-confirm').isDisabled(), 'all rows or none').toBe(true)
    await look(desk, 'tried')
    expect(await every(at.clerk, 'number=DZ4'), 'tried, not done').toEqual([])
    await desk.page.getByText(/^拒绝 1$/).click()
    await expect.poll(rows).toEqual([['5', '拒绝']])

    await choose('改正.csv', [head, ...good])
    await expect.poll(rows).toEqual([['4', '新登记'], ['3', '更新'], ['2', '已对账'], ['—', '文件中没有']])
    await desk.page.locator('#import-confirm').click()
    await desk.page.getByRole('heading', { name: '已导入：改正.csv' }).waitFor()
    await look(desk, 'imported')
    const standing = async (id: string) => {
      const held = await at.clerk.get(`/api/v1/foreign-cases/${id}`)
      return [held.confirmed, held.progress.result ?? null]
    }
    expect([await standing(same.id), await standing(other.id), await standing(missed.id)]).toEqual([[true, null], [true, 'granted'], [false, null]])
    const [fresh] = await every(at.clerk, 'number=DZ4')
    const chief = await (await on.program.colleague('chief')).get('/api/v1/session')
    expect(fresh).toMatchObject({ confirmed: true, registrar: chief.name })
    // The same file once more changes nothing.
    await choose('改正.csv', [head, ...good])
    await expect.poll(rows).toEqual([['2', '无变化'], ['3', '无变化'], ['4', '无变化'], ['—', '文件中没有']])
    // Some rows only, and what is no text at all.
    await choose('部分.csv', [head, `${system},DZ6,${organ},${at.itemName},${day(1, '09:00')},,,`, `${system},DZ7,${organ},${at.itemName},${day(1, '09:00')},,通过,`])
    await desk.page.locator('#import-partial').click()
    await desk.page.getByRole('heading', { name: '已导入：部分.csv' }).waitFor()
    expect([(await every(at.clerk, 'number=DZ6')).length, (await every(at.clerk, 'number=DZ7')).length]).toEqual([1, 0])
    await desk.page.locator('#import-file').setInputFiles({ name: 'gbk.csv', mimeType: 'text/csv', buffer: Buffer.from([...Buffer.from(`${head}\n`), 0xb1, 0xb1]) })
    await desk.page.getByText('请另存为“CSV UTF-8”').waitFor()
    await desk.page.locator('#import-file').setInputFiles({ name: '全年.csv', mimeType: 'text/csv', buffer: Buffer.alloc(256 * 1024 + 1, 97) })
    await desk.page.getByText('“全年.csv”超过 256 KiB').waitFor()
    await look(desk, 'too-large')
  })

  it('are nobody’s to see or to import whose they are not', async () => {
    const clerk = await on.open()
    await clerk.signIn('clerk')
    await clerk.goTo('/desk/foreign-cases')
    await clerk.page.getByRole('button', { name: '登记专网办件' }).waitFor()
    expect(await clerk.page.getByRole('button', { name: '导入对账文件' }).count()).toBe(0)
    await clerk.goTo('/desk/foreign-cases/import')
    await clerk.page.getByText('无权查看').waitFor()
    expect(await clerk.page.locator('#import-file').count()).toBe(0)
    await look(clerk, 'import-not-theirs')
    const one = (await every(await on.program.colleague('clerk'), ''))[0]
    const system = await on.open()
    await system.signIn('system')
    expect(await system.page.getByRole('button', { name: '台账' }).count(), 'a group of theirs').toBe(1)
    expect(await system.page.getByRole('button', { name: '窗口日常' }).count()).toBe(0)
    await system.goTo('/desk/foreign-cases')
    await system.page.getByText('无权查看').waitFor()
    await look(system, 'list-not-theirs')
    await system.goTo(`/desk/foreign-cases/${one?.id}`)
    await system.page.getByText('无权查看').waitFor()
    await system.goTo('/desk/foreign-cases/new')
    await system.page.getByText('无权查看').waitFor()
  })

  it('read in English, in the dark', async () => {
    const at = await department(on.program)
    const one = (await every(at.clerk, 'number=SC2026-AM1'))[0]
    const desk = await on.open({ dark: true })
    await desk.signIn('chief')
    await desk.page.getByRole('button', { name: 'English' }).click()
    for (const [path, heading, what] of [
      ['/desk/foreign-cases/new', 'Register a foreign case', 'new-en'],
      ['/desk/foreign-cases/import', 'Import a file', 'import-en'],
      [`/desk/foreign-cases/${one?.id}`, `${SYSTEM} SC2026-AM1`, 'page-en'],
    ] as const) {
      await desk.goTo(path)
      await desk.page.getByRole('heading', { level: 1, name: heading }).waitFor()
      await look(desk, what)
    }
    await desk.page.locator('#amend').click()
    await desk.page.locator('#amend-accepted:focus').waitFor()
    await look(desk, 'amend-en')
  })
})
