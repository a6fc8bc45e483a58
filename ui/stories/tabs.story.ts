/** One browser, one session, many tabs; and what stands when the line, the disk or the program behind it does not (UX-09, UX-27, UX-30). */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import { Desk } from './desk'
import { stage } from './stage'
import { department, happened, received } from './walk'

const on = stage()

/** Another tab of the same browser. */
async function tab(desk: Desk, path: string): Promise<Page> {
  const page = await desk.context.newPage()
  await page.goto(`${on.program.origin}${path}`)
  return page
}

/** Signs in behind the back of every tab: none of them hears of it. */
async function silently(page: Page, login: string): Promise<void> {
  const { password } = on.program.account(login)
  await page.evaluate(async (given) => {
    const said = { method: 'POST', headers: { 'content-type': 'application/json' } }
    await fetch('/api/v1/session', { ...said, body: JSON.stringify(given) })
    await fetch('/api/v1/session/confirmation', { ...said, body: JSON.stringify({ password: given.password }) })
  }, { login, password })
}

describe('a tab', () => {
  it('acts for nobody but whom it was opened for', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.begin('受理')
    const other = await tab(desk, '/desk/workbench')
    await silently(other, 'chief')
    // The chief is signed in and confirmed, and this page is still the clerk's.
    await desk.submit()
    await desk.page.getByRole('heading', { level: 1, name: '本浏览器已换人或者换岗位办理' }).waitFor()
    expect(await desk.focused()).toContain('load-again')
    expect(await desk.page.getByText(found.number).count(), 'nothing of the case is left on the page').toBe(0)
    expect(await happened(at.reviewer, found.id)).not.toContain('case.accepted')
    expect(await graveAtDesk(desk.page, 'displaced')).toEqual([])
    await desk.page.getByRole('button', { name: '重新载入' }).click()
    await desk.page.locator('.who').filter({ hasText: '首席代表' }).waitFor()
  })

  it('hears at once that another one has changed who is at work, and drafts stay whose they are', async () => {
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo('/desk/intake')
    await desk.page.locator('#applicant-name').fill('孙小果')
    await desk.page.getByText(/草稿已于/).waitFor()
    const other = Desk.at(desk.context, await tab(desk, '/desk/workbench'), on.program)
    await other.page.getByRole('button', { name: '退出' }).click()
    await desk.page.getByText('您已在本浏览器的另一标签页退出').waitFor()
    await other.enter('chief')
    // The first tab waits at the door, and goes in with whoever is there by now: the form is an empty one.
    await desk.page.locator('#applicant-name').waitFor()
    expect(await desk.page.locator('#applicant-name').inputValue()).toBe('')
    await other.page.getByRole('button', { name: '退出' }).click()
    await desk.page.locator('#login').waitFor()
    await other.enter('clerk')
    await desk.page.getByText(/已恢复/).waitFor()
    expect(await desk.page.locator('#applicant-name').inputValue()).toBe('孙小果')
    await desk.page.getByRole('button', { name: '重置' }).click()
    // Gone at the server, too, before the window closes: the next story begins with an empty form.
    const gone = desk.page.waitForResponse((answer) => answer.request().method() === 'DELETE' && answer.url().includes('/drafts/intake'))
    await desk.page.getByRole('button', { name: '清空' }).click()
    await gone
  })

  it('says that it is not signed out where nobody says so', async () => {
    const desk = await on.open()
    await desk.signIn('clerk')
    let answer: number | 'lost' = 'lost'
    await desk.page.route('**/api/v1/session', (route) => {
      if (route.request().method() !== 'DELETE' || answer === 200) return route.continue()
      return answer === 'lost' ? route.abort('connectionreset') : route.fulfill({ status: answer, contentType: 'text/html', body: '<html>' })
    })
    for (answer of ['lost', 502] as const) {
      await desk.page.getByRole('button', { name: '退出' }).click()
      await desk.page.getByRole('heading', { name: '尚未退出，请重试' }).waitFor()
      expect(await desk.page.getByRole('heading', { level: 1, name: '工作台' }).count()).toBe(1)
    }
    answer = 200
    await desk.page.getByRole('button', { name: '重试' }).click()
    await desk.page.locator('#login:focus').waitFor()
    expect(await desk.page.locator('#why').count()).toBe(0)
  })
})

