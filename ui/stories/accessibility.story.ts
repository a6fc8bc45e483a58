/** No page of the desk, in no state, light or dark, has a serious or critical finding of axe. */
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import type { Desk } from './desk'
import type { Answer } from './program'
import { stage } from './stage'
import { awaitingDecision, department, received, sealed, suspension } from './walk'

const on = stage()
/** Found on all pages of a story, so that one run tells everything. */
let found: string[] = []

/** Addresses that were looked at. */
const seen = new Set<string>()

async function look(desk: Desk, what: string): Promise<void> {
  seen.add(new URL(desk.page.url()).pathname)
  found.push(...(await graveAtDesk(desk.page, what)))
}

/** Opens an address and looks when it has its rows, or what stands in their place. */
async function open(desk: Desk, path: string, what = path, ready = 'h1'): Promise<void> {
  await desk.goTo(path)
  await desk.page.locator(ready).first().waitFor()
  await desk.page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
  await look(desk, what)
}

/** Opens a dialog by its button, looks, and closes it. */
async function dialog(desk: Desk, button: string | RegExp, what: string): Promise<void> {
  await desk.page.getByRole('button', { name: button }).first().click()
  await desk.dialog.waitFor()
  await look(desk, what)
  await desk.page.keyboard.press('Escape')
  await desk.dialog.waitFor({ state: 'hidden' })
}

/** Addresses of the desk's pages as its router names them, each as a pattern. */
function addresses(): { path: string; pattern: RegExp }[] {
  const source = readFileSync(new URL('../src/router.ts', import.meta.url), 'utf8')
  const paths = [...source.matchAll(/path: '([^']*)',\s*name:/g)].map(([, path]) => (path!.startsWith('/') ? path! : `/settings/${path}`))
  return paths.map((path) => ({ path, pattern: new RegExp(`^/desk${path.replace(/:any\(\.\*\)\*/, '[^/]+').replace(/:\w+/g, '[^/]+')}$`) }))
}

