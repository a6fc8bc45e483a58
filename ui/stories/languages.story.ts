/** Both languages on every page; the page tells which one it speaks. */
import { describe, expect, it } from 'vitest'
import { stage } from './stage'
import { awaitingDecision, department } from './walk'

const on = stage()

describe('the desk', () => {
  it('speaks English when asked to, refusals too, and Chinese again', async () => {
    const at = await department(on.program)
    const found = await awaitingDecision(at)
    const desk = await on.open()
    await desk.signIn('chief-expired')
    await desk.page.getByRole('button', { name: 'English' }).click()
    await desk.page.getByRole('heading', { level: 1, name: 'Workbench' }).waitFor()
    expect(await desk.page.locator('html').getAttribute('lang')).toBe('en')
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.stage('Awaiting decision')
    await desk.page.getByText(/letter.*expired/i).first().waitFor()
    await desk.page.getByRole('button', { name: '中文' }).click()
    await desk.stage('待决定')
    expect(await desk.page.locator('html').getAttribute('lang')).toBe('zh-CN')
  })

  it('has its bar in one row on a common screen', async () => {
    const desk = await on.open()
    for (const login of ['clerk', 'chief', 'security']) {
      await desk.signIn(login)
      for (const other of ['English', '中文']) {
        await desk.page.getByRole('button', { name: other }).click()
        const [height, overflow] = await desk.page.locator('header.bar').evaluate((bar) => [bar.clientHeight, bar.scrollWidth - bar.clientWidth])
        await desk.picture(`bar-${login}-${other}`)
        expect(height, `${login} ${other}`).toBeLessThan(60)
        expect(overflow, `${login} ${other}`).toBe(0)
      }
      await desk.page.getByRole('button', { name: '退出' }).click()
    }
  })
})
