/** What the page of a case and the workbench show beyond the case itself: reprints, related cases, what one sent on. */
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import { stage } from './stage'
import { department, received } from './walk'

const on = stage()

describe('the page of a case', () => {
  it('marks and records every copy of a receipt behind the first', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${found.id}`)
    const open = async () => {
      await desk.page.getByRole('button', { name: '打印', exact: true }).first().click()
      await desk.dialog.locator('[form="reveal"]').click()
      await desk.dialog.locator('article.paper').waitFor()
    }
    await open()
    // Nothing can be printed that was not recorded before.
    await desk.page.emulateMedia({ media: 'print' })
    expect(await desk.page.locator('article.paper').isVisible()).toBe(false)
    expect(await desk.page.locator('.sheet').count()).toBe(0)
    await desk.page.emulateMedia({ media: 'screen' })
    await desk.page.keyboard.press('Alt+P')
    await desk.dialog.locator('#printed-copy').waitFor()
    expect(await desk.page.locator('.sheet .mark').count()).toBe(0)
    await desk.page.evaluate(() => dispatchEvent(new Event('afterprint')))
    await desk.dialog.getByText('此前已打印 1 次').waitFor()
    expect(await desk.page.locator('.sheet').count()).toBe(0)
    await desk.dialog.getByRole('radio', { name: '80 毫米小票' }).check({ force: true })
    await desk.dialog.locator('#reprint-why').fill('申请人遗失收件凭证')
    expect(await graveAtDesk(desk.page, 'reprint')).toEqual([])
    await desk.picture('reprint')
    await desk.page.keyboard.press('Alt+P')
    await desk.dialog.getByText('第 2 份已登记').waitFor()
    for (const format of ['slip', 'a4']) {
      expect(await desk.page.locator(`.sheet.${format}`).count(), format).toBe(format === 'slip' ? 1 : 0)
    }
    expect(await desk.page.locator('.sheet .mark').textContent()).toMatch(/^补打 · 第 2 份 · \d{4}-\d{2}-\d{2} \d{2}:\d{2}$/)
    await desk.page.emulateMedia({ media: 'print' })
    await desk.picture('reprint-paper')
    expect(await desk.page.locator('.sheet .mark').isVisible()).toBe(true)
    await desk.page.emulateMedia({ media: 'screen' })
    expect(await desk.printed()).toBe(2)
    await desk.page.keyboard.press('Escape')
    // Another time, on the other paper, after the page was opened anew.
    await desk.goTo(`/desk/cases/${found.id}`)
    const copies = desk.page.getByText('已打印 2 次')
    await copies.click()
    await desk.page.getByText(/^第 2 份：/).waitFor()
    await desk.picture('printed')
    expect(await graveAtDesk(desk.page, 'printed copies')).toEqual([])
    await open()
    await desk.page.keyboard.press('Alt+P')
    await desk.dialog.getByText('第 3 份已登记').waitFor()
    expect(await desk.page.locator('.sheet.a4 .mark').textContent()).toContain('补打 · 第 3 份')

    const page = await at.clerk.get(`/api/v1/cases/${found.id}`)
    expect(page.documents[0].printed.map((copy: { copy: number }) => copy.copy)).toEqual([3, 2, 1])
    const looks = await (await on.program.colleague('supervisor')).get(`/api/v1/looks?case=${found.id}`)
    expect(looks.rows.filter((row: { kind: string }) => row.kind === 'look.document_printed').map((row: { purpose: string | null }) => row.purpose)).toEqual([null, '申请人遗失收件凭证', null])
  })

  it('finds what else belongs to the applicant, for a purpose and on record', async () => {
    const at = await department(on.program)
    const [one, other] = [await received(at), await received(at)]
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${one.id}`)
    await desk.page.locator('#related-purpose').fill('核对同一申请人的其他办件')
    await desk.page.getByRole('button', { name: '查找关联办件' }).click()
    const link = desk.page.locator('#related-found').getByRole('link', { name: other.number })
    await link.first().waitFor()
    expect(await desk.page.locator('#related-found').innerText()).not.toContain('测试申请人')
    await desk.page.locator('#related-found').scrollIntoViewIfNeeded()
    await desk.picture('related')
    expect(await graveAtDesk(desk.page, 'related cases')).toEqual([])
    await link.first().click()
    await desk.page.getByRole('button', { name: '查找关联办件' }).waitFor()
    expect(desk.page.url()).toContain(other.id)
    const looks = await (await on.program.colleague('supervisor')).get(`/api/v1/looks?case=${one.id}`)
    expect(looks.rows[0]).toMatchObject({ kind: 'look.related_sought', purpose: '核对同一申请人的其他办件' })
  })

  it('lists what I sent on, to whom, and where it stands now, live', async () => {
    const at = await department(on.program)
    const found = await received(at)
    await at.clerk.post(`/api/v1/cases/${found.id}/acceptance`)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.page.getByText('我转出的', { exact: true }).click()
    const row = desk.page.getByRole('row').filter({ hasText: found.number })
    await row.waitFor()
    expect(await row.innerText()).toContain('受理后转审查 → 审查')
    expect(await row.innerText()).toContain('审查中 · 审查')
    const count = (await at.clerk.get('/api/v1/cases/sent-on')).count
    expect(desk.page.url()).toContain('whose=sent')
    await desk.picture('sent')
    expect(await graveAtDesk(desk.page, 'sent on')).toEqual([])
    // What the reviewer does is seen without asking.
    await at.reviewer.post(`/api/v1/cases/${found.id}/examinations`, { step: 'examine', verdict: 'favor', opinion: '经审查，申请材料齐全，符合法定条件，同意。' })
    await row.getByText('审查中 · 复核').waitFor()
    // The filter is in the address and comes back with it.
    await desk.page.locator('.span').click()
    await desk.page.getByRole('option', { name: '全部' }).click()
    await desk.page.locator('#sent-count').getByText(`共 ${count} 件`).waitFor()
    expect(desk.page.url()).toContain('days=0')
    await desk.page.reload()
    await row.waitFor()
    await desk.page.locator('#sent-count').getByText(`共 ${count} 件`).waitFor()
  })
})
