/** 第二屏: two windows, the clerk's and the applicant's; data confirmed masked, a visit rated once, staff refused, a bad rating followed up. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import { stage } from './stage'
import { department } from './walk'

const on = stage()

/** Everything that a finger is to hit is 60 by 60 pixels at least. */
async function large(screen: Page): Promise<void> {
  const targets = screen.locator('.screen :is(button, .level, textarea, input:not([type="radio"]))')
  expect(await targets.count()).toBeGreaterThan(0)
  for (const target of await targets.all()) {
    const box = await target.boundingBox()
    expect(Math.min(box!.width, box!.height), await target.innerText()).toBeGreaterThanOrEqual(60)
  }
}

describe('the applicant’s screen', () => {
  it('shows masked data to be confirmed, takes one rating, and none from staff', async () => {
    const at = await department(on.program)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo('/desk/intake')
    await desk.page.getByRole('button', { name: '生成配对码' }).click()
    const code = await desk.page.locator('#pairing-code').innerText()
    expect(code).toMatch(/^\d{8}$/)

    // A second window of the very same browser, where the clerk is signed in, is no applicant's screen.
    await desk.page.getByText(`${on.program.origin}/desk/screen`).waitFor()
    const own = await desk.context.newPage()
    await own.goto(`${on.program.origin}/desk/screen`)
    await own.locator('#screen-code').fill(code)
    await own.keyboard.press('Enter')
    await own.getByText('这个浏览器里有工作人员登录').waitFor()
    expect(await own.evaluate(() => document.activeElement?.className), 'what went wrong has the focus').toContain('error-summary')
    await own.close()

    // A tablet, where nobody is.
    const tablet = await on.open()
    const screen = tablet.page
    await screen.goto(`${on.program.origin}/desk/screen`)
    await screen.locator('#screen-code').waitFor()
    await large(screen)
    expect(await graveAtDesk(screen, 'pairing')).toEqual([])
    await screen.locator('#screen-code').fill('00000000')
    await screen.keyboard.press('Enter')
    await screen.getByText('配对码不对').waitFor()
    await screen.locator('#screen-code').fill(code)
    await screen.keyboard.press('Enter')
    await screen.getByText('请稍候').waitFor()
    await desk.page.getByText('已配对').waitFor()
    // It does not vanish while something is missing: it says what it waits for.
    expect(await desk.page.locator('#show-data').isDisabled()).toBe(true)
    expect(await desk.page.locator('#show-data-why').innerText()).toContain('请选择申请事项')

    await desk.page.locator('#item').fill(at.itemName)
    await desk.page.locator('#item-found li').first().click()
    // The item's papers have come once the next field has the focus.
    await desk.page.locator('#applicant-name:focus').waitFor()
    await desk.page.locator('#applicant-name').fill('测试申请人')
    await desk.page.locator('#applicant-number').fill('51200019900101001X')
    await desk.page.locator('#applicant-phone').fill('13800000000')
    // What is not whole is not shown to anybody, and the button says what lacks: an agent without a number, and then with one.
    await desk.page.getByText('有委托代理人、经办人').click()
    await desk.page.locator('#agent-name').fill('李代办')
    await desk.page.locator('#show-data-why').filter({ hasText: '证件号码' }).waitFor()
    expect(await desk.page.locator('#show-data').isDisabled()).toBe(true)
    expect(await desk.page.locator('#show-data').getAttribute('aria-describedby')).toBe('show-data-why')
    expect(await graveAtDesk(desk.page, 'nothing to be shown yet')).toEqual([])
    await desk.picture('screen-lacks')
    await desk.page.getByText('有委托代理人、经办人').click()
    await desk.page.locator('#show-data-why').waitFor({ state: 'detached' })
    await desk.page.locator('#show-data').click()
    await screen.locator('#screen-confirm').waitFor()
    await large(screen)
    const seen = await screen.locator('.screen').innerText()
    for (const clear of ['测试申请人', '51200019900101001X', '13800000000']) expect(seen).not.toContain(clear)
    expect(seen).toContain(at.itemName)
    expect(seen, 'how the result is to reach the applicant').toContain('窗口领取')
    expect(await graveAtDesk(screen, 'data to be confirmed')).toEqual([])
    if (process.env.DAOWEI_STORY_PICTURES) await screen.screenshot({ path: `${process.env.DAOWEI_STORY_PICTURES}/screen-data.png` })
    // Nobody has to sign here; who does draws, and a touch is no signature.
    const signed = screen.locator('#screen-signed')
    expect(await screen.locator('#screen-confirm').isEnabled()).toBe(true)
    expect(await signed.isDisabled()).toBe(true)
    const draw = async (strokes: [number, number][][]) => {
      await screen.locator('#signature').scrollIntoViewIfNeeded()
      const pad = (await screen.locator('#signature').boundingBox())!
      for (const [first, ...rest] of strokes) {
        await screen.mouse.move(pad.x + first![0], pad.y + first![1])
        await screen.mouse.down()
        for (const [x, y] of rest) await screen.mouse.move(pad.x + x, pad.y + y, { steps: 8 })
        await screen.mouse.up()
      }
    }
    await draw([[[60, 60]]])
    expect(await signed.isDisabled()).toBe(true)
    await draw([[[60, 60], [180, 60], [120, 150]], [[240, 40], [240, 160]], [[300, 90], [420, 90], [360, 160]]])
    await expect.poll(() => signed.isEnabled()).toBe(true)
    await screen.getByRole('button', { name: '清除重签' }).click()
    expect(await signed.isDisabled()).toBe(true)
    await draw([[[60, 60], [180, 60], [120, 150]], [[240, 40], [240, 160]], [[300, 90], [420, 90], [360, 160]]])
    expect(await graveAtDesk(screen, 'a signature')).toEqual([])
    if (process.env.DAOWEI_STORY_PICTURES) await screen.screenshot({ path: `${process.env.DAOWEI_STORY_PICTURES}/screen-signature.png`, fullPage: true })
    await signed.click()
    await screen.locator('#screen-confirmed').getByText('您已签名确认').waitFor()
    await desk.page.getByText('办事人已核对并签名').waitFor()
    // What is typed afterwards was not confirmed.
    await desk.page.locator('#applicant-phone').fill('13800000001')
    await desk.page.getByText('信息已改').waitFor()
    await desk.page.locator('#applicant-phone').fill('13800000000')
    await desk.page.getByText('办事人已核对并签名').waitFor()
    // Nor is another way of service.
    const way = (value: string) => desk.page.locator(`[name="service-way"][value="${value}"]`)
    await way('mail').check({ force: true })
    await desk.page.locator('#service-to-address').fill('资阳市雁江区测试路1号')
    await desk.page.getByText('信息已改').waitFor()
    await way('direct').check({ force: true })
    // The field that had the focus is gone.
    await way('direct').focus()
    await desk.page.getByText('办事人已核对并签名').waitFor()
    expect(await graveAtDesk(desk.page, 'the intake beside a screen')).toEqual([])
    await desk.picture('screen-intake')
    await desk.page.locator('#form-all').selectOption('original_seen')
    await desk.receive()
    await desk.confirm('clerk')
    await desk.page.locator('#print-receipt').waitFor()
    const number = await desk.page.locator('#received-number').innerText()
    const found = await at.clerk.get(`/api/v1/cases/by-number/${number}`)
    const [received] = (await at.clerk.get(`/api/v1/cases/${found.id}/audit-trail?limit=1`)).rows
    expect(received.data.confirmed_at).toMatch(/^\d{4}-/)
    // Who signed, when and for what is part of the receipt; the strokes open after a look.
    const applicant = (await at.clerk.get(`/api/v1/cases/${found.id}`)).parties[0].id
    expect(received.data.signature).toMatchObject({ by: applicant, at: received.data.confirmed_at })
    const page = await on.open()
    await page.signIn('clerk')
    await page.goTo(`/desk/cases/${found.id}`)
    await page.page.getByText('在办事人屏幕上签名确认').waitFor()
    await page.page.getByRole('button', { name: '屏上签名' }).click()
    await page.page.locator('[form="look"]:focus').waitFor()
    await page.press('Enter')
    const strokes = page.page.locator('.viewed canvas')
    await strokes.waitFor()
    await expect.poll(() => strokes.evaluate((element) => {
      const picture = element as HTMLCanvasElement
      const pixels = picture.width ? picture.getContext('2d')!.getImageData(0, 0, picture.width, picture.height).data : []
      return Array.from(pixels).some((value, place) => place % 4 < 3 && value < 64)
    }), { timeout: 30_000 }).toBe(true)
    await page.picture('screen-signature-looked-at')

    await desk.page.locator('#ask-rating').click()
    await screen.getByText('请您评价这次办理').waitFor()
    await large(screen)
    expect(await graveAtDesk(screen, 'a rating')).toEqual([])
    if (process.env.DAOWEI_STORY_PICTURES) await screen.screenshot({ path: `${process.env.DAOWEI_STORY_PICTURES}/screen-rating.png`, fullPage: true })
    // The clerk's own window, which has the session, is refused even with the secret of the screen.
    const kept = await screen.evaluate(() => sessionStorage.getItem('daowei-screen'))
    const refused = await desk.page.evaluate(async (kept) => {
      const { screen, secret } = JSON.parse(kept!) as { screen: string; secret: string }
      const answer = await fetch(`/api/v1/screens/${screen}/rating`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Screen ${secret}` },
        body: JSON.stringify({ level: 'very_satisfied' }),
      })
      return { status: answer.status, code: ((await answer.json()) as { code: string }).code }
    }, kept)
    expect(refused).toEqual({ status: 409, code: 'rating.by_staff' })

    await screen.getByLabel('不满意', { exact: true }).check()
    await screen.locator('#screen-words').fill('等了四十分钟，没有人告诉我要带什么')
    await screen.getByRole('button', { name: '提交评价' }).click()
    await screen.getByText('谢谢您的评价').waitFor()
    await desk.page.getByText('办事人已评价').waitFor()
    // A visit is rated once: nobody is asked again, whatever the page offers.
    expect(await desk.command('/api/v1/screens/rating', { case: found.id })).toEqual({ status: 409, code: 'rating.twice' })
    expect(await screen.getByText('谢谢您的评价').isVisible()).toBe(true)
    // Once for each visit: the desk says so before anybody is asked again.
    await desk.page.locator('#ask-rating-why').filter({ hasText: '已经评价过' }).waitFor()
    expect(await desk.page.locator('#ask-rating').isDisabled()).toBe(true)
  })

  it('shows whom the agent acts for, and goes blank when the clerk leaves', async () => {
    const at = await department(on.program)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo('/desk/intake')
    // The screen of the story before stands there still.
    await desk.page.getByRole('button', { name: '断开', exact: true }).click()
    await desk.page.getByRole('button', { name: '生成配对码' }).click()
    const code = await desk.page.locator('#pairing-code').innerText()
    const tablet = await on.open()
    const screen = tablet.page
    await screen.goto(`${on.program.origin}/desk/screen`)
    await screen.locator('#screen-code').fill(code)
    await screen.keyboard.press('Enter')
    await screen.getByText('请稍候').waitFor()
    const person = { kind: 'person', id_kind: '111', id_number: '51200019900101001X' }
    const mandate = { scope: '代为提交申请材料、签收文书', from: '2026-01-01', to: null, paper: '授权委托书原件一份' }
    const agent = { role: 'agent', name: '李四光', kind: 'person', id_kind: '414', id_number: 'E12345678' }
    const show = async (mandate: object) => {
      const parties = [{ role: 'applicant', name: '测试申请人', ...person }, { ...agent, mandate }]
      expect((await desk.command('/api/v1/screens/data', { item_name: at.itemName, parties })).status).toBe(200)
    }
    // Whose mandate has lapsed is shown and cannot be chosen to sign; the applicant can.
    await show({ ...mandate, to: '2026-01-31' })
    await screen.locator('.mandate').getByText('2026-01-31').waitFor()
    const [himself, lapsed] = [screen.locator('[name="signer"]').nth(0), screen.locator('[name="signer"]').nth(1)]
    expect([await himself.isDisabled(), await lapsed.isDisabled()]).toEqual([false, true])
    await screen.locator('.level').filter({ hasText: '委托代理人' }).filter({ hasText: '不在有效期' }).waitFor()
    await lapsed.click({ force: true })
    expect(await lapsed.isChecked()).toBe(false)
    await himself.check()
    if (process.env.DAOWEI_STORY_PICTURES) await screen.screenshot({ path: `${process.env.DAOWEI_STORY_PICTURES}/screen-lapsed.png`, fullPage: true })
    await show(mandate)
    await screen.locator('.mandate').getByText('未定期限').waitFor()
    expect(await lapsed.isDisabled()).toBe(false)
    await screen.locator('.mandate').getByText('代为提交申请材料、签收文书').waitFor()
    expect(await screen.locator('.mandate').innerText()).toContain('未定期限')
    expect(await graveAtDesk(screen, 'data with a mandate')).toEqual([])
    if (process.env.DAOWEI_STORY_PICTURES) await screen.screenshot({ path: `${process.env.DAOWEI_STORY_PICTURES}/screen-mandate.png`, fullPage: true })
    // The clerk has another session, which goes on; the one that showed it ends. What this very page shows goes with it, and nobody
    // asks for that once the session has gone.
    await desk.page.locator('#item').fill(at.itemName)
    await desk.page.locator('#item-found li').first().click()
    await desk.page.locator('#applicant-name:focus').waitFor()
    await desk.page.locator('#applicant-name').fill('测试申请人')
    await desk.page.locator('#applicant-number').fill('51200019900101001X')
    await desk.page.locator('#show-data').click()
    await screen.locator('.mandate').waitFor({ state: 'detached' })
    await screen.locator('#screen-confirm').waitFor()
    const unheard: string[] = []
    desk.page.on('response', (answer) => {
      if (answer.status() === 401) unheard.push(answer.url())
    })
    await at.clerk.get('/api/v1/session')
    await desk.page.getByRole('button', { name: '退出' }).click()
    await desk.page.locator('#login').waitFor()
    await screen.getByText('请稍候').waitFor()
    expect(unheard).toEqual([])
    const left = await screen.locator('.screen').innerText()
    for (const personal of ['测', '李', '代为提交']) expect(left).not.toContain(personal)
    if (process.env.DAOWEI_STORY_PICTURES) await screen.screenshot({ path: `${process.env.DAOWEI_STORY_PICTURES}/screen-blank.png` })
  })

  it('leads to a list where bad ratings wait until somebody else says what was done', async () => {
    const desk = await on.open()
    await desk.signIn('chief')
    await desk.goTo('/desk/ratings?open=true')
    await desk.page.locator('main tbody tr').first().waitFor()
    expect(await desk.page.locator('main tbody tr').first().innerText()).toContain('待整改')
    expect(await graveAtDesk(desk.page, 'ratings')).toEqual([])
    await desk.picture('ratings')
    await desk.page.getByRole('button', { name: /^查看内容/ }).first().click()
    await desk.page.locator('#rating-words').waitFor()
    await desk.page.locator('[form="rating-form"]').click()
    await desk.page.getByText('等了四十分钟').waitFor()
    await desk.page.keyboard.press('Escape')
    await desk.page.getByRole('button', { name: /^登记整改/ }).first().click()
    await desk.page.locator('#rating-words').fill('已电话核实并向办事人致歉，增设咨询引导岗')
    await desk.page.locator('[form="rating-form"]').click()
    await desk.page.getByText('没有符合条件的评价').waitFor()
    const center = await on.program.colleague('center')
    const [row] = (await center.get('/api/v1/ratings')).rows
    expect(row).toMatchObject({ level: 'dissatisfied', overdue: false })
    expect(row.followed_on).toMatch(/^\d{4}-/)
  })
})
