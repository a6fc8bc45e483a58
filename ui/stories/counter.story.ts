/** At the counter: what became of the applicant's confirmation, whom a rating is asked of, what is printed, and what comes later to a case. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import type { Desk } from './desk'
import { scanned } from './paper'
import { stage } from './stage'
import { type Department, department, happened, received, sealed } from './walk'

const on = stage()

/** A tablet that is paired with that desk. */
async function paired(desk: Desk): Promise<Page> {
  const open = desk.page.getByRole('button', { name: '生成配对码' })
  const close = desk.page.getByRole('button', { name: '断开', exact: true })
  await open.or(close).first().waitFor()
  if (await close.count()) await close.click()
  await open.click()
  const code = await desk.page.locator('#pairing-code').innerText()
  const { page } = await on.open()
  await page.goto(`${on.program.origin}/desk/screen`)
  await page.locator('#screen-code').fill(code)
  await page.keyboard.press('Enter')
  await page.getByText('请稍候').waitFor()
  await desk.page.locator('#screen-line').filter({ hasText: '已配对' }).waitFor()
  return page
}

async function typed(desk: Desk, at: Department): Promise<void> {
  const { page } = desk
  await page.locator('#item').fill(at.itemName)
  await page.locator('#item-found li').first().click()
  await page.locator('#applicant-name:focus').waitFor()
  await page.locator('#applicant-name').fill('测试申请人')
  await page.locator('#applicant-number').fill('51200019900101001X')
  await page.locator('#applicant-phone').fill('13800000000')
  await page.locator('#form-all').selectOption('original_seen')
}

/** The document opened to be printed. */
async function opened(desk: Desk): Promise<void> {
  await desk.page.getByRole('button', { name: '打印', exact: true }).first().click()
  await desk.dialog.locator('[form="reveal"]').click()
  await desk.dialog.locator('article.paper').waitFor()
}

/** Width and height of each page of what the browser would print, in millimeters. */
async function printed(page: Page): Promise<[number, number][]> {
  const session = await page.context().newCDPSession(page)
  const { data } = (await session.send('Page.printToPDF', { preferCSSPageSize: true, printBackground: true })) as { data: string }
  await session.detach()
  const boxes = Buffer.from(data, 'base64').toString('latin1').matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)
  return [...boxes].map(([, wide, high]) => [(Number(wide) * 25.4) / 72, (Number(high) * 25.4) / 72])
}

describe('a paper that other organs can tell', () => {
  it('is asked of nobody, and said so, unless it was chosen how it came in', async () => {
    const desk = await on.open()
    const { page } = desk
    await desk.signIn('clerk')
    await desk.goTo('/desk/intake')
    await page.locator('#item').fill('食品经营许可(新办')
    await page.locator('#item-found li').first().click()
    await page.locator('#applicant-name:focus').waitFor()
    const row = page.locator('tbody tr').filter({ has: page.locator('.shared') })
    expect(await row.innerText()).toMatch(/营业执照.*可共享获取，免提交/s)
    await page.getByText('国务院令第716号 第七条').waitFor()
    const form = row.locator('select')
    await page.locator('#form-all').selectOption('original_seen')
    expect([await form.inputValue(), await page.locator('#form-0').inputValue()]).toEqual(['exempt', 'original_seen'])
    expect(await graveAtDesk(page, 'a paper that is shared')).toEqual([])
    await form.selectOption('electronic')
    await page.locator('#form-all').selectOption('copy')
    expect([await form.inputValue(), await page.locator('#form-0').inputValue()]).toEqual(['electronic', 'copy'])
    await form.selectOption('exempt')
    await page.locator('#form-all').selectOption('original_seen')
    await row.scrollIntoViewIfNeeded()
    await desk.picture('counter-shared')
    // No ground has to be written for it.
    await page.locator('#applicant-name').fill('测试申请人')
    await page.locator('#applicant-number').fill('51200019900101001X')
    await page.locator('#applicant-phone').fill('13800000000')
    await desk.receive()
    await desk.confirm('clerk')
    await page.locator('#received-number').waitFor()
  })
})