describe('a receipt whose answer was lost', () => {
  it('is received once when it is retried after a reload, and changed meanwhile only knowingly a second time', async () => {
    const desk = await on.open()
    await desk.signIn('clerk')
    const { page } = desk
    const numbers: string[] = []
    let away = true
    // Done by the server each time, and the answer is a proxy's.
    await page.route((url) => url.pathname === '/api/v1/cases', async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      const answer = await route.fetch()
      if (!answer.ok()) return route.fulfill({ response: answer })
      numbers.push(((await answer.json()) as { number: string }).number)
      return away ? route.fulfill({ status: 504, contentType: 'text/html', body: '<html>504</html>' }) : route.fulfill({ response: answer })
    })
    const lost = async (name: string) => {
      await desk.goTo('/desk/intake')
      await page.getByRole('button', { name: '重置' }).click()
      // The form is empty once its first field has the focus.
      await page.locator('#item:focus').waitFor()
      await page.locator('#applicant-name').fill(name)
      await page.locator('#applicant-number').fill('51200019900101001X')
      await page.locator('#matter').fill('临时占道')
      await page.getByText(/草稿已于/).waitFor()
      numbers.length = 0
      away = true
      await page.keyboard.press('Alt+Enter')
      await page.getByText('没有收到服务器的答复').or(page.locator('#confirm-password')).first().waitFor()
      if (await page.locator('#confirm-password').isVisible()) await desk.confirm('clerk')
      await page.getByText('没有收到服务器的答复').waitFor()
      await page.reload()
      await page.getByText(/已恢复/).waitFor()
      away = false
    }
    await lost('钱小乙')
    await page.keyboard.press('Alt+Enter')
    await page.locator('#received-number').waitFor()
    expect(numbers.length).toBeGreaterThan(2)
    expect(new Set(numbers)).toEqual(new Set([(await page.locator('#received-number').innerText()).trim()]))

    await lost('钱小丙')
    // Something else is neither taken for the same, nor received beside it unnoticed.
    await page.locator('#applicant-name').fill('钱小丁')
    await page.keyboard.press('Alt+Enter')
    await page.getByText('此前的请求已经办成').waitFor()
    expect(new Set(numbers).size).toBe(1)
    await page.keyboard.press('Alt+Enter')
    await page.locator('#received-number').waitFor()
    expect(new Set(numbers).size, 'sent anew, knowingly').toBe(2)
  })
})

describe('the stream of events', () => {
  it('is one for three tabs, passes on when its tab closes, and survives a server that refuses it', async () => {
    const at = await department(on.program)
    const desk = await on.open()
    let opened = 0
    let refusing = 0
    await desk.context.route('**/api/v1/events', (route) => {
      opened += 1
      return refusing-- > 0 ? route.fulfill({ status: 503, body: '' }) : route.continue()
    })
    await desk.signIn('clerk')
    const live = (page: Page) => page.getByText('实时更新中', { exact: true }).waitFor()
    await live(desk.page)
    const [second, third] = [await tab(desk, '/desk/workbench?whose=office'), await tab(desk, '/desk/workbench?whose=office')]
    await live(second)
    await live(third)
    expect(opened).toBe(1)
    const seen = async (page: Page) => page.getByText((await received(at)).number).first().waitFor()
    await seen(third)
    // The tab that listened is closed; the first two answers to the next one are refusals.
    refusing = 2
    await desk.page.close()
    await third.getByText('实时更新已中断').waitFor()
    const missed = await received(at)
    await live(second)
    await live(third)
    expect(opened).toBe(4)
    // What happened meanwhile is there without an event, and what happens now comes by one.
    await second.getByText(missed.number).first().waitFor()
    await third.getByText(missed.number).first().waitFor()
    await seen(second)
    await third.close()
    await live(second)
  })
})

