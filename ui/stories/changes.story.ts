/** 清单调整 at the desk, from the leader who proposes it to the office that publishes it; and who may not. */
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import type { Desk } from './desk'
import { stage } from './stage'

const on = stage()
const OPINION = '依据充分，要素齐全，同意调整'

/** Signs in and opens the change; whoever has it finds it by one press. */
async function openOf(login: string, id: string, turn?: string): Promise<Desk> {
  const desk = await on.open()
  await desk.signIn(login)
  if (turn) {
    await desk.goTo('/desk/changes')
    await desk.page.getByRole('button', { name: turn }).click()
    await desk.page.locator(`tbody a[href$="${id}"]`).click()
  } else {
    await desk.goTo(`/desk/changes/${id}`)
  }
  await desk.page.locator('#change-steps').waitFor()
  return desk
}

/** Gives the act's words or document and confirms it with the password, where that was not asked a moment before. */
async function act(desk: Desk, login: string | null, button: string, fill: Record<string, string>): Promise<void> {
  await desk.page.locator(`#change-${button}`).click()
  for (const sign of await desk.page.locator('#change-act input[type="checkbox"]').all()) await sign.check()
  for (const [field, words] of Object.entries(fill)) await desk.page.locator(`#change-${field}`).fill(words)
  await desk.page.locator('#change-act button[type="submit"]').click()
  if (login) await desk.confirm(login)
  await desk.page.locator('#change-act').waitFor({ state: 'detached' })
}