describe('the look before a receipt', () => {
  it('tells what became of the applicant’s confirmation, after a reload too, and Back leads to the form', async () => {
    const at = await department(on.program)
    const desk = await on.open()
    const { page } = desk
    await desk.signIn('clerk')
    await desk.goTo('/desk/intake')
    await page.locator('#item:focus').waitFor()
    for (const field of ['#item', '#matter', '#applicant-name', '#applicant-kind', '#applicant-number']) expect(await page.locator(field).getAttribute('aria-required'), field).toBe('true')
    const screen = await paired(desk)
    await typed(desk, at)
    // As one types: what is odd is said beside the field, and lets whoever knows better go on.
    await page.locator('#applicant-phone').fill('1380000000')
    await page.locator('#applicant-phone-wrong').filter({ hasText: '手机号应为 11 位' }).waitFor()
    await page.locator('#applicant-phone').fill('86112233')
    await page.locator('#applicant-phone-wrong').filter({ hasText: '区号' }).waitFor()
    await page.locator('#applicant-phone').fill('13800000000')
    await page.locator('#applicant-phone-wrong').waitFor({ state: 'detached' })

    await page.keyboard.press('Alt+Enter')
    await page.locator('#send-receipt:focus').waitFor()
    expect(page.url()).toMatch(/\?check/)
    const group = page.locator('#check-confirmation')
    expect(await group.innerText()).toContain('还没有送办事人核对')
    await page.locator('#check-show').click()
    await group.getByText('等待核对').waitFor()
    expect(await graveAtDesk(page, 'the confirmation before a receipt')).toEqual([])

    // The applicant reads it in another language, is told why he cannot sign yet, and says what is wrong.
    await screen.locator('#screen-confirm').waitFor()
    await screen.getByRole('button', { name: 'English' }).click()
    await screen.getByText('Sign in the frame to sign and confirm.').waitFor()
    expect(await screen.evaluate(() => document.documentElement.lang)).toBe('en')
    await screen.getByRole('button', { name: '中文' }).click()
    await screen.getByText('在框内签名后').waitFor()
    await screen.locator('#screen-object').click()
    await screen.locator('#screen-objection:focus').waitFor()
    await screen.locator('#screen-objection').fill('电话应为 13800000001')
    expect(await graveAtDesk(screen, 'an objection')).toEqual([])
    if (process.env.DAOWEI_STORY_PICTURES) await screen.screenshot({ path: `${process.env.DAOWEI_STORY_PICTURES}/counter-objection.png`, fullPage: true })
    await screen.locator('#screen-tell').click()
    await screen.locator('#screen-objected').waitFor()
    await page.locator('#check-objection').filter({ hasText: '电话应为 13800000001' }).waitFor()
    await desk.picture('counter-check-wrong')
    // Nobody receives over it by a key that was pressed too soon.
    expect(await page.locator('#send-receipt').isDisabled()).toBe(true)
    await page.locator('#check-settled').check()
    expect(await page.locator('#send-receipt').isDisabled()).toBe(false)
    // What is disputed is confirmed by nobody until it is shown anew.
    expect(await screen.locator('#screen-confirm').count()).toBe(0)

    // By the browser's own way back to the form, with everything that was typed.
    await page.goBack()
    await page.locator('#applicant-phone').waitFor()
    expect(new URL(page.url()).search).toBe('')
    expect(await page.locator('#applicant-name').inputValue()).toBe('测试申请人')
    expect(await page.locator('#form-0').inputValue()).toBe('original_seen')
    await page.locator('#screen-line').filter({ hasText: '说信息有误：电话应为' }).waitFor()
    await page.locator('#applicant-phone').fill('13800000001')
    await page.locator('#screen-line').filter({ hasText: '信息已改' }).waitFor()
    await page.keyboard.press('Alt+Enter')
    // What was typed since settles nothing: he is shown it anew, or the clerk goes on knowingly.
    await page.locator('#check-settled:focus').waitFor()
    await group.getByText('不是现在这些信息').waitFor()
    expect(await group.innerText()).toContain('电话应为 13800000001')
    expect(await page.locator('#send-receipt').isDisabled()).toBe(true)
    await page.locator('#check-show').click()
    await page.locator('#check-settled').waitFor({ state: 'detached' })
    await screen.locator('#screen-object').waitFor()
    await screen.locator('#screen-confirm').click()
    await screen.locator('#screen-confirmed').waitFor()
    await group.getByText(/办事人已于 \d{4}-\d{2}-\d{2} \d{2}:\d{2} 核对确认/).waitFor()
    await desk.picture('counter-check-confirmed')

    // Loaded anew, the same page says the same, of the very same data only.
    await page.getByText(/草稿已于 .* 保存/).first().waitFor({ state: 'attached' })
    await page.reload()
    await group.getByText('核对确认').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('#item:focus').waitFor()
    await page.locator('#applicant-phone').fill('13800000002')
    await page.locator('#screen-line').filter({ hasText: '信息已改' }).waitFor()
    await page.locator('#applicant-phone').fill('13800000001')
    await page.locator('#screen-line').filter({ hasText: '办事人已核对确认' }).waitFor()

    await desk.receive()
    await desk.confirm('clerk')
    await page.locator('#print-receipt:focus').waitFor()
    expect(new URL(page.url()).search).toBe('')
    // The next one before the screen sees nothing of it.
    await screen.getByText('请稍候').waitFor()
    const number = (await page.locator('#received-number').innerText()).trim()
    const found = await at.clerk.get(`/api/v1/cases/by-number/${number}`)
    const [first] = (await at.clerk.get(`/api/v1/cases/${found.id}/audit-trail?limit=1`)).rows
    expect(first.data.confirmed_at).toMatch(/^\d{4}-/)
    // Whoever reads the case later sees that he objected and what was done; the words after a look that is on record.
    expect(first.data.objections).toMatchObject([{ outcome: 'confirmed', words: { length: 16 } }])
    await desk.goTo(`/desk/cases/${found.id}`)
    const line = page.locator('#timeline li').first()
    await line.filter({ hasText: '在屏幕上提出信息有误，重新送核后已确认' }).waitFor()
    await page.locator('#reveal-words').click()
    await desk.dialog.locator('#purpose').fill('核对办事人所提异议')
    await desk.dialog.locator('[form="reveal"]').click()
    await line.filter({ hasText: '办事人所提异议' }).filter({ hasText: '电话应为 13800000001' }).waitFor()
    expect(await graveAtDesk(page, 'a case with an objection')).toEqual([])
    await line.scrollIntoViewIfNeeded()
    await desk.picture('counter-objected-case')
  })

  it('goes on over what the applicant says is wrong only knowingly, also where the screen was cleared', async () => {
    const at = await department(on.program)
    const desk = await on.open()
    const { page } = desk
    await desk.signIn('clerk')
    await desk.goTo('/desk/intake')
    const screen = await paired(desk)
    await typed(desk, at)
    await page.locator('#show-data').click()
    await screen.locator('#screen-object').click()
    await screen.locator('#screen-objection').fill('姓名不对')
    await screen.locator('#screen-tell').click()
    await page.locator('#screen-line').filter({ hasText: '姓名不对' }).waitFor()
    await page.locator('#blank-screen').click()
    await screen.getByText('请稍候').waitFor()
    // Cleared, the desk knows no more of it; the server does.
    await page.locator('#screen-line').filter({ hasText: '姓名不对' }).waitFor({ state: 'detached' })
    await desk.receive()
    await page.locator('.error-summary').filter({ hasText: '尚未重新送其核对' }).waitFor()
    await page.keyboard.press('Alt+Enter')
    await page.locator('#check-settled:focus').waitFor()
    expect(await page.locator('#send-receipt').isDisabled()).toBe(true)
    expect(await graveAtDesk(page, 'a receipt that was refused for an objection')).toEqual([])
    await desk.picture('counter-check-refused')
    await page.locator('#check-settled').check()
    await page.locator('#send-receipt').click()
    await desk.confirm('clerk')
    await page.locator('#print-receipt').waitFor()
    const number = (await page.locator('#received-number').innerText()).trim()
    const found = await at.clerk.get(`/api/v1/cases/by-number/${number}`)
    const [first] = (await at.clerk.get(`/api/v1/cases/${found.id}/audit-trail?limit=1`)).rows
    expect(first.data.objections).toMatchObject([{ outcome: 'despite' }])
    expect(first.data.confirmed_at).toBeUndefined()
  })

  it('takes nobody as his own agent, and says so as it is typed', async () => {
    const at = await department(on.program)
    const desk = await on.open()
    const { page } = desk
    await desk.signIn('clerk')
    await desk.goTo('/desk/intake')
    await typed(desk, at)
    await page.getByText('有委托代理人、经办人').click()
    await page.locator('#agent-name').fill('测试申请人')
    await page.locator('#agent-number').fill('51200019900101001x')
    await page.locator('#agent-wrong').filter({ hasText: '同一证件号码' }).waitFor()
    await page.keyboard.press('Alt+Enter')
    await page.locator('.error-summary a[href="#agent-number"]').waitFor()
    expect(await graveAtDesk(page, 'an agent who is the applicant')).toEqual([])
    await desk.picture('counter-own-agent')
    await page.locator('#agent-kind').selectOption('414')
    await page.locator('#agent-number').fill('E12345678')
    await page.locator('#agent-wrong').waitFor({ state: 'detached' })
  })
})