describe('a link', () => {
  it('whose page is gone loads the desk anew, once, and says so where nobody answers', async () => {
    const desk = await on.open()
    await desk.signIn('clerk')
    const { page } = desk
    let broken: 'gone' | 'offline' | null = 'gone'
    let loads = 0
    await desk.context.route(/\/desk\//, (route) => {
      const path = new URL(route.request().url()).pathname
      if (broken === 'offline') return route.abort('internetdisconnected')
      if (route.request().resourceType() === 'document') loads += 1
      if (broken === 'gone' && /assets\/Cases-.*\.js$/.test(path)) return route.fulfill({ status: 404, body: '' })
      return route.continue()
    })
    await page.getByRole('link', { name: '办件查询', exact: true }).click()
    await page.getByRole('heading', { name: '页面没有打开' }).waitFor()
    await page.waitForURL('**/desk/cases')
    await page.getByText('系统已经更新').waitFor()
    expect(loads, 'and not again').toBe(1)
    broken = null
    await page.getByRole('button', { name: '重试' }).click()
    await page.getByRole('heading', { level: 1, name: '办件查询' }).waitFor()
    broken = 'offline'
    await page.getByRole('link', { name: '工作台', exact: true }).click()
    await page.getByText('当前页面的内容保持不变').waitFor()
    expect(await page.getByRole('heading', { level: 1, name: '办件查询' }).count()).toBe(1)
    expect(await graveAtDesk(page, 'a page that is gone')).toEqual([])
    broken = null
    await page.getByRole('button', { name: '重试' }).click()
    await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
  })

  it('leads to a page that has its own title, and is heard', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const desk = await on.open()
    await desk.signIn('clerk')
    const { page } = desk
    await page.getByRole('link', { name: '办件查询', exact: true }).click()
    await page.locator('h1:focus').filter({ hasText: '办件查询' }).waitFor()
    expect(await page.title()).toMatch(/^办件查询 · /)
    await page.goto(`${on.program.origin}/desk/cases/${found.id}`)
    await page.waitForFunction((number) => document.title.startsWith(`${number} · `), found.number)
    for (const path of ['handovers/new', 'enquiries/new', 'foreign-cases/new', 'foreign-cases/import', 'account']) {
      await desk.goTo(`/desk/${path}`)
      await page.waitForFunction(() => {
        const heading = document.querySelector('h1')?.textContent?.trim()
        return heading && document.title.startsWith(`${heading} · `)
      })
    }
  })
})

describe('whoever signs in', () => {
  it('is told why he is at the door again, and chooses among several posts knowingly', async () => {
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.context.clearCookies()
    await desk.page.getByRole('link', { name: '办件查询', exact: true }).click()
    await desk.page.locator('#why').filter({ hasText: '登录已经失效' }).waitFor()
    expect(await graveAtDesk(desk.page, 'at the door again')).toEqual([])
  })

  it('has the confirmation taken away with the session, after as many guesses as were announced', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.begin('受理')
    await desk.submit()
    const { page } = desk
    for (let guess = 1; guess <= 5; guess += 1) {
      await page.locator('#confirm-password:focus').fill('not the password')
      await page.keyboard.press('Enter')
      if (guess < 5) await page.getByText('密码连续输错五次，本次登录即告结束').waitFor()
      if (guess < 5) await page.waitForFunction(() => (document.getElementById('confirm-password') as HTMLInputElement).value === '')
    }
    await page.locator('#why').filter({ hasText: '密码连续输错五次' }).waitFor()
    await page.locator('#confirm-password').waitFor({ state: 'hidden' })
    await desk.enter('clerk')
    await page.waitForURL(`**/desk/cases/${found.id}`)
    await page.getByRole('button', { name: '受理', exact: true }).first().waitFor()
  })
})
