/** What was typed survives the end of a session, a stopped server and a closed window (UX-09, UX-27). */
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import { stage } from './stage'
import { department, received } from './walk'

const on = stage()

describe('the desk', () => {
  it('asks for the password over the page when the session ends in the middle, and goes on exactly there', async () => {
    const desk = await on.open()
    const { page } = desk
    await desk.signIn('clerk')
    await desk.goTo('/desk/intake')
    await page.locator('#applicant-name').fill('王小二')
    await page.locator('#applicant-number').fill('51200019900101001X')
    await page.locator('#unlisted').fill('申请人自愿提交的照片两张')
    await page.locator('#matter').fill('临时占道')
    await page.getByText(/草稿已于/).waitFor()
    // What only this page knows: it is not loaded anew.
    await page.evaluate(() => {
      ;(window as unknown as { same: boolean }).same = true
      scrollTo(0, 200)
    })
    const scrolled = await page.evaluate(() => scrollY)
    await page.locator('#matter').focus()
    // Ended elsewhere: the browser knows nothing of it.
    await desk.context.clearCookies()
    await desk.receive()
    await page.locator('.sign-in-over #why').filter({ hasText: '登录已经失效' }).waitFor()
    await page.locator('#login:focus').waitFor()
    expect(await page.locator('#applicant-name').isVisible(), 'nobody sees the page meanwhile').toBe(false)
    expect(await page.title()).toMatch(/^请重新登录 · /)
    expect(await graveAtDesk(page, 'signing in over a page')).toEqual([])
    await page.keyboard.press('Escape')
    await desk.picture('sign-in-over')
    await desk.enter('clerk')
    // What was sent goes on, once more with the password, as a receipt wants it.
    await page.locator('#confirm-password').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('#applicant-name').waitFor()
    expect(await page.locator('#applicant-name').inputValue()).toBe('王小二')
    expect(await page.locator('#unlisted').inputValue()).toBe('申请人自愿提交的照片两张')
    expect(await page.locator('#matter').inputValue()).toBe('临时占道')
    expect(await page.evaluate(() => [(window as unknown as { same?: boolean }).same, scrollY])).toEqual([true, scrolled])
    await page.getByText(/草稿已于/).waitFor()
  })

  it('goes on with an open dialog, and shows it to nobody else', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const desk = await on.open()
    const { page } = desk
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.begin('不予受理')
    const reasons = page.locator('#field-reasons')
    await reasons.fill('申请材料不齐全')
    await page.getByText(/草稿已于/).waitFor()
    await desk.context.clearCookies()
    // What is typed is kept by itself: that finds out.
    await reasons.fill('申请材料不齐全，缺少法定代表人签字')
    await page.locator('#login:focus').waitFor()
    expect(await page.locator('[form="act"]').isVisible()).toBe(false)
    await desk.enter('clerk')
    await page.locator('.sign-in-over').waitFor({ state: 'hidden' })
    expect(await reasons.inputValue()).toBe('申请材料不齐全，缺少法定代表人签字')
    expect(await desk.focused(), 'the focus is where it was').toContain('field-reasons')
    await page.getByText(/草稿已于/).waitFor()
    // Now somebody else comes: nothing of it is left.
    await desk.context.clearCookies()
    await reasons.fill('申请材料不齐全，缺少法定代表人签字和日期')
    await page.locator('#login:focus').waitFor()
    await desk.enter('chief')
    await page.waitForURL('**/desk/workbench')
    await page.locator('.who').filter({ hasText: '首席代表' }).waitFor()
    expect(await page.locator('body').innerText()).not.toContain('缺少法定代表人')
    expect(await page.locator('body.away').count()).toBe(0)
    // The clerk's words are the clerk's.
    await page.getByRole('button', { name: '退出' }).click()
    await desk.enter('clerk')
    await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.begin('不予受理')
    await page.getByText(/已恢复/).waitFor()
    expect(await reasons.inputValue()).toBe('申请材料不齐全，缺少法定代表人签字')
  })

  it('tells two sessions apart, and ends the other one', async () => {
    const first = await on.open()
    await first.signIn('reviewer')
    const second = await on.open()
    await second.signIn('reviewer')
    await second.page.goto(`${on.program.origin}/desk/account`)
    const rows = second.page.locator('section', { has: second.page.locator('#sessions') }).locator('tbody tr')
    await rows.nth(1).waitFor()
    const told = await rows.allInnerTexts()
    expect(told.filter((row) => /Chrome \d+, Linux/.test(row) && row.includes('127.0.0.*')).length, told.join('|')).toBeGreaterThan(1)
    expect(told.filter((row) => row.includes('这台')), 'one of them is this one').toHaveLength(1)
    await second.picture('own-sessions')
    await second.page.getByRole('button', { name: '结束其他全部会话' }).click()
    await second.page.getByText(/已结束 \d+ 个会话/).waitFor()
    await first.page.getByRole('link', { name: '办件查询', exact: true }).click()
    await first.page.locator('.sign-in-over #why').filter({ hasText: '登录已经失效' }).waitFor()
  })

  it('tells whoever sat there why the administrator has ended the session', async () => {
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo('/desk/cases')
    const security = await on.open()
    const { page } = security
    await security.signIn('security')
    await security.goTo('/desk/settings/accounts')
    await page.locator('tbody tr').first().waitFor()
    // Found by the login; two letters are enough.
    await page.locator('#accounts-q').fill('cl')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/accounts?q=cl')
    const row = page.locator('tbody tr').filter({ has: page.getByRole('rowheader', { name: 'clerk', exact: true }) })
    await row.getByRole('button', { name: '会话 clerk', exact: true }).click()
    await page.locator('#end-reason').waitFor()
    await security.dialog.locator('tbody tr').first().waitFor()
    expect(await graveAtDesk(page, 'the sessions of an account')).toEqual([])
    await page.locator('#end-reason').selectOption({ label: '疑似他人使用' })
    await security.picture('account-sessions')
    await page.getByRole('button', { name: '结束全部会话' }).click()
    // An open page is not enough to sign a colleague out.
    await page.locator('#confirm-password').waitFor()
    expect(await graveAtDesk(page, 'the password before sessions are ended')).toEqual([])
    await security.confirm('security')
    await page.getByText('没有登录中的会话').waitFor()
    // The next step finds it out, unless the page has gone dark by itself before.
    await desk.page.getByRole('link', { name: '工作台', exact: true, includeHidden: true }).dispatchEvent('click')
    await desk.page.locator('.sign-in-over #why').filter({ hasText: '安全管理员结束了本次登录：疑似他人使用' }).waitFor()
    // Nobody is kept out by it; whoever errs meanwhile is told how many tries are left.
    await desk.page.locator('#login').fill('clerk')
    await desk.page.locator('#password').fill('not the password')
    await desk.page.keyboard.press('Enter')
    await desk.page.getByText('还可以试4次').waitFor()
    expect(await graveAtDesk(desk.page, 'a wrong password over a page')).toEqual([])
    await desk.picture('guesses-left')
    await desk.page.locator('#password').fill(on.program.account('clerk').password)
    await desk.page.keyboard.press('Enter')
    await desk.page.locator('.sign-in-over').waitFor({ state: 'hidden' })
  })

  it('goes dark by itself where the session was ended elsewhere, also for whoever reads no cases', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const security = await on.program.colleague('security')
    const end = async (login: string) => {
      const { rows } = await security.get(`/api/v1/accounts?q=${login}`)
      const { id } = rows.find((row: { login: string }) => row.login === login)
      await security.post(`/api/v1/accounts/${id}/end-sessions`, { reason: 'left_open' })
    }
    for (const [login, path] of [['clerk', `/desk/cases/${found.id}`], ['system', '/desk/settings/people']] as const) {
      const desk = await on.open()
      const refused: string[] = []
      desk.page.on('response', (answer) => {
        if (answer.url().endsWith('/api/v1/events') && answer.status() === 403) refused.push(answer.url())
      })
      await desk.signIn(login)
      const streams = desk.page.waitForResponse((answer) => answer.url().endsWith('/api/v1/events') && answer.status() === 200)
      await desk.goTo(path)
      await streams
      const title = desk.page.locator('main h1').first()
      await title.waitFor()
      await end(login)
      // Nobody touches the page.
      await desk.page.locator('.sign-in-over #why').filter({ hasText: '安全管理员结束了本次登录：人已离开，没有退出' }).waitFor()
      expect(await title.isVisible(), 'nobody reads on').toBe(false)
      await desk.picture(`gone-dark-${login}`)
      expect(refused, 'a stream is opened for everybody').toEqual([])
    }
  })

  it('has what was typed on another machine, for its writer alone', async () => {
    const first = await on.open()
    await first.signIn('clerk')
    await first.goTo('/desk/intake')
    await first.page.getByText(/已恢复/).waitFor()
    await first.page.getByRole('button', { name: '重置' }).click()
    // Nothing that was typed goes unasked.
    await first.page.getByRole('button', { name: '清空' }).waitFor()
    expect(await graveAtDesk(first.page, 'a question before a form is cleared')).toEqual([])
    await first.page.getByRole('button', { name: '取消' }).click()
    expect(await first.page.locator('#applicant-name').inputValue()).toBe('王小二')
    await first.page.getByRole('button', { name: '重置' }).click()
    await first.page.getByRole('button', { name: '清空' }).click()
    await first.page.locator('#applicant-name').fill('赵小草')
    await first.page.getByText(/草稿已于/).waitFor()
    const second = await on.open()
    await second.signIn('clerk')
    await second.goTo('/desk/intake')
    await second.page.getByText(/已恢复/).waitFor()
    expect(await second.page.locator('#applicant-name').inputValue()).toBe('赵小草')
    // A colleague at the same desk finds an empty form.
    await second.page.getByRole('button', { name: '退出' }).click()
    await second.enter('chief')
    await second.page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
    await second.page.getByRole('link', { name: '收件' }).click()
    await second.page.locator('#applicant-name').waitFor()
    expect(await second.page.locator('#applicant-name').inputValue()).toBe('')
    expect(await second.page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain('赵小草')
  })

  it('tells that the server is gone, and goes on by itself when it is back', async () => {
    const at = await department(on.program)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.page.getByText('实时更新中', { exact: true }).waitFor()
    await on.program.stop()
    await desk.page.getByText('实时更新已中断').waitFor()
    await on.program.again()
    await desk.page.getByText('实时更新中', { exact: true }).waitFor()
    // Live again: what a colleague receives comes without reloading.
    const found = await received(at)
    await desk.page.getByText('本处待办', { exact: true }).click()
    await desk.page.getByText(found.number).first().waitFor()
  })

  it('sends a command that got no answer once more, and it is done once', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.begin('受理')
    let lost = 0
    await desk.page.route('**/acceptance', async (route) => {
      // The server does it, and the answer is lost on its way.
      if (lost++ > 0) return route.continue()
      await route.fetch()
      await route.abort('connectionreset')
    })
    await desk.submit('clerk')
    await desk.stage('审查中')
    expect(lost).toBeGreaterThan(1)
  })
})
