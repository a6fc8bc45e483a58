/** What was typed and what was chosen: never lost, never another's, and told in words where something lacks (UX-04, UX-05, UX-09). */
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import type { Desk } from './desk'
import { stage } from './stage'
import { type Department, department, happened, received } from './walk'

const on = stage()
/** What is kept takes its time on a busy machine. */
const PATIENT = { timeout: 30_000 }
const REASONS = '申请材料不齐全，且不符合法定形式'

const fill = async (desk: Desk, name: string) => {
  await desk.page.locator('#applicant-name').fill(name)
  await desk.page.locator('#applicant-number').fill('51200019900101001X')
}
const atIntake = async (): Promise<Desk> => {
  const desk = await on.open()
  await desk.signIn('clerk')
  await desk.goTo('/desk/intake')
  await desk.page.locator('#item:focus').waitFor()
  return desk
}
/** Whether the server has none of that kind, as its writer is told. */
const gone = (at: Department, kind: string): Promise<boolean> => at.clerk.get(`/api/v1/drafts/${kind}`).then(() => false, (refused: Error) => /404|not_found/.test(refused.message))
const saved = (desk: Desk) => desk.page.getByText(/草稿已于/).waitFor()

describe('what an intake lacks', () => {
  it('is told in a summary that has the focus, leads to each field, and stands beside it', async () => {
    const desk = await atIntake()
    await desk.page.keyboard.press('Alt+Enter')
    const summary = desk.page.locator('.error-summary:focus')
    await summary.waitFor()
    const words = ['请选择申请事项，或者写明申请内容', '请填写申请人：姓名（名称）', '请填写申请人：证件号码']
    expect(await desk.page.locator('.error-summary a').allInnerTexts()).toEqual(words)
    expect(await desk.page.title()).toMatch(/^错误：收件/)
    for (const [place, id] of ['item', 'applicant-name'].entries()) expect(await desk.page.locator(`#${id}-fault`).innerText()).toBe(words[place])
    expect(await graveAtDesk(desk.page, 'an intake with errors')).toEqual([])
    await desk.picture('intake-errors')
    await desk.page.getByRole('link', { name: words[1] }).click()
    await desk.page.locator('#applicant-name:focus').waitFor()
    await desk.page.locator('#matter').fill('临时占道')
    await fill(desk, '张三丰')
    await desk.page.locator('.error-summary').waitFor({ state: 'hidden' })
    expect(await desk.page.title()).toMatch(/^收件/)
    // What the server alone knows (a division that begins with 0) has the field of this page, too.
    await desk.page.locator('#applicant-number').fill('012000199001010011')
    await desk.receive()
    await desk.page.locator('.error-summary:focus').getByRole('link', { name: /^申请人：证件号码：/ }).click()
    await desk.page.locator('#applicant-number:focus').waitFor()
    expect(await desk.page.locator('main').innerText()).not.toContain('parties[')
    await desk.page.getByRole('button', { name: '重置' }).click()
    await desk.page.getByRole('button', { name: '清空' }).click()
  })

  it('never is another item than the screen says', async () => {
    const at = await department(on.program)
    const desk = await atIntake()
    await desk.page.locator('#item').fill(at.itemName)
    await desk.page.locator('#item-found li').first().click()
    await desk.page.locator('#form-0').waitFor()
    await fill(desk, '李四')
    await desk.page.locator('#form-0').selectOption('copy')
    await desk.page.locator('#item').fill('烟草')
    await desk.page.keyboard.press('Escape')
    await desk.page.keyboard.press('Alt+Enter')
    await desk.page.locator('.error-summary:focus').getByText('请从列表中选定事项').waitFor()
    // Another is chosen: what was said of the papers does not go unasked.
    await desk.page.locator('#item').fill('许可')
    const others = desk.page.locator('#item-found li').filter({ hasNotText: at.itemName })
    await others.first().click()
    await desk.page.getByRole('button', { name: '取消' }).click()
    await expect.poll(() => desk.page.locator('#item').inputValue(), PATIENT).toBe(at.itemName)
    expect(await desk.page.locator('#form-0').inputValue()).toBe('copy')
    await saved(desk)
    const kept = (await at.clerk.get('/api/v1/drafts/intake')).content
    expect([kept.item.id, kept.papers[0].form]).toEqual([at.item, 'copy'])
    await desk.page.getByRole('button', { name: '重置' }).click()
    await desk.page.getByRole('button', { name: '清空' }).click()
    await expect.poll(() => gone(at, 'intake'), PATIENT).toBe(true)
  })

  it('has no papers of another item, however late their list comes', async () => {
    const at = await department(on.program)
    const desk = await atIntake()
    let release = () => {}
    const late = new Promise<void>((resolve) => (release = resolve))
    await desk.page.route(`**/api/v1/items/${at.item}`, async (route) => {
      await late
      await route.continue()
    })
    await desk.page.locator('#item').fill(at.itemName)
    await desk.page.locator('#item-found li').first().click()
    await desk.page.locator('#item').fill('许可')
    await desk.page.locator('#item-found li').filter({ hasNotText: at.itemName }).first().click()
    const draft = async () => (await at.clerk.get('/api/v1/drafts/intake')).content
    const item = async () => (await draft().catch(() => null))?.item?.id ?? at.item
    await expect.poll(item, PATIENT).not.toBe(at.item)
    const before = await draft()
    const answered = desk.page.waitForResponse(`**/api/v1/items/${at.item}`)
    release()
    await answered
    await desk.page.locator('#unlisted').fill('其后')
    await expect.poll(async () => (await draft()).unlisted, PATIENT).toBe('其后')
    expect((await draft()).papers).toEqual(before.papers)
    await desk.page.getByRole('button', { name: '重置' }).click()
    await desk.page.getByRole('button', { name: '清空' }).click()
    await expect.poll(() => gone(at, 'intake'), PATIENT).toBe(true)
  })

  it('is not asked for by Enter while an input method composes', async () => {
    const desk = await atIntake()
    await desk.page.locator('#matter').focus()
    const session = await desk.context.newCDPSession(desk.page)
    await session.send('Input.imeSetComposition', { text: 'zhan dao', selectionStart: 8, selectionEnd: 8 })
    await desk.page.keyboard.press('Enter')
    await session.send('Input.insertText', { text: '占道' })
    expect(await desk.page.locator('.error-summary').count()).toBe(0)
    await desk.page.keyboard.press('Enter')
    await desk.page.locator('.error-summary:focus').waitFor()
    await desk.page.getByRole('button', { name: '重置' }).click()
    await desk.page.getByRole('button', { name: '清空' }).click()
  })
})

