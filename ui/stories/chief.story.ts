/** The chief representative decides: by a letter in force, once, and with the remedies told where it is refused. */
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import { stage } from './stage'
import { awaitingDecision, department, happened } from './walk'

const on = stage()
const decided = (kinds: string[]) => kinds.filter((kind) => kind === 'case.decided').length

describe('the chief representative', () => {
  it('grants, by the letter that is shown', async () => {
    const at = await department(on.program)
    const found = await awaitingDecision(at)
    const desk = await on.open()
    await desk.signIn('chief')
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.begin('决定')
    expect(await desk.dialog.innerText()).toContain(found.number)
    await desk.dialog.getByText(/授权书/).first().waitFor()
    await desk.dialog.getByText('准予', { exact: true }).click()
    await desk.dialog.getByLabel('理由和依据').fill('申请符合法定条件、标准，依法准予行政许可。')
    // Looked at once more: about what, for whom, with which result, in which document; each can be changed.
    const check = desk.dialog.getByRole('region', { name: '请核对' })
    expect(await check.innerText()).toMatch(new RegExp(`${at.itemName}[^]*测\\*+[^]*准予[^]*依法准予行政许可[^]*准予决定书，文号在作出时编定`))
    expect(await graveAtDesk(desk.page, 'a decision')).toEqual([])
    await desk.picture('decision-check')
    await check.getByRole('button', { name: '修改理由' }).click()
    await desk.page.locator('#field-reasons:focus').waitFor()
    // The paper as it will be issued, and nothing is decided by looking.
    await desk.dialog.getByRole('button', { name: '预览文书' }).click()
    const paper = desk.dialog.locator('pre').first()
    await paper.waitFor()
    expect(await paper.innerText()).toContain('依法准予行政许可')
    expect(decided(await happened(at.clerk, found.id))).toBe(0)
    await desk.submit('chief')
    await desk.stage('已决定')
    const seen = await at.clerk.get(`/api/v1/cases/${found.id}`)
    expect(seen.decisions[0].outcome).toBe('grant')
    expect(seen.license.number).toBeTruthy()
  })

  it('refuses, and the decision says where to turn', async () => {
    const at = await department(on.program)
    const found = await awaitingDecision(at)
    const desk = await on.open()
    await desk.signIn('chief')
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.begin('决定')
    await desk.dialog.getByText('不予', { exact: true }).click()
    await desk.dialog.getByLabel('理由和依据').fill('申请人不具备法定条件，依照该事项设定依据的规定不予许可。')
    await desk.submit('chief')
    await desk.stage('已决定')
    const seen = await at.clerk.get(`/api/v1/cases/${found.id}`)
    expect(seen.decisions[0].outcome).toBe('refuse')
    await desk.page.getByText(seen.decisions[0].remedies.review_organ).first().waitFor()
    await desk.page.getByText(seen.decisions[0].remedies.court).first().waitFor()
  })

  it('is one decision from two windows at once and from a double click', async () => {
    const at = await department(on.program)
    const found = await awaitingDecision(at)
    const desks = [await on.open(), await on.open()]
    for (const desk of desks) {
      await desk.signIn('chief')
      await desk.goTo(`/desk/cases/${found.id}`)
      await desk.begin('决定')
      await desk.dialog.getByText('准予', { exact: true }).click()
      await desk.dialog.getByLabel('理由和依据').fill('申请符合法定条件、标准，依法准予行政许可。')
    }
    await Promise.all(desks.map((desk) => desk.dialog.getByRole('button', { name: '提交' }).dblclick()))
    for (const desk of desks) {
      // The second click of a slow double click falls beside the dialog that the first one opened, and closes nothing.
      await desk.page.locator('#confirm-password').waitFor()
      await desk.page.mouse.click(5, 5)
      await desk.confirm('chief')
    }
    // One of the two is told that the case has moved on.
    await Promise.race(desks.map((desk) => desk.dialog.locator('.error-summary').waitFor()))
    expect(decided(await happened(at.clerk, found.id))).toBe(1)
    for (const desk of desks) {
      await desk.page.reload()
      await desk.stage('已决定')
    }
    expect(decided(await happened(at.clerk, found.id))).toBe(1)
  })

  it('and another, by a letter of that one item, race: one of them has decided', async () => {
    const at = await department(on.program)
    const found = await awaitingDecision(at)
    const [chief, narrow] = [await on.open(), await on.open()]
    const rivals = [
      { desk: chief, login: 'chief' },
      { desk: narrow, login: 'chief-narrow' },
    ]
    for (const { desk, login } of rivals) {
      await desk.signIn(login)
      await desk.goTo(`/desk/cases/${found.id}`)
      await desk.begin('决定')
      await desk.dialog.getByText('准予', { exact: true }).click()
      await desk.dialog.getByLabel('理由和依据').fill('申请符合法定条件、标准，依法准予行政许可。')
      await desk.submit()
      await desk.page.locator('#confirm-password').fill(on.program.account(login).password)
    }
    await Promise.all(rivals.map(({ desk }) => desk.page.keyboard.press('Enter')))
    await Promise.race(rivals.map(({ desk }) => desk.dialog.locator('.error-summary').waitFor()))
    for (const { desk } of rivals) {
      await desk.page.reload()
      await desk.stage('已决定')
    }
    expect(decided(await happened(at.clerk, found.id))).toBe(1)
  })

  it('whose letter has expired is kept from deciding, by that rule', async () => {
    const at = await department(on.program)
    const found = await awaitingDecision(at)
    const desk = await on.open()
    await desk.signIn('chief-expired')
    await desk.goTo(`/desk/cases/${found.id}`)
    const decide = desk.page.getByRole('button', { name: '决定', exact: true })
    await decide.waitFor()
    expect(await decide.isDisabled()).toBe(true)
    await desk.page.getByText('authority.letter.expired').first().waitFor()
    // Whoever gets past the page is refused by the server, by the same rule.
    const { password } = on.program.account('chief-expired')
    expect((await desk.command('/api/v1/session/confirmation', { password })).status).toBeLessThan(300)
    const decision = { outcome: 'grant', reasons: '申请符合法定条件、标准，依法准予行政许可。' }
    expect(await desk.command(`/api/v1/cases/${found.id}/decision`, decision)).toEqual({ status: 403, code: 'authority.letter.expired' })
    expect(decided(await happened(at.clerk, found.id))).toBe(0)
  })
})
