/** 第二屏: two windows, the clerk's and the applicant's; data confirmed masked, a visit rated once, staff refused, a bad rating followed up. */
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import { stage } from './stage'
import { department } from './walk'

const on = stage()

describe('the applicant’s screen', () => {
  it('shows masked data to be confirmed, takes one rating, and none from staff', async () => {
    const at = await department(on.program)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo('/desk/intake')
    await desk.page.getByRole('button', { name: '生成配对码' }).click()
    const code = await desk.page.locator('#pairing-code').innerText()
    expect(code).toMatch(/^\d{8}$/)

    // A second window of the very same browser, where the clerk is signed in: it uses none of that.
    const opening = desk.context.waitForEvent('page')
    await desk.page.getByRole('link', { name: '在第二个窗口打开' }).click()
    const screen = await opening
    const sent: string[] = []
    screen.on('request', (request) => void request.allHeaders().then((headers) => (request.url().includes('/screens/') ? sent.push(headers.cookie ?? '') : 0)))
    await screen.locator('#screen-code').waitFor()
    expect(await graveAtDesk(screen, 'pairing')).toEqual([])
    await screen.locator('#screen-code').fill('00000000')
    await screen.keyboard.press('Enter')
    await screen.getByText('配对码不对').waitFor()
    await screen.locator('#screen-code').fill(code)
    await screen.keyboard.press('Enter')
    await screen.getByText('请稍候').waitFor()
    await desk.page.getByText('已配对').waitFor()

    await desk.page.locator('#item').fill(at.itemName)
    await desk.page.locator('#item-found li').first().click()
    // The item's papers have come once the next field has the focus.
    await desk.page.locator('#applicant-name:focus').waitFor()
    await desk.page.locator('#applicant-name').fill('测试申请人')
    await desk.page.locator('#applicant-number').fill('51200019900101001X')
    await desk.page.locator('#applicant-phone').fill('13800000000')
    await desk.page.locator('#show-data').click()
    await screen.locator('#screen-confirm').waitFor()
    const seen = await screen.locator('.screen').innerText()
    for (const clear of ['测试申请人', '51200019900101001X', '13800000000']) expect(seen).not.toContain(clear)
    expect(seen).toContain(at.itemName)
    expect(seen, 'how the result is to reach the applicant').toContain('窗口领取')
    expect(await graveAtDesk(screen, 'data to be confirmed')).toEqual([])
    if (process.env.DAOWEI_STORY_PICTURES) await screen.screenshot({ path: `${process.env.DAOWEI_STORY_PICTURES}/screen-data.png` })
    await screen.locator('#screen-confirm').click()
    await screen.locator('#screen-confirmed').waitFor()
    await desk.page.getByText('办事人已核对确认').waitFor()
    // What is typed afterwards was not confirmed.
    await desk.page.locator('#applicant-phone').fill('13800000001')
    await desk.page.getByText('信息已改').waitFor()
    await desk.page.locator('#applicant-phone').fill('13800000000')
    await desk.page.getByText('办事人已核对确认').waitFor()
    // Nor is another way of service.
    const way = (value: string) => desk.page.locator(`[name="service-way"][value="${value}"]`)
    await way('mail').check({ force: true })
    await desk.page.locator('#service-to-address').fill('资阳市雁江区测试路1号')
    await desk.page.getByText('信息已改').waitFor()
    await way('direct').check({ force: true })
    // The field that had the focus is gone.
    await way('direct').focus()
    await desk.page.getByText('办事人已核对确认').waitFor()
    expect(await graveAtDesk(desk.page, 'the intake beside a screen')).toEqual([])
    await desk.picture('screen-intake')
    await desk.page.locator('#form-all').selectOption('original_seen')
    await desk.page.keyboard.press('Alt+Enter')
    await desk.confirm('clerk')
    await desk.page.locator('#print-receipt').waitFor()
    const number = await desk.page.locator('#received-number').innerText()
    const found = await at.clerk.get(`/api/v1/cases/by-number/${number}`)
    const [received] = (await at.clerk.get(`/api/v1/cases/${found.id}/audit-trail?limit=1`)).rows
    expect(received.data.confirmed_at).toMatch(/^\d{4}-/)

    await desk.page.locator('#ask-rating').click()
    await screen.getByText('请您评价这次办理').waitFor()
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
    await desk.page.locator('#ask-rating').click()
    await screen.getByText('请您评价这次办理').waitFor()
    await screen.getByLabel('满意', { exact: true }).check()
    await screen.getByRole('button', { name: '提交评价' }).click()
    await screen.getByText('已经评价过').waitFor()
    expect(sent.length).toBeGreaterThan(3)
    expect(sent.filter(Boolean), 'the session never goes with the screen').toEqual([])
  })

  it('leads to a list where bad ratings wait until somebody else says what was done', async () => {
    const desk = await on.open()
    await desk.signIn('chief')
    await desk.goTo('/desk/ratings?open=true')
    await desk.page.locator('tbody tr').first().waitFor()
    expect(await desk.page.locator('tbody tr').first().innerText()).toContain('待整改')
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
