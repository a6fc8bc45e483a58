/** A contract assistant does his part under a named person, and sees what keeps him from the rest. */
import { describe, expect, it } from 'vitest'
import { stage } from './stage'
import { department } from './walk'

const on = stage()

describe('the contract assistant', () => {
  it('receives under a named responsible person, and cannot accept', async () => {
    const at = await department(on.program)
    const desk = await on.open()
    await desk.enter('assistant')
    // Nobody works without somebody who answers for it.
    const choose = desk.page.getByRole('button', { name: '进入工作台' })
    await choose.waitFor()
    expect(await choose.isDisabled()).toBe(true)
    await desk.page.locator('#responsible').click()
    await desk.page.getByRole('option').first().click()
    await choose.click()
    await desk.page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()

    await desk.goTo('/desk/intake')
    await desk.page.locator('#item').fill(at.itemName)
    await desk.page.locator('#item-found li').first().click()
    await desk.page.locator('#applicant-name').fill('李四光')
    await desk.page.locator('#applicant-number').fill('51200019900101001X')
    await desk.page.keyboard.press('Alt+Enter')
    await desk.confirm('assistant')
    await desk.page.locator('#print-receipt').waitFor()
    const number = (await desk.page.locator('#received-number').innerText()).trim()
    await desk.page.getByRole('button', { name: '打开办件' }).click()
    const accept = desk.page.getByRole('button', { name: '受理', exact: true })
    await accept.waitFor()
    expect(await accept.isDisabled()).toBe(true)

    const chief = await on.program.colleague('chief')
    const found = await chief.get(`/api/v1/cases/by-number/${number}`)
    // Nor past the page: the server keeps the act from whoever is not established, by its rule.
    expect(await desk.command(`/api/v1/cases/${found.id}/acceptance`)).toEqual({ status: 403, code: 'authority.contract_staff' })
    expect(found.stage).toBe('received')
    expect(found.timeline[0].by.responsible).toBeTruthy()
  })
})
