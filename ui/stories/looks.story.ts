/** Whoever looks at somebody's data is seen by those who supervise. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stage } from './stage'
import { department, received as receive } from './walk'

const on = stage()

describe('looks', () => {
  it('a look at an applicant is on record, with what it was for', async () => {
    const purpose = '核对申请人身份证件'
    const at = await department(on.program)
    const { clerk } = at
    const received = await receive(at)
    const detail = await clerk.get(`/api/v1/cases/${received.id}`)
    await clerk.post(`/api/v1/cases/${received.id}/parties/${detail.parties[0].id}/reveal`, { purpose })

    const desk = await on.open()
    await desk.signIn('supervisor')
    await desk.goTo('/desk/settings/looks')
    const row = desk.page.getByRole('row').filter({ hasText: received.number }).filter({ hasText: purpose })
    await row.waitFor()
    expect(await row.innerText()).toContain('查看个人信息')
    // Of this case alone.
    await row.getByRole('button', { name: received.number }).click()
    await desk.page.getByText(`只看办件 ${received.number}`, { exact: true }).waitFor()
    expect(await desk.page.locator('main tbody tr').count()).toBe(1)
    const pictures = process.env.DAOWEI_STORY_PICTURES
    if (pictures) await desk.page.screenshot({ path: join(pictures, 'looks.png') })
    await desk.page.getByRole('button', { name: '全部记录' }).click()
    await row.waitFor()

    await expect(clerk.get('/api/v1/looks')).rejects.toThrow(/403|无权|authority/)
  })
})
