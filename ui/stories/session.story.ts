/** What was typed survives the end of a session, a stopped server and a closed window (UX-09, UX-27). */
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import { stage } from './stage'
import { department, received } from './walk'

const on = stage()

describe('the desk', () => {
  it('keeps what was typed when the session ends in the middle', async () => {
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo('/desk/intake')
    await desk.page.locator('#applicant-name').fill('王小二')
    await desk.page.locator('#applicant-number').fill('51200019900101001X')
    await desk.page.locator('#unlisted').fill('申请人自愿提交的照片两张')
    // Ended elsewhere: the browser knows nothing of it.
    await desk.context.clearCookies()
    await desk.page.locator('#matter').fill('临时占道')
    await desk.page.keyboard.press('Alt+Enter')
    await desk.page.locator('#login').waitFor()
    await desk.enter('clerk')
    await desk.page.getByRole('heading', { level: 1, name: '收件' }).waitFor()
    expect(await desk.page.locator('#applicant-name').inputValue()).toBe('王小二')
    expect(await desk.page.locator('#unlisted').inputValue()).toBe('申请人自愿提交的照片两张')
    expect(await desk.page.locator('#matter').inputValue()).toBe('临时占道')
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