describe('the look at a page', () => {
  it('sees a picture without words in light, and words without contrast in dark', async () => {
    const desk = await on.open()
    await desk.page.locator('#login:focus').waitFor()
    await desk.page.evaluate(() => {
      const foul = document.createElement('p')
      foul.append('看不清', Object.assign(new Image(), { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=' }))
      foul.style.setProperty('color', '#1b222a')
      document.querySelector('main')?.append(foul)
    })
    await look(desk, 'foul')
    const seen = found.splice(0).join('\n')
    expect(seen).toMatch(/foul, light: image-alt/)
    expect(seen).toMatch(/foul, dark: color-contrast/)
  })
})

describe('every page and state is accessible', () => {
  afterEach(() => expect(found.splice(0)).toEqual([]))
  // A page that is added is looked at, too. (The settings' own address leads to the first of its pages.)
  afterAll(() => {
    const pages = addresses()
    expect(pages.length).toBeGreaterThan(30)
    expect(pages.filter(({ path, pattern }) => path !== '/settings' && ![...seen].some((at) => pattern.test(at))).map(({ path }) => path)).toEqual([])
  })

  it('at the door and at work', async () => {
    const at = await department(on.program)
    const waiting = await awaitingDecision(at)
    const desk = await on.open()
    await desk.page.locator('#login:focus').waitFor()
    await look(desk, 'sign-in')
    await desk.page.locator('#login').fill('nobody')
    await desk.page.locator('#password').fill('not the password')
    await desk.page.keyboard.press('Enter')
    await desk.page.locator('.error-summary').waitFor()
    await look(desk, 'sign-in refused')
    await desk.page.reload()
    await desk.signIn('chief')
    await look(desk, 'workbench, with nothing of one\'s own')
    await desk.page.getByText('本处待办', { exact: true }).click()
    await desk.page.locator('tbody tr').first().waitFor()
    await look(desk, 'workbench of the office')
    await dialog(desk, /^帮助/, 'help')
    await open(desk, '/desk/intake', 'intake', '#item')
    await desk.page.keyboard.press('Alt+Enter')
    await look(desk, 'intake that lacks everything')
    await desk.goTo(`/desk/cases/${waiting.id}`)
    await desk.stage('待决定')
    await look(desk, 'case')
    await desk.begin('决定')
    await look(desk, 'decision')
    await desk.dialog.getByText('准予', { exact: true }).click()
    await desk.dialog.getByLabel('理由和依据').fill('申请符合法定条件、标准，依法准予行政许可。')
    await desk.submit()
    await desk.page.locator('#confirm-password').waitFor()
    await look(desk, 'the password once more')
    await desk.page.keyboard.press('Escape')
    await desk.page.locator('#confirm-password').waitFor({ state: 'hidden' })
    await open(desk, '/desk/cases/00000000-0000-7000-8000-000000000000', 'a case that is not there', '.error-summary')
    await open(desk, '/desk/nowhere', 'no such page')
  })

  it('in lists and on what they lead to', async () => {
    const at = await department(on.program)
    const chief = await on.program.colleague('chief')
    const decided = await sealed(at, chief)
    const license = (await chief.get(`/api/v1/cases/${decided.id}`)).license.id
    const [letter] = (await chief.get('/api/v1/letters?limit=1')).rows as Answer[]
    const [person] = (await chief.get('/api/v1/people?limit=1')).rows as Answer[]
    const change = await suspension(on.program)
    const desk = await on.open()
    await desk.signIn('chief')
    await open(desk, '/desk/cases?stage=archived', 'cases', 'tbody tr')
    await desk.page.locator('.columns summary').click()
    await desk.page.getByRole('button', { name: '展开' }).click()
    await look(desk, 'cases with everything unfolded')
    await dialog(desk, /^导出/, 'export')
    await dialog(desk, '按当事人查', 'search for a party')
    await open(desk, '/desk/cases?q=%E4%B8%8D%E4%BC%9A%E6%9C%89%E7%9A%84', 'cases, none found', '[role="status"]')
    for (const [path, ready] of [
      ['/desk/items', 'tbody tr'],
      [`/desk/items/${at.item}`, 'h2'],
      ['/desk/items?q=%E4%B8%8D%E4%BC%9A%E6%9C%89%E7%9A%84', '[role="status"]'],
      ['/desk/changes', 'tbody tr'],
      ['/desk/changes?stage=refused', '[role="status"]'],
      [`/desk/changes/${change.id}`, 'dl'],
      [`/desk/changes/new?kind=change&item=${change.item}`, '#entry-0-name'],
      ['/desk/licenses', 'tbody tr'],
      [`/desk/licenses/${license}`, 'dl'],
      ['/desk/letters', 'tbody tr'],
      [`/desk/letters/${letter?.id}`, 'dl'],
      ['/desk/people', 'tbody tr'],
      [`/desk/people/${person?.id}`, 'dl'],
      ['/desk/letters/00000000-0000-7000-8000-000000000000', '.error-summary'],
      ['/desk/account', 'h2'],
    ] as const) await open(desk, path, path, ready)
    await dialog(desk, /^帮助/, 'help of the account')
    // The network goes, and what is asked for gets no answer.
    await desk.goTo('/desk/people')
    await desk.page.locator('tbody tr').first().waitFor()
    await desk.context.setOffline(true)
    await desk.page.getByText('网络已断开').waitFor()
    await desk.page.getByRole('link', { name: '办件查询' }).click()
    await desk.page.locator('.error-summary, [role="status"]').first().waitFor()
    await look(desk, 'without a network')
    await desk.context.setOffline(false)
  })

  it('in the daily papers of the hall', async () => {
    const at = await department(on.program)
    const chief = await on.program.colleague('chief')
    const [me, boss] = [await at.clerk.get('/api/v1/session'), await chief.get('/api/v1/session')]
    const held = await received(at)
    await chief.post(`/api/v1/cases/${held.id}/assignment`, { to: me.person, reasons: '分派窗口人员承办，请及时办理' })
    const enquiry = await at.clerk.post('/api/v1/enquiries', { item: at.item, papers: at.papers, situation: '个体工商户', advice: '现场核查由本机关安排，不收取费用。' })
    const foreign = await at.clerk.post('/api/v1/foreign-cases', { system: '省市场监管专网', number: 'SC2026-AXE', item: at.item, progress: { received_at: new Date(Date.now() - 3_600_000).toISOString() } })
    const handover = await at.clerk.post('/api/v1/handovers', { taker: boss.person, remarks: '三号柜存原件两份，申请人下午来取' })
    const desk = await on.open()
    await desk.signIn('clerk')
    for (const [path, ready] of [
      ['/desk/enquiries', 'tbody tr'],
      ['/desk/enquiries/new', '#enquiry-item'],
      [`/desk/enquiries/${enquiry.id}`, 'h1'],
      ['/desk/calls', 'h1'],
      ['/desk/notices', 'tbody tr'],
      ['/desk/handovers', 'h1'],
      ['/desk/handovers/new', '#taker'],
      [`/desk/handovers/${handover.id}`, 'h1'],
      ['/desk/foreign-cases', 'tbody tr'],
      ['/desk/foreign-cases/new', '#foreign-system'],
      ['/desk/foreign-cases/import', 'h1'],
      [`/desk/foreign-cases/${foreign.id}`, 'h1'],
      ['/desk/documents', 'tbody tr'],
      ['/desk/ratings', 'h1'],
      ['/desk/files', 'h1'],
      ['/desk/queue', 'h1'],
      ['/desk/queue/waits', 'h1'],
      ['/desk/screen', '#screen-code'],
    ] as const) await open(desk, path, path, ready)
  })

  it('in the dialog of every act', async () => {
    const at = await department(on.program)
    const [fresh, waiting] = [await received(at), await awaitingDecision(at)]
    const decided = await sealed(at, await on.program.colleague('chief'))
    const desk = await on.open()
    await desk.signIn('chief')
    let opened = 0
    for (const id of [fresh.id, waiting.id, decided.id]) {
      await desk.goTo(`/desk/cases/${id}`)
      const acts = desk.page.getByRole('toolbar', { name: '可以办理的行为' }).locator('button:enabled')
      await acts.first().waitFor()
      for (const act of await acts.allInnerTexts()) {
        await desk.page.getByRole('button', { name: act.trim(), exact: true }).first().click()
        // An act without a dialog leads elsewhere, or is done beside the page.
        const shown = await desk.page.locator('[form="act"]').waitFor({ timeout: 5_000 }).then(() => true, () => false)
        if (!shown) continue
        opened += 1
        await look(desk, `the dialog ${act.trim()}`)
        await desk.page.keyboard.press('Escape')
        await desk.dialog.waitFor({ state: 'hidden' })
      }
    }
    expect(opened).toBeGreaterThan(10)
  })

  it('in settings', async () => {
    const [person] = (await (await on.program.colleague('system')).get('/api/v1/people?limit=1')).rows as Answer[]
    const system = await on.open()
    await system.signIn('system')
    for (const path of ['people', `people/${person?.id}`, 'calendar', 'values']) await open(system, `/desk/settings/${path}`, `settings/${path}`, 'h2')
    await dialog(system, '修改', 'a value changed')
    await open(system, '/desk/settings/queue', 'settings/queue', 'h1')
    // What is another duty's says so, with its rule.
    await open(system, '/desk/settings/accounts', 'accounts without the right', '.error-summary')
    await system.page.getByRole('button', { name: '退出' }).click()
    await system.signIn('security')
    for (const path of ['accounts', 'tokens', 'people']) await open(system, `/desk/settings/${path}`, `settings/${path}`, 'h2')
    await open(system, '/desk/settings/accounts', 'accounts', 'tbody tr')
    await dialog(system, '开设账号', 'an account opened')
    await open(system, '/desk/settings/tokens', 'tokens', 'h2')
    await dialog(system, '签发令牌', 'a token issued')
    await system.page.getByRole('button', { name: '退出' }).click()
    await system.signIn('audit')
    await open(system, '/desk/settings/looks', 'looks', 'h2')
    await open(system, '/desk/settings/audit', 'audit', 'h2')
    await system.page.getByRole('button', { name: '开始核验' }).click()
    await system.page.locator('.result').waitFor()
    await look(system, 'audit, verified')
  })
})
