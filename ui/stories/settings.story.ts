/** Settings: a year of the calendar is published from its notice, and the evidence is verified, also where a row was changed. */
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import { stage } from './stage'

const on = stage()

/** 2027 as a notice might announce it, with the days that the law gives each holiday (全国年节及纪念日放假办法 art. 2). */
const YEAR = `日期,类型,节日
2027-01-01,放假,元旦
2027-01-02,放假,元旦
2027-01-03,放假,元旦
2027-02-05,放假,春节
2027-02-06,放假,春节
2027-02-07,放假,春节
2027-02-08,放假,春节
2027-02-09,放假,春节
2027-02-20,调休上班,春节
2027-04-05,放假,清明
2027-05-01,放假,劳动节
2027-05-02,放假,劳动节
2027-06-09,放假,端午
2027-09-15,放假,中秋
2027-10-01,放假,国庆节
2027-10-02,放假,国庆节
2027-10-03,放假,国庆节
2027-10-09,调休上班,国庆节
`

describe('the administrator', () => {
  it('publishes a year from its notice, after trying what it would move', async () => {
    const system = await on.program.colleague('system')
    expect((await system.get('/api/v1/calendar/2027')).published).toBe(false)
    const desk = await on.open()
    await desk.signIn('system')
    await desk.page.getByRole('link', { name: '系统管理', exact: true }).click()
    await desk.page.getByRole('link', { name: '日历', exact: true }).click()
    await desk.page.locator('#notice').fill('国办发明电〔2026〕9号')
    await desk.page.locator('#days-file').setInputFiles({ name: '2027.csv', mimeType: 'text/csv', buffer: Buffer.from(`${YEAR}2027-13-01,放假,元旦\n`) })
    // A line that is no day is named, and nothing can be tried before it is mended.
    await desk.page.getByText('有读不懂的行').first().waitFor()
    expect(await desk.page.getByRole('button', { name: '试算' }).isDisabled()).toBe(true)
    await desk.page.locator('#days-file').setInputFiles({ name: '2027.csv', mimeType: 'text/csv', buffer: Buffer.from(YEAR) })
    await desk.page.getByRole('button', { name: '试算' }).click()
    await desk.page.getByRole('button', { name: '确认公布' }).click()
    await desk.confirm('system')
    await desk.page.getByText('已公布。', { exact: true }).waitFor()
    await desk.goTo('/desk/settings/calendar?year=2027')
    await desk.page.getByText('国办发明电〔2026〕9号').first().waitFor()
    const year = await system.get('/api/v1/calendar/2027')
    expect(year.published).toBe(true)
    expect(year.days.find((day: { date: string }) => day.date === '2027-02-20').working).toBe(true)
  })

  it('gives his password once more before he opens a way in', async () => {
    const security = await on.program.colleague('security')
    const { rows } = await security.get('/api/v1/accounts?q=clerk-labor')
    const account = rows.find((row: { login: string }) => row.login === 'clerk-labor')
    const desk = await on.open()
    const { page } = desk
    await desk.signIn('security')
    await desk.goTo('/desk/settings/tokens')
    await page.getByRole('button', { name: '签发令牌' }).click()
    await page.locator('#token-name').fill('省一体化平台')
    await desk.dialog.locator('input[id$="-department"]').fill(account.department_name)
    await page.locator('.el-select-dropdown:visible').getByText(account.department_name, { exact: true }).click()
    await desk.dialog.locator('select[id$="-person"]').selectOption(account.person)
    await page.locator('#token-post').selectOption({ index: 1 })
    await desk.dialog.locator('.el-checkbox').first().click()
    const today = (await page.locator('#token-until').getAttribute('min')) ?? ''
    await page.locator('#token-until').fill(new Date(Date.parse(today) + 30 * 86_400_000).toISOString().slice(0, 10))
    await page.locator('button[form="token"]').click()
    await page.locator('#confirm-password').waitFor()
    await desk.picture('token-password-again')
    await desk.confirm('security')
    await page.locator('#secret').filter({ hasText: 'dwt_' }).waitFor()

    await desk.goTo('/desk/settings/accounts?q=clerk-labor')
    await page.getByRole('button', { name: '重置密码 clerk-labor', exact: true }).click()
    await page.locator('button[form="account"]').click()
    await page.locator('#secret').waitFor()
    await page.getByRole('button', { name: '我已记下，关闭' }).click()
  })

  it('finds somebody by initials, and chooses among departments that are sorted and found by name', async () => {
    const system = await on.program.colleague('system')
    const desk = await on.open()
    await desk.signIn('system')
    await desk.goTo('/desk/settings/people')
    const { page } = desk
    const names = () => page.locator('tbody th').allInnerTexts()
    await page.locator('tbody tr').first().waitFor()
    // 谭和 of the demo city, by initials and by name.
    await page.locator('#staff-q').fill('th')
    await page.keyboard.press('Enter')
    const found = (await system.get('/api/v1/people?q=th&limit=20')).rows.map((row: { name: string }) => row.name)
    await expect.poll(names).toEqual(found)
    expect(found).toContain('谭和')
    await page.locator('#staff-q').fill('谭和')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await names()).join()).toBe('谭和')
    await page.getByRole('button', { name: '重置' }).click()

    const offered = () => page.locator('.el-select-dropdown:visible .el-select-dropdown__item:visible').allInnerTexts()
    await page.locator('#staff-department').click()
    await expect.poll(async () => (await offered()).length).toBeGreaterThan(3)
    const [, ...all] = await offered()
    expect(all).toEqual([...all].sort((a, b) => a.localeCompare(b, 'zh-CN')))
    await page.locator('#staff-department').fill('市场监督')
    await expect.poll(async () => (await offered()).every((name) => name.includes('市场监督'))).toBe(true)
    await desk.picture('settings-people-department')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.url()).toContain('department=')
    await page.locator('tbody tr').first().waitFor()
    expect(await graveAtDesk(page, 'people of a department')).toEqual([])
    await page.getByRole('button', { name: '登记人员' }).click()
    await desk.dialog.locator('#person-department').fill('市场监督')
    await expect.poll(async () => (await offered()).every((name) => name.includes('市场监督'))).toBe(true)
    await desk.picture('settings-people-register')
  })

  it('verifies the evidence with its progress, and finds the one row that somebody changed under it', async () => {
    const desk = await on.open()
    await desk.signIn('audit')
    await desk.goTo('/desk/settings/audit')
    const begin = desk.page.getByRole('button', { name: '开始核验' })
    let steps = 0
    await desk.page.exposeFunction('stepped', () => (steps += 1))
    await desk.page.evaluate(() => new MutationObserver(() => document.querySelector('#progress') && (window as unknown as { stepped: () => void }).stepped()).observe(document.body, { childList: true, subtree: true }))
    await begin.click()
    await desk.page.locator('.result').filter({ hasText: '没有发现改动' }).waitFor()
    expect(steps, 'its progress is shown').toBeGreaterThan(0)

    await on.program.stop()
    const stream = on.program.tamper('case.received')
    await on.program.again()
    await desk.page.reload()
    await begin.click()
    await desk.page.locator('.result').filter({ hasText: '发现 1 处改动' }).waitFor()
    await desk.page.getByRole('cell', { name: stream }).waitFor()
    const audit = await on.program.colleague('audit')
    const found = await audit.post('/api/v1/evidence/verification', {})
    expect(found.ok).toBe(false)
    expect(found.findings.map((finding: { stream: string }) => finding.stream)).toEqual([stream])
  })
})