describe('a rating', () => {
  it('is asked once for a visit of today, and a page speaks of its own only', async () => {
    const at = await department(on.program)
    const [mine, other] = [await received(at), await received(at)]
    const sent = await at.clerk.post('/api/v1/cases', {
      item: at.item,
      channel: 'courier',
      parties: [{ role: 'applicant', kind: 'person', name: '测试申请人', id_kind: '111', id_number: '51200019900101001X' }],
      papers: at.papers.map((paper) => ({ paper, form: 'original_taken', copies: 1 })),
    })
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${mine.id}`)
    const screen = await paired(desk)
    const ask = desk.page.locator('#ask-rating')
    const line = desk.page.locator('#screen-line')
    await ask.click()
    await screen.getByText('请您评价这次办理').waitFor()
    await line.filter({ hasText: '等待办事人评价' }).waitFor()

    // Another page of the same desk: nothing on it speaks of what was asked there.
    const beside = await desk.context.newPage()
    await beside.goto(`${on.program.origin}/desk/cases/${other.id}`)
    await beside.locator('#screen-line').filter({ hasText: '已配对' }).waitFor()
    expect(await beside.locator('#screen-line').innerText()).toBe('已配对')
    expect(await beside.locator('#ask-rating').isEnabled()).toBe(true)
    expect(await beside.locator('#ask-rating-why').count()).toBe(0)

    await screen.getByLabel('满意', { exact: true }).check()
    await screen.getByRole('button', { name: '提交评价' }).click()
    await screen.getByText('谢谢您的评价').waitFor()
    await line.filter({ hasText: '办事人已评价' }).waitFor()
    await desk.page.locator('#ask-rating-why').filter({ hasText: '已经评价过' }).waitFor()
    expect(await ask.isDisabled()).toBe(true)
    expect(await ask.getAttribute('aria-describedby')).toBe('ask-rating-why')
    expect(await graveAtDesk(desk.page, 'a rating that was given')).toEqual([])
    await desk.picture('counter-rated')
    await beside.reload()
    await beside.locator('#screen-line').waitFor()
    expect(await beside.locator('#screen-line').innerText(), 'rated elsewhere').toBe('已配对')
    await beside.close()

    // What came by courier nobody came to a window for.
    await desk.goTo(`/desk/cases/${sent.id}`)
    await desk.page.locator('#ask-rating-why').filter({ hasText: '没有办事人到窗口' }).waitFor()
    expect(await ask.isDisabled()).toBe(true)
  })
})

describe('what is printed', () => {
  it('is the sheet of the dialog by the browser’s own keys, and a roll as long as what is on it', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${found.id}`)
    await opened(desk)
    // Chosen from the browser's menu nothing would be on record: the page says by what to print.
    await desk.page.emulateMedia({ media: 'print' })
    await desk.dialog.getByText('每一份都先登记再打印').waitFor()
    await desk.page.emulateMedia({ media: null })
    await desk.page.keyboard.press('Control+p')
    await desk.dialog.locator('#printed-copy').waitFor()
    await expect.poll(() => desk.printed()).toBe(1)
    const pages = await desk.page.locator('.sheet.a4 .page').count()
    const sheets = await printed(desk.page)
    expect([pages > 0, sheets.length], 'no blank sheet').toEqual([true, pages])
    for (const [wide, high] of sheets) expect([Math.round(wide), Math.round(high)]).toEqual([210, 297])

    await desk.page.evaluate(() => dispatchEvent(new Event('afterprint')))
    for (const [name, format, width] of [['80 毫米小票', 'slip', 80], ['58 毫米小票', 'narrow_slip', 58]] as const) {
      await desk.dialog.getByRole('radio', { name }).check({ force: true })
      // What is looked at is as wide as the roll, in the middle.
      const [preview, around] = [(await desk.dialog.locator('article.paper').boundingBox())!, (await desk.dialog.locator('.el-dialog__body').boundingBox())!]
      expect(Math.abs(preview.width - (width * 96) / 25.4), `the preview of ${width} mm`).toBeLessThan(1)
      expect(await desk.dialog.locator('.under').evaluate((under) => getComputedStyle(under).backgroundColor), 'on grey').toBe('rgb(201, 209, 217)')
      expect(Math.abs(preview.x + preview.width / 2 - around.x - around.width / 2), 'in the middle').toBeLessThan(2)
      await desk.picture(`counter-preview-${width}`)
      await desk.page.keyboard.press('Control+p')
      await desk.page.locator(`.sheet.${format}`).waitFor({ state: 'attached' })
      await desk.dialog.locator('#printed-copy').waitFor()
      await expect.poll(() => desk.printed()).toBe(format === 'slip' ? 2 : 3)
      const filled = await desk.page.locator(`.sheet.${format}`).evaluate((sheet) => (sheet as HTMLElement).offsetHeight / (96 / 25.4))
      const rolls = await printed(desk.page)
      expect(rolls.length, `${format} on one piece`).toBe(1)
      const [wide, high] = rolls[0]!
      expect(Math.round(wide)).toBe(width)
      expect(high - filled, 'no longer than its words and margins').toBeLessThan(12)
      expect(high).toBeGreaterThan(filled)
      await desk.page.evaluate(() => dispatchEvent(new Event('afterprint')))
    }
    const seen = await at.clerk.get(`/api/v1/cases/${found.id}`)
    expect(seen.documents[0].printed.map((copy: { copy: number }) => copy.copy), 'each is on record').toEqual([3, 2, 1])
  })
})