describe('a draft', () => {
  it('has the last key, though the window is closed at once', async () => {
    const desk = await atIntake()
    await fill(desk, '王小明')
    await saved(desk)
    await desk.page.locator('#unlisted').fill('最后一笔')
    await desk.page.close()
    const next = await atIntake()
    await next.page.getByText(/已恢复/).waitFor()
    expect(await next.page.locator('#unlisted').inputValue()).toBe('最后一笔')
  })

  it('of two windows is chosen, and never overwritten', async () => {
    const at = await department(on.program)
    const first = await atIntake()
    await first.page.getByText(/已恢复/).waitFor()
    const second = await atIntake()
    await second.page.getByText(/已恢复/).waitFor()
    await second.page.locator('#unlisted').fill('第二个窗口写的')
    await saved(second)
    await first.page.locator('#unlisted').fill('第一个窗口写的')
    await first.page.getByText(/另有一份草稿/).waitFor()
    const kept = async () => (await at.clerk.get('/api/v1/drafts/intake')).content.unlisted
    expect(await kept()).toBe('第二个窗口写的')
    expect(await graveAtDesk(first.page, 'two drafts')).toEqual([])
    await first.picture('draft-two')
    await first.page.getByRole('button', { name: '以现在输入的为准' }).click()
    await expect.poll(kept, PATIENT).toBe('第一个窗口写的')
  })

  it('goes with its case, also where a save is under way', async () => {
    const at = await department(on.program)
    const desk = await atIntake()
    await desk.page.getByText(/已恢复/).waitFor()
    await desk.page.locator('#matter').fill('临时占道')
    let slow = () => {}
    const released = new Promise<void>((resolve) => (slow = resolve))
    let held = false
    await desk.page.route('**/api/v1/drafts/intake', async (route) => {
      if (route.request().method() !== 'POST' || held) return route.continue()
      held = true
      await released
      await route.continue()
    })
    await desk.page.locator('#unlisted').fill('上一位群众的照片')
    await expect.poll(() => held, PATIENT).toBe(true)
    await desk.receive()
    await desk.confirm('clerk')
    await desk.page.locator('#print-receipt:focus').waitFor()
    slow()
    await expect.poll(() => gone(at, 'intake'), PATIENT).toBe(true)
    await desk.page.getByRole('button', { name: '继续收件' }).click()
    expect(await desk.page.locator('#unlisted').inputValue()).toBe('')
  })

  it('is kept of an act’s dialog: closed, reloaded, signed out, until the act is done', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.begin('不予受理')
    expect(await desk.dialog.innerText()).toContain('至少 10 个字')
    await desk.page.locator('#field-reasons').fill('材料')
    await desk.submit()
    await desk.dialog.locator('.error-summary:focus').getByText('理由和依据至少写 10 个字，现有 2 个').waitFor()
    expect(await graveAtDesk(desk.page, 'an act with errors')).toEqual([])
    await desk.picture('act-errors')
    await desk.page.locator('#field-reasons').fill(REASONS)
    await desk.page.keyboard.press('Escape')
    await desk.page.locator('#field-reasons').waitFor({ state: 'hidden' })
    await desk.begin('不予受理')
    await expect.poll(() => desk.page.locator('#field-reasons').inputValue(), PATIENT).toBe(REASONS)
    await desk.page.reload()
    await desk.begin('不予受理')
    await expect.poll(() => desk.page.locator('#field-reasons').inputValue(), PATIENT).toBe(REASONS)
    // The session ends elsewhere while one types.
    await desk.context.clearCookies()
    await desk.page.locator('#field-reasons').fill(`${REASONS}。`)
    await desk.page.locator('#login').waitFor()
    await desk.enter('clerk')
    await desk.page.locator('.sign-in-over').waitFor({ state: 'hidden' })
    expect(await desk.page.locator('#field-reasons').inputValue(), 'the dialog is as it was').toBe(`${REASONS}。`)
    const draft = `act.${found.id}.not_accept`
    await expect.poll(() => gone(at, draft), PATIENT).toBe(false)
    await desk.submit('clerk')
    await desk.stage('不予受理')
    await expect.poll(() => gone(at, draft), PATIENT).toBe(true)
    expect(await happened(at.clerk, found.id)).toContain('case.not_accepted')
  })

  it('of an act is not sent by Enter while an input method composes', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.begin('告知不属职权')
    await desk.page.locator('#field-reasons').fill(REASONS)
    await desk.page.locator('#field-organ').focus()
    const session = await desk.context.newCDPSession(desk.page)
    await session.send('Input.imeSetComposition', { text: 'shi jiao yu ju', selectionStart: 14, selectionEnd: 14 })
    await desk.page.keyboard.press('Enter')
    await session.send('Input.insertText', { text: '市教育局' })
    expect(await desk.page.locator('#confirm-password').count()).toBe(0)
    await desk.page.keyboard.press('Enter')
    await desk.page.locator('#confirm-password:focus').waitFor()
    expect(await happened(at.clerk, found.id)).not.toContain('case.not_competent')
  })

  it('is kept of an enquiry and of a hand-over', async () => {
    const at = await department(on.program)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo('/desk/enquiries/new')
    await desk.page.locator('#enquiry-item').fill(at.itemName)
    await desk.page.locator('#enquiry-item-found li').first().click()
    await desk.page.locator('#situation').fill('准备在雁江区开小餐馆')
    await saved(desk)
    await desk.goTo('/desk/handovers/new')
    await desk.page.locator('#remarks').fill('三件在办')
    await saved(desk)
    await desk.page.locator('#remarks').press('Alt+Enter')
    await desk.page.locator('.error-summary:focus').waitFor()
    expect(await desk.page.locator('.error-summary a').count()).toBe(2)
    expect(await graveAtDesk(desk.page, 'a hand-over with errors')).toEqual([])
    await desk.page.reload()
    await expect.poll(() => desk.page.locator('#remarks').inputValue(), PATIENT).toBe('三件在办')
    await desk.goTo('/desk/enquiries/new')
    await expect.poll(() => desk.page.locator('#situation').inputValue(), PATIENT).toBe('准备在雁江区开小餐馆')
    await expect.poll(() => desk.page.locator('#enquiry-item').inputValue(), PATIENT).toBe(at.itemName)
    await desk.page.locator('#told-list .el-checkbox').first().waitFor()
    await desk.page.keyboard.press('Alt+Enter')
    await desk.page.waitForURL(/\/enquiries\/[0-9a-f-]{36}$/)
    await expect.poll(() => gone(at, 'enquiry'), PATIENT).toBe(true)
  })
})

describe('a scanned number', () => {
  it('opens its case and leaves nothing in the field that had the focus, nor in its draft', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const desk = await atIntake()
    await desk.page.locator('#matter').fill('临时占道')
    await desk.page.locator('#matter').focus()
    await desk.page.keyboard.press('Home')
    // As a scanner does: the next key does not wait until the page is done with the one before.
    await Promise.all([...found.number, 'Enter'].map((key) => desk.page.keyboard.press(key)))
    await desk.page.waitForURL(new RegExp(`/cases/${found.id}$`))
    await desk.goTo('/desk/intake')
    await expect.poll(() => desk.page.locator('#matter').inputValue(), PATIENT).toBe('临时占道')
    expect((await at.clerk.get('/api/v1/drafts/intake')).content.matter).toBe('临时占道')
  })
})
