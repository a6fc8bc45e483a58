/** Acts with what they rest on: the signed slip with a delivery, the signed form with a withdrawal, a new mandate, grounds on the spot. */
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import { scanned } from './paper'
import type { Answer } from './program'
import { stage } from './stage'
import { department, happened, received, sealed } from './walk'

const on = stage()
const file = (name: string) => ({ name, mimeType: 'application/pdf', buffer: scanned(3_000) })

describe('an act', () => {
  it('takes the signed slip with the delivery that it proves', async () => {
    const at = await department(on.program)
    const found = await sealed(at, await on.program.colleague('chief'))
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.stage('已用印')
    await desk.begin('颁发送达')
    await desk.dialog.locator('#field-recipient').fill('测试申请人')
    await desk.dialog.locator('#field-service').selectOption('direct')
    await desk.dialog.locator('#field-proof').fill('送达回证第9号，测试申请人签收')
    await desk.dialog.locator('#field-slip input[multiple]').setInputFiles(file('送达回证.pdf'))
    await desk.dialog.locator('[data-state="done"]').waitFor()
    expect(await graveAtDesk(desk.page, 'a delivery with its slip')).toEqual([])
    await desk.picture('acts-delivery')
    await desk.submit('clerk')
    await desk.stage('已送达')
    const seen = await at.clerk.get(`/api/v1/cases/${found.id}`)
    expect(seen.files.map((one: { kind: string; document: string }) => [one.kind, one.document])).toEqual([['service_proof', seen.decisions[0].document]])
    // It opens after a look.
    await desk.page.getByRole('button', { name: '送达回证', exact: true }).click()
    await desk.page.locator('[form="look"]:focus').waitFor()
    await desk.press('Enter')
    await desk.page.locator('.viewed canvas').waitFor()
  })

  it('takes the signed form with the withdrawal', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.begin('准予撤回申请')
    await desk.dialog.locator('#field-form').fill('测试申请人签名的撤回申请书')
    await desk.dialog.locator('#field-form_scan input[multiple]').setInputFiles(file('撤回申请书.pdf'))
    await desk.dialog.locator('[data-state="done"]').waitFor()
    await desk.submit('clerk')
    await desk.stage('已撤回申请')
    await desk.page.getByRole('button', { name: '撤回申请书', exact: true }).waitFor()
    const seen = await at.clerk.get(`/api/v1/cases/${found.id}`)
    expect(seen.files.map((one: { kind: string }) => one.kind)).toEqual(['withdrawal_form'])
  })

  it('records a new mandate in the place of one that is over, and the agent acts again', async () => {
    const at = await department(on.program)
    const person = { kind: 'person', id_kind: '111', id_number: '51200019900101001X' }
    const mandate = { scope: '代为提交申请材料', from: '2020-01-01', to: '2020-12-31', paper: '授权委托书原件一份' }
    const found = await at.clerk.post('/api/v1/cases', {
      item: at.item,
      channel: 'window',
      parties: [{ role: 'applicant', name: '测试申请人', ...person }, { role: 'agent', name: '李四光', kind: 'person', id_kind: '414', id_number: 'E12345678', mandate }],
      papers: at.papers.map((paper) => ({ paper, form: 'original_taken', copies: 1 })),
    })
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.page.getByText('今天不在有效期内').first().waitFor()
    await desk.begin('登记授权委托')
    await desk.submit()
    await desk.dialog.locator('.error-summary:focus').waitFor()
    await desk.dialog.locator('#field-agent').selectOption({ index: 1 })
    await desk.dialog.locator('#mandate-scope').fill('代为提交申请材料、签收文书')
    await desk.dialog.locator('#mandate-from').fill('2020-01-01')
    await desk.dialog.locator('#mandate-paper').fill('授权委托书原件一份（续期）')
    expect(await graveAtDesk(desk.page, 'a new mandate')).toEqual([])
    await desk.picture('acts-mandate')
    await desk.submit('clerk')
    await expect.poll(() => happened(at.clerk, found.id)).toContain('case.mandate_recorded')
    await desk.page.getByText('未定期限').first().waitFor()
    const seen = await at.clerk.get(`/api/v1/cases/${found.id}`)
    expect(seen.parties[1].mandate).toMatchObject({ from: '2020-01-01', to: null, holds: true })
    expect(seen.marks).not.toContain('mandate_over')
    await at.clerk.post(`/api/v1/cases/${found.id}/on-the-spot-corrections`, { by: seen.parties[1].id, what: '申请书第二页漏填的联系电话' })
    // It holds now: the next one asks why it ends. The page is read anew, for a colleague has acted.
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.page.getByText('未定期限').first().waitFor()
    await desk.begin('登记授权委托')
    // The only agent is chosen already.
    await desk.dialog.locator('#field-replaced').waitFor()
    expect(await desk.dialog.locator('#field-agent').inputValue()).toBe(seen.parties[1].id)
    await desk.dialog.locator('#mandate-scope').fill('代为提交申请材料')
    await desk.dialog.locator('#mandate-from').fill('2026-01-01')
    await desk.dialog.locator('#mandate-paper').fill('授权委托书原件一份（第二次）')
    await desk.submit()
    await desk.dialog.locator('.error-summary:focus').waitFor()
    await desk.dialog.locator('#field-replaced').fill('申请人取消原委托，不再委托签收文书')
    expect(await graveAtDesk(desk.page, 'a mandate that takes the place of one that holds')).toEqual([])
    await desk.picture('acts-mandate-replaced')
    await desk.submit()
    await expect.poll(async () => (await happened(at.clerk, found.id)).filter((kind) => kind === 'case.mandate_recorded').length).toBe(2)
    // The timeline says it, once it was asked for.
    await desk.page.locator('#reveal-words').click()
    await desk.dialog.locator('#purpose').fill('核对更换授权的原因')
    await desk.dialog.locator('[form="reveal"]').click()
    await desk.page.locator('#timeline').getByText('申请人取消原委托，不再委托签收文书').waitFor()
  })

  it('decides on the spot on grounds of the item, looked at before', async () => {
    const chief = await on.program.colleague('chief')
    const clerk = await on.program.colleague('clerk')
    const me = await clerk.get('/api/v1/session')
    const rows = (await clerk.get(`/api/v1/items?department=${me.posts[0].department}&limit=100`)).rows as { id: string; acceptable: boolean }[]
    let found: Answer | null = null
    for (const row of rows.filter((one) => one.acceptable)) {
      const content = (await clerk.get(`/api/v1/items/${row.id}`)).versions.at(-1).content
      if (content.case_kind !== 'instant' || content.decision_level !== 'this_organ' || !content.basis.length) continue
      const papers = (content.papers ?? []) as { id: string; need: string }[]
      const one = await clerk.post('/api/v1/cases', {
        item: row.id,
        channel: 'window',
        parties: [{ role: 'applicant', kind: 'person', name: '测试申请人', id_kind: '111', id_number: '51200019900101001X', phone: '13800000000' }],
        papers: papers.filter((paper) => paper.need !== 'conditional').map((paper) => ({ paper: paper.id, form: 'original_taken', copies: 1 })),
      })
      const seen = await chief.get(`/api/v1/cases/${one.id}`)
      if (seen.allowed.some((act: { act: string; allowed: boolean }) => act.act === 'decide_on_the_spot' && act.allowed)) found = one
      if (found) break
    }
    const id = String(found!.id)
    const desk = await on.open()
    await desk.signIn('chief')
    await desk.goTo(`/desk/cases/${id}`)
    await desk.begin('当场办结')
    await desk.dialog.getByText('准予', { exact: true }).click()
    const ground = desk.dialog.locator('#field-grounds .el-checkbox').first()
    const words = (await ground.innerText()).trim()
    await ground.click()
    await desk.dialog.getByLabel('理由和依据').fill('申请材料齐全，符合法定形式，当场办结。')
    const check = desk.dialog.getByRole('region', { name: '请核对' })
    expect(await check.innerText()).toContain(words)
    await desk.picture('acts-on-the-spot')
    await desk.submit('chief')
    await desk.stage('已决定')
    const seen = await chief.get(`/api/v1/cases/${id}`)
    expect(seen.decisions[0].grounds).toEqual([{ kind: 'basis', words }])
  })
})