describe('what comes later to a case', () => {
  it('is an agent who was not known, with his mandate, each fault at its field', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.begin('增加代理人')
    await desk.submit()
    await desk.dialog.locator('.error-summary:focus').waitFor()
    for (const field of ['#field-newcomer-name', '#field-newcomer-number', '#mandate-scope', '#mandate-from', '#mandate-paper']) {
      expect(await desk.dialog.locator(`.error-summary a[href="${field}"]`).count(), field).toBe(1)
    }
    expect(await desk.dialog.locator('#mandate-scope').getAttribute('aria-describedby')).toContain('mandate-scope-fault')
    await desk.dialog.locator('.error-summary a[href="#mandate-scope"]').click()
    await desk.dialog.locator('#mandate-scope:focus').waitFor()
    await desk.dialog.locator('#mandate-scope').fill('代为领取文书')
    await desk.dialog.locator('#field-newcomer-name').fill('李四光')
    await desk.dialog.locator('#field-newcomer-kind').selectOption('414')
    await desk.dialog.locator('#field-newcomer-number').fill('E12345678')
    await desk.dialog.locator('#mandate-from').fill('2020-01-01')
    await desk.dialog.locator('#mandate-to').fill('2020-12-31')
    await desk.dialog.locator('#mandate-paper').fill('授权委托书原件一份')
    await desk.dialog.locator('#mandate-to-fault').filter({ hasText: '授权今天已经终止' }).waitFor({ state: 'detached' })
    await desk.submit()
    await desk.dialog.locator('#mandate-to-fault').filter({ hasText: '授权今天已经终止' }).waitFor()
    expect(await graveAtDesk(desk.page, 'a new agent')).toEqual([])
    await desk.picture('counter-agent')
    await desk.dialog.locator('#mandate-to').fill('')
    await desk.submit('clerk')
    await expect.poll(() => happened(at.clerk, found.id)).toContain('case.agent_added')
    await desk.page.locator('#timeline').getByText('增加代理人').first().waitFor()
    const seen = await at.clerk.get(`/api/v1/cases/${found.id}`)
    expect(seen.parties[1]).toMatchObject({ role: 'agent', mandate: { from: '2020-01-01', to: null, holds: true } })
    // The same person once more is told whose mandate that is.
    const again = await desk.command(`/api/v1/cases/${found.id}/agents`, { agent: { role: 'agent', kind: 'person', name: '李四光', id_kind: '414', id_number: 'E12345678', mandate: { scope: '领取', from: '2020-01-01', paper: '委托书' } } })
    expect(again.code).toBe('case.party.agent_known')
    // The only agent there is is meant.
    await desk.begin('登记授权委托')
    expect(await desk.dialog.locator('#field-agent').inputValue()).toBe(seen.parties[1].id)
  })

  it('is the slip of a service and a better scan of it, each with who and when', async () => {
    const at = await department(on.program)
    const chief = await on.program.colleague('chief')
    const found = await sealed(at, chief)
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    await at.clerk.post(`/api/v1/cases/${found.id}/delivery`, { service: 'direct', on: today, recipient: '测试申请人', proof: '回证第9号' })
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${found.id}`)
    const attach = async (name: string) => {
      await desk.dialog.locator('#field-files input[type="file"]').first().setInputFiles({ name, mimeType: 'application/pdf', buffer: scanned(2_000) })
      await desk.dialog.locator('[data-state="done"]').waitFor()
    }
    await desk.begin('补附送达回证')
    expect(await desk.dialog.locator('#field-again').count(), 'the first one needs no reason').toBe(0)
    await attach('回证.pdf')
    await desk.submit()
    const clerk = (await at.clerk.get('/api/v1/session')).name as string
    const shown = desk.page.locator('.scan').filter({ hasText: clerk })
    await shown.first().waitFor()
    expect(await shown.first().innerText()).toMatch(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}/)
    await desk.page.locator('#timeline').getByText('补附送达回证').first().waitFor()
    // Another one beside it puts it right, and says why.
    await desk.begin('另附送达回证')
    await attach('回证（清晰）.pdf')
    await desk.submit()
    await desk.dialog.locator('.error-summary a[href="#field-again"]').waitFor()
    await desk.dialog.locator('#field-again').fill('原扫描件缺第二页，另附全件')
    expect(await graveAtDesk(desk.page, 'another scan')).toEqual([])
    await desk.submit()
    await expect.poll(() => shown.count()).toBe(2)
    await desk.picture('counter-scans')
    const kinds = await happened(at.clerk, found.id)
    expect(kinds.filter((kind) => kind === 'case.proof_scanned')).toHaveLength(2)
  })
})

describe('a page of the settings', () => {
  it('that is another’s says whose it is, and is in nobody’s menu but theirs', async () => {
    const desk = await on.open()
    await desk.signIn('system')
    await desk.goTo('/desk/settings/queue')
    await desk.page.locator('main .error-summary').filter({ hasText: '无权查看' }).waitFor()
    expect(await desk.page.locator('main .error-summary').innerText()).toContain('中心')
    expect(await desk.page.locator('#add-kind').count()).toBe(0)
    expect(await desk.page.locator('.tabs a').allInnerTexts()).not.toContain('排队叫号')
    expect(await graveAtDesk(desk.page, 'a page that is another’s')).toEqual([])
    const center = await on.open()
    await center.signIn('center')
    await center.goTo('/desk/settings/queue')
    await center.page.locator('#add-kind').waitFor()
  })
})
