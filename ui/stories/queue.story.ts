/** 叫号: the hall as the demo city opens it; nothing of it where nobody queues; then kinds, slips, two windows at once, recall, skip, transfer, the case that came across, the display, the figures. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import { stage } from './stage'
import { department } from './walk'

const on = stage()

describe('the queue of the hall', () => {
  it('is there as the city opens its doors, and not there where nobody queues', async () => {
    const center = await on.open()
    await center.signIn('center')
    await center.goTo('/desk/settings/queue')
    await center.page.locator('#pair-display').click()
    const code = await center.page.locator('#hall-code').innerText()
    const opening = center.context.waitForEvent('page')
    await center.page.getByRole('link', { name: '在第二个窗口打开' }).click()
    const display = await opening
    await display.locator('#screen-code').fill(code)
    await display.keyboard.press('Enter')
    const shown = display.locator('#board')
    await shown.getByText('D002').waitFor()
    for (const told of ['A06', 'C003', 'A02']) expect(await shown.innerText()).toContain(told)
    if (process.env.DAOWEI_STORY_PICTURES) await display.screenshot({ path: `${process.env.DAOWEI_STORY_PICTURES}/queue-opened.png` })
    const labor = await on.open()
    await labor.signIn('clerk-labor')
    await labor.goTo('/desk/queue')
    await labor.page.locator('#queue-now').filter({ hasText: '等候 2 人' }).filter({ hasText: 'C003' }).waitFor()
    await labor.page.getByRole('button', { name: '召回 C002' }).waitFor()
    await labor.picture('queue-opened-desk')
    // The papers that came across the counter are on the page of the one who is served.
    const housing = await on.open()
    await housing.signIn('clerk-housing')
    await housing.goTo('/desk/queue')
    const [held] = (await (await on.program.colleague('clerk-housing')).get('/api/v1/queue')).serving.cases as { number: string }[]
    await housing.page.locator('.queue').getByRole('link', { name: held!.number }).waitFor()
    // Those two go; then the center takes every kind away.
    for (const desk of [labor, housing]) {
      await desk.press('Alt+J')
      await desk.page.locator('#call-next').waitFor()
    }
    await display.getByText('现在没有呼叫的号').waitFor()
    for (const letter of ['B', 'C', 'D', 'Z']) await center.page.getByRole('button', { name: `删除 ${letter}` }).click()
    await center.page.locator('#keep-kinds').click()
    await center.page.locator('#kinds-kept').waitFor()
    await display.close()

    const desk = await on.open()
    await desk.signIn('clerk')
    expect(await desk.page.locator('.queue').count()).toBe(0)
    await desk.page.getByRole('button', { name: '窗口日常' }).click()
    expect(await desk.page.getByRole('link', { name: '叫号', exact: true }).count()).toBe(0)
    await desk.goTo('/desk/queue')
    await desk.page.getByText('没有设置排队业务').waitFor()
  })

  it('leads from the slip over two windows to the case', async () => {
    const at = await department(on.program)
    const center = await on.open()
    await center.signIn('center')
    await center.goTo('/desk/settings/queue')
    await center.page.locator('#add-kind').click()
    await center.page.locator('#name-0').fill('综合')
    await center.page.locator('#keep-kinds').click()
    await center.page.locator('#kinds-kept').waitFor()
    await center.page.locator('#pair-display').click()
    const code = await center.page.locator('#hall-code').innerText()
    expect(await graveAtDesk(center.page, 'kinds of the queue')).toEqual([])
    await center.picture('queue-kinds')

    const opening = center.context.waitForEvent('page')
    await center.page.getByRole('link', { name: '在第二个窗口打开' }).click()
    const display = await opening
    await display.locator('#screen-code').fill(code)
    await display.keyboard.press('Enter')
    await display.getByText('现在没有呼叫的号').waitFor()
    expect(await graveAtDesk(display, 'an empty display')).toEqual([])

    const [clerk, composite] = [await on.open(), await on.open()]
    await clerk.signIn('clerk')
    await composite.signIn('composite')
    await clerk.goTo('/desk/queue')
    for (const number of ['A001', 'A002', 'A003']) {
      await clerk.page.locator('#draw-A').click()
      await clerk.page.locator('#drawn').getByText(number).waitFor()
    }
    expect(await clerk.page.locator('#drawn').innerText()).toContain('前面等候 2 人')
    await expect.poll(() => clerk.printed()).toBe(3)
    expect(await clerk.page.locator('main input').count(), 'nobody is asked who he is').toBe(0)
    expect(await graveAtDesk(clerk.page, 'drawing numbers')).toEqual([])
    await clerk.picture('queue-draw')

    // Both windows call in one moment.
    await composite.page.locator('#queue-now').filter({ hasText: '等候 3 人' }).waitFor()
    await Promise.all([clerk.press('Alt+N'), composite.press('Alt+N')])
    const held = async (desk: typeof clerk) => desk.page.locator('#queue-now strong').innerText()
    const numbers = [await held(clerk), await held(composite)]
    expect([...numbers].sort()).toEqual(['A001', 'A002'])
    const [mine, theirs] = numbers as [string, string]
    const board = display.locator('#board')
    for (const number of numbers) await board.getByText(number).waitFor()
    expect(await board.innerText()).toContain('Z01')
    expect(await graveAtDesk(display, 'a display')).toEqual([])
    if (process.env.DAOWEI_STORY_PICTURES) await display.screenshot({ path: `${process.env.DAOWEI_STORY_PICTURES}/queue-display.png` })

    await clerk.press('Alt+C')
    await clerk.page.locator('#queue-now').filter({ hasText: '呼叫 2 次' }).waitFor()
    await clerk.press('Alt+K')
    await clerk.page.locator('#call-next').waitFor()
    await board.getByText(mine).waitFor({ state: 'detached' })
    await clerk.page.getByRole('button', { name: `召回 ${mine}` }).click()
    await board.getByText(mine).waitFor()
    await clerk.page.locator('#queue-now strong').filter({ hasText: mine }).waitFor()

    // Passed on, it comes before whoever arrived later.
    await clerk.press('Alt+T')
    await clerk.page.locator('#pass-to').selectOption({ label: 'Z01' })
    expect(await graveAtDesk(clerk.page, 'passing a number on')).toEqual([])
    await clerk.page.getByRole('button', { name: '转出' }).click()
    await clerk.page.locator('#call-next').waitFor()
    await composite.press('Alt+J')
    await composite.page.locator('#call-next').waitFor()
    await composite.press('Alt+N')
    await composite.page.locator('#queue-now strong').filter({ hasText: mine }).waitFor()
    await composite.press('Alt+J')
    await composite.page.locator('#call-next').waitFor()

    await clerk.press('Alt+N')
    await clerk.page.locator('#queue-now strong').filter({ hasText: 'A003' }).waitFor()
    await clerk.goTo('/desk/intake')
    await clerk.page.locator('#item').fill(at.itemName)
    await clerk.page.locator('#item-found li').first().click()
    await clerk.page.locator('#applicant-name:focus').waitFor()
    await clerk.page.locator('#applicant-name').fill('测试申请人')
    await clerk.page.locator('#applicant-number').fill('51200019900101001X')
    await clerk.page.locator('#form-all').selectOption('original_seen')
    await clerk.receive()
    await clerk.confirm('clerk')
    await clerk.page.locator('#received-ticket').filter({ hasText: 'A003' }).waitFor()
    const number = await clerk.page.locator('#received-number').innerText()
    await clerk.page.getByRole('link', { name: number }).waitFor()
    await clerk.page.getByRole('button', { name: '打开办件' }).click()
    await clerk.page.locator('#ticket').getByText('A003').waitFor()
    await clerk.page.getByRole('button', { name: '叫号经过' }).click()
    await clerk.page.locator('#ticket-steps').getByText('取号').waitFor()
    expect(await clerk.page.locator('#ticket-steps li').count()).toBe(2)
    expect(await graveAtDesk(clerk.page, 'the ticket of a case')).toEqual([])
    await clerk.picture('queue-case')
    await clerk.page.keyboard.press('Escape')
    await clerk.page.keyboard.press('?')
    await clerk.page.locator('#queue-keys').getByText('呼叫下一号').waitFor()
    await clerk.page.keyboard.press('Escape')
    await clerk.press('Alt+J')
    await clerk.page.locator('#call-next').waitFor()
    await display.getByText('现在没有呼叫的号').waitFor()

    // What stands in the database, through another role.
    const manager = await on.program.colleague('center')
    const { rows } = await manager.get('/api/v1/queue/waits')
    const mineOnly = rows.filter((row: Record<string, unknown>) => row.letter === 'A')
    const sum = (of: string) => mineOnly.reduce((all: number, row: Record<string, number>) => all + (row[of] ?? 0), 0)
    expect([sum('drawn'), sum('called'), sum('waiting')]).toEqual([3, 3, 0])
    expect(theirs).not.toBe(mine)
    await center.goTo('/desk/queue/waits')
    // Those of the demo city wait on.
    await center.page.locator('#waiting-now').filter({ hasText: '8' }).waitFor()
    await center.page.locator('tbody tr').first().waitFor()
    expect(await graveAtDesk(center.page, 'waiting times')).toEqual([])
    const leaving = center.page.waitForEvent('download')
    await center.page.locator('#export-waits').click()
    const file = readFileSync((await (await leaving).path())!, 'utf8').split('\r\n')
    expect(file[0]).toContain('平均等候（秒）')
    expect(file.slice(1).join()).toContain('A 综合,Z01,')
    await center.picture('queue-waits')
  })
})