describe('a change of the lists', () => {
  it('goes from the leader through both offices and the government to the list', async () => {
    const leader = await on.program.colleague('leader')
    const me = await leader.get('/api/v1/session')
    const list = await leader.get(`/api/v1/items?department=${me.posts[0].department}&limit=100`)
    const item = list.rows.find((row: { acceptable: boolean }) => row.acceptable)
    const proposer = await on.open()
    await proposer.signIn('leader')
    await proposer.goTo(`/desk/items/${item.id}`)
    await proposer.page.locator('#item-changes').getByText('该事项没有清单调整。').waitFor()
    await proposer.page.getByRole('link', { name: '提出变更' }).click()
    const { page } = proposer
    await page.locator('#content-name').waitFor()
    expect(await page.locator('#content-name').inputValue()).toBe(item.name)
    // What lacks is said before anything is sent.
    await page.locator('#change-propose').click()
    await page.locator('.error-summary').getByText('调整事由').waitFor()
    await page.locator('#proposal-trigger').selectOption('law_changed')
    await page.locator('#proposal-occurred_on').fill(new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10))
    await page.locator('#proposal-basis').fill('行政许可法 第三十条')
    await page.locator('#proposal-reason').fill('法律修订，办理地点和条件相应调整')
    // Everything that the public must be told; what the demo city says already stays.
    const whole: Record<string, string> = { local_codes: 'sc:511A0138000000', basis: '行政许可法 第三十条', conditions: '符合法定条件、标准', flow: '受理\n审查\n决定\n送达', objects: '自然人\n企业法人', result_name: '登记证书', place: '市政务服务中心三楼', hours: '工作日 9:00—17:00', consult_phone: '028-26111111', complaint_phone: '028-26222222', visits: '1' }
    for (const [field, words] of Object.entries(whole)) await page.locator(`#content-${field}`).fill(words)
    for (const limit of ['statutory_limit', 'promised_limit']) await page.locator(`#content-${limit}`).fill(limit === 'promised_limit' ? '3' : '20')
    await page.locator('#change-check').click()
    const checked = page.locator('#change-checked')
    // The list of papers lacks still, and the look says so.
    await checked.getByText('要素不全').waitFor()
    await page.getByRole('button', { name: '增加一项材料' }).click()
    await page.locator('#paper-name-0').fill('申请书')
    await page.locator('#change-check').click()
    await checked.getByText('要素齐全').waitFor()
    await checked.getByText('可以提出。').waitFor()
    expect(await checked.innerText()).toContain('市政务服务中心三楼')
    await checked.getByRole('row', { name: /申请书 新增/ }).waitFor()
    expect(await graveAtDesk(page, 'a proposal that was checked')).toEqual([])
    await proposer.picture('change-proposal')
    await page.locator('#change-propose').click()
    await proposer.confirm('leader')
    await page.locator('#change-steps').waitFor()
    const id = new URL(page.url()).pathname.split('/').at(-1)!
    // Not his turn: the rule says so.
    expect(await page.locator('#change-agree').isDisabled()).toBe(true)
    expect(await page.locator('#change-why').innerText()).toContain('authority.duty')
    await proposer.picture('change-proposed')

    const staffing = await openOf('staffing', id, '待编办（审改办）审核')
    await staffing.page.locator('#change-agree').click()
    await staffing.page.locator('#change-act button[type="submit"]').click()
    await staffing.page.locator('.error-summary').getByText('审核意见').waitFor()
    expect(await graveAtDesk(staffing.page, 'an opinion that lacks its words')).toEqual([])
    await staffing.picture('change-opinion')
    await act(staffing, 'staffing', 'agree', { words: OPINION })
    // Its own opinion is given; the other office's is not its to give.
    await staffing.page.locator('#change-why').waitFor()
    expect(await staffing.page.locator('#change-agree').isDisabled()).toBe(true)
    const legal = await openOf('legal', id, '待我办理')
    await act(legal, 'legal', 'agree', { words: OPINION })
    const government = await openOf('government', id, '待我办理')
    await act(government, 'government', 'approve', { document: '资府函〔2026〕18号' })
    await staffing.goTo(`/desk/changes/${id}`)
    await act(staffing, null, 'publish', {})
    await staffing.page.locator('#change-steps').getByText('公布').waitFor()
    await staffing.picture('change-published')
    await government.page.reload()
    await government.page.locator('h1').waitFor()

    await proposer.goTo(`/desk/items/${item.id}`)
    const changes = page.locator('#item-changes')
    await changes.getByText('资府函〔2026〕18号').waitFor()
    await changes.getByRole('button', { name: '版本比较' }).click()
    await changes.getByRole('row', { name: /办理地点/ }).waitFor()
    expect(await changes.innerText()).toContain('市政务服务中心三楼')
    expect(await graveAtDesk(page, 'two versions against each other')).toEqual([])
    await proposer.picture('change-compared')
  })

  it('comes back with reasons, and is proposed anew', async () => {
    const leader = await on.program.colleague('leader')
    const me = await leader.get('/api/v1/session')
    const list = await leader.get(`/api/v1/items?department=${me.posts[0].department}&limit=100`)
    const item = list.rows.find((row: { acceptable: boolean }) => row.acceptable)
    const proposer = await on.open()
    await proposer.signIn('leader')
    await proposer.goTo(`/desk/changes/new?kind=suspend&item=${item.id}`)
    const { page } = proposer
    await page.locator('#proposal-trigger').selectOption('reviewed')
    await page.locator('#proposal-occurred_on').fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10))
    await page.locator('#proposal-basis').fill('行政许可法 第二十条')
    await page.locator('#proposal-reason').fill('经评价，该事项暂停实施，待评估后再定')
    await page.locator('#change-propose').click()
    await proposer.confirm('leader')
    await page.locator('#change-steps').waitFor()
    const id = new URL(page.url()).pathname.split('/').at(-1)!
    const staffing = await openOf('staffing', id)
    await act(staffing, 'staffing', 'return', { words: '依据不足，请补充评价报告' })
    await proposer.goTo(`/desk/changes/${id}`)
    await page.getByText('依据不足，请补充评价报告').waitFor()
    await page.locator('#change-anew').click()
    await page.locator('#proposal-reason').waitFor()
    expect(await page.locator('#proposal-basis').inputValue()).toBe('行政许可法 第二十条')
    await page.locator('#proposal-basis').fill('行政许可法 第二十条\n资府函〔2026〕7号')
    await page.locator('#change-propose').click()
    await page.getByText('第 2 次提出').waitFor()
    await page.locator('#change-withdraw').click()
    await page.locator('#change-words').fill('评价尚未结束，先行撤回该调整')
    await page.locator('#change-act button[type="submit"]').click()
    await page.locator('.head .el-tag').getByText('已撤回').waitFor()
  })

  it('is not shown to whoever sits at a window', async () => {
    const clerk = await on.open()
    await clerk.signIn('clerk')
    expect(await clerk.page.getByRole('link', { name: '清单调整' }).count()).toBe(0)
    await clerk.goTo('/desk/changes')
    await clerk.page.getByText('这个页面供以下岗位使用').waitFor()
  })
})
