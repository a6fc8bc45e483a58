/** Both languages on every page; the page tells which one it speaks. */
import { describe, expect, it } from 'vitest'
import type { Desk } from './desk'
import { stage } from './stage'
import { awaitingDecision, department } from './walk'

const on = stage()

/** Pages of the desk that say what they say of themselves. */
const PATHS = ['workbench', 'intake', 'cases', 'enquiries', 'enquiries/new', 'foreign-cases', 'foreign-cases/new', 'foreign-cases/import', 'calls', 'notices', 'handovers', 'handovers/new', 'ratings', 'items', 'documents', 'licenses', 'letters', 'people', 'account', 'settings'].map((page) => `/desk/${page}`)

/** What the page itself says, and not the data on it: its title, headings, buttons, links of the frame, labels, heads of columns. */
const SAID = 'h1, h2, legend, label, th, summary, button, caption, header a, header span, footer, .empty, .el-empty, [placeholder]'

/** Words of the page that are still Chinese where it speaks English; names of people and organs are data. */
function chinese(desk: Desk, names: string[]): Promise<string[]> {
  return desk.page.evaluate(
    ([said, data]) => {
      const found = new Set<string>()
      for (const element of document.querySelectorAll<HTMLElement>(said)) {
        // The way to the other language is written in it.
        if (element.closest('[lang="zh-CN"]')) continue
        for (const words of [element.innerText, element.getAttribute('placeholder') ?? '', element.getAttribute('aria-label') ?? '']) {
          const own = data.reduce((left, name) => left.split(name).join(''), words)
          if (/\p{Script=Han}/u.test(own)) found.add(`${element.tagName.toLowerCase()}.${element.className}: ${own.trim().slice(0, 60)}`)
        }
      }
      return [...found]
    },
    [SAID, names] as const,
  )
}

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

  it('speaks English on every page', async () => {
    const desk = await on.open()
    await desk.signIn('chief')
    await desk.page.getByRole('button', { name: 'English' }).click()
    await desk.page.getByRole('heading', { level: 1, name: 'Workbench' }).waitFor()
    const me = await (await on.program.colleague('chief')).get('/api/v1/session')
    const names = [me.name, me.posts[0].department_name] as string[]
    const left: string[] = []
    for (const path of PATHS) {
      await desk.goTo(path)
      await desk.page.locator('h1').first().waitFor()
      await desk.page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
      left.push(...(await chinese(desk, names)).map((words) => `${path} ${words}`))
    }
    expect(left).toEqual([])
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
