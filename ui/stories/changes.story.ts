/** 清单调整 at the desk, from the leader who proposes it to the office that publishes it; and who may not. */
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import type { Desk } from './desk'
import type { Answer } from './program'
import { stage } from './stage'

const on = stage()
const OPINION = '依据充分，要素齐全，同意调整'
/** Found on all pages of a story, so that one run tells everything. */
let found: string[] = []
afterEach(() => expect(found.splice(0)).toEqual([]))

/** axe in both themes, and pictures for whoever reviews them. */
async function look(desk: Desk, what: string): Promise<void> {
  found.push(...(await graveAtDesk(desk.page, what)))
  await desk.picture(`change-${what}`)
}

/** That day from today, as the calendar of Shanghai has it. */
const day = (ahead: number): string => new Date(Date.now() + ahead * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)

/** An item of the leader's department that is accepted today. */
async function owned(name?: string): Promise<Answer> {
  const leader = await on.program.colleague('leader')
  const me = await leader.get('/api/v1/session')
  const list = await leader.get(`/api/v1/items?department=${me.posts[0].department}&limit=100`)
  return list.rows.find((row: Answer) => row.acceptable && (!name || row.name === name))
}

/** Signs in and opens the change; whoever has it finds it by one press. */
async function openOf(login: string, id: string, turn?: string): Promise<Desk> {
  const desk = await on.open()
  await desk.signIn(login)
  if (turn) {
    await desk.goTo('/desk/changes')
    // How many wait is counted beside it.
    await desk.page.getByRole('button', { name: new RegExp(`^${turn.replace(/[（）]/g, '.')}.*[1-9]`) }).click()
    await desk.page.locator(`tbody a[href$="${id}"]`).click()
  } else {
    await desk.goTo(`/desk/changes/${id}`)
  }
  await desk.page.locator('#change-steps').waitFor()
  return desk
}

/** Gives the act's words or document and confirms it with the password. */
async function act(desk: Desk, login: string, button: string, fill: Record<string, string>): Promise<void> {
  await desk.page.locator(`#change-${button}`).click()
  for (const sign of await desk.page.locator('#change-act input[type="checkbox"]').all()) await sign.check()
  for (const [field, words] of Object.entries(fill)) await desk.page.locator(`#change-${field}`).fill(words)
  await desk.page.locator('#change-act button[type="submit"]').click()
  await confirmed(desk, login, desk.page.locator('#change-act'), 'detached')
}

/** The password once more, where the last one lies too far back. */
async function confirmed(desk: Desk, login: string, sign: ReturnType<Page['locator']>, state: 'detached' | 'visible'): Promise<void> {
  const password = desk.page.locator('#confirm-password')
  await Promise.race([password.waitFor().catch(() => {}), sign.waitFor({ state }).catch(() => {})])
  if (await password.isVisible()) await desk.confirm(login)
  await sign.waitFor({ state })
}

/** Lines of one element, in the place of those that stand there. */
async function lines(page: Page, id: string, words: readonly string[]): Promise<void> {
  const group = page.locator('.lines').filter({ has: page.locator(`[id="${id}"]`) })
  const remove = group.getByRole('button', { name: /^删去/ })
  while ((await remove.count()) > 0) await remove.last().click()
  for (const line of words) {
    await group.locator('.el-button').click()
    await group.locator('textarea').last().fill(line)
  }
}

/** Why, as every proposal says it. */
async function why(page: Page, trigger: string, reason: string, basis: readonly string[]): Promise<void> {
  await page.locator('#trigger').selectOption(trigger)
  await page.locator('#occurred').fill(day(-2))
  await lines(page, 'basis', basis)
  await page.locator('#reason').fill(reason)
}

/** Everything that the public must be told, in the first entry. */
async function whole(page: Page): Promise<void> {
  const texts = { implementation_code: '11512000MB12345678400012345', result_name: '登记证书', place: '市政务服务中心三楼', hours: '工作日 9:00—17:00', consult_phone: '028-26111111', complaint_phone: '028-26222222' }
  for (const [field, words] of Object.entries(texts)) await page.locator(`#entry-0-${field}`).fill(words)
  for (const [field, words] of Object.entries({ basis: ['特种设备安全法 第三十三条'], conditions: ['符合法定条件、标准'], flow: ['受理', '审查', '决定', '送达'] })) await lines(page, `entry-0-${field}`, words)
  for (const [limit, days] of [['statutory_limit', '20'], ['promised_limit', '5']]) {
    await page.locator(`#entry-0-${limit}-unit`).selectOption('working_days')
    await page.locator(`#entry-0-${limit}`).fill(days!)
  }
  await page.getByLabel('自然人', { exact: true }).check()
  await page.locator('#entry-0-visits').fill('1')
}

describe('a change of the lists', () => {
  it('goes back once and then through every hand to the list, for a day that is still to come', async () => {
    const item = await owned('特种设备使用登记')
    const proposer = await on.open()
    await proposer.signIn('leader')
    await proposer.goTo(`/desk/items/${item.id}`)
    await proposer.page.locator('#item-changes').getByText('该事项没有清单调整。').waitFor()
    await proposer.picture('change-item-before')
    await proposer.page.locator('#item-changes').getByRole('link', { name: '变更', exact: true }).click()
    const { page } = proposer
    await page.locator('#entry-0-name').waitFor()
    expect(await page.locator('#entry-0-name').inputValue()).toBe(item.name)
    // As it stands it says the same as the version in force: whatever the form does not alter comes back as it was.
    await page.locator('#check').click()
    await page.locator('#checked').getByText('提出前还须填写').waitFor()
    expect(await page.locator('#checked').innerText()).toContain('内容相同')
    // What lacks is said before anything is sent.
    await page.locator('#propose').click()
    await page.locator('.error-summary:focus').getByText('调整事由').waitFor()
    await look(proposer, 'proposal-lacking')
    await why(page, 'law_changed', '法律修订，申请材料和办理地点相应调整', ['特种设备安全法 第三十三条'])
    await page.locator('#check').click()
    await page.locator('#refused').getByText('change.nothing_changed').waitFor()
    await whole(page)
    // A paper is altered, one is added, and moved up.
    const before = await page.locator('[id^="entry-0-paper-"][id$="-name"]').count()
    await page.locator('#entry-0-paper-0-name').fill('特种设备使用登记表（新版）')
    await page.getByRole('button', { name: '增加材料' }).click()
    await page.locator(`#entry-0-paper-${before}-name:focus`).fill('特种设备安全管理人员证')
    await page.keyboard.press('Alt+ArrowUp')
    await page.locator(`#entry-0-paper-${before - 1}-name:focus`).waitFor()
    await page.locator('#wanted').fill(day(10))
    await page.getByText(/草稿已于/).waitFor()
    await page.getByText('内容在检查后有修改').waitFor()
    await page.locator('#check').click()
    const checked = page.locator('#checked')
    await checked.getByText('可以提出').waitFor()
    await checked.getByText('要素齐全').waitFor()
    expect(await checked.innerText()).toContain('特种设备安全管理人员证')
    await look(proposer, 'proposal-checked')
    // Nothing that was typed is lost with the page.
    await page.reload()
    await page.locator('#entry-0-name').waitFor()
    await expect.poll(() => page.locator('#entry-0-place').inputValue()).toBe('市政务服务中心三楼')
    await page.locator('#propose').click()
    await confirmed(proposer, 'leader', page.locator('#change-steps'), 'visible')
    const id = new URL(page.url()).pathname.split('/').pop()!
    await page.getByText('按期提出').waitFor()
    // Not his turn: the rule says so.
    expect(await page.locator('#change-agree').isDisabled()).toBe(true)
    expect(await page.locator('#change-why').innerText()).toContain('authority.duty')
    await look(proposer, 'proposed')

    const staffing = await openOf('staffing', id, '待我办理：待编办（审改办）审核')
    await staffing.page.locator('#change-agree').click()
    await staffing.page.locator('#change-act button[type="submit"]').click()
    await staffing.page.locator('.error-summary').getByText('审核意见').waitFor()
    await look(staffing, 'opinion-lacking')
    // What was typed of an opinion is there again.
    await staffing.page.locator('#change-words').fill(OPINION)
    await staffing.page.locator('#change-act').getByText(/草稿已于/).waitFor()
    await staffing.page.reload()
    await staffing.page.locator('#change-agree').click()
    await expect.poll(() => staffing.page.locator('#change-words').inputValue()).toBe(OPINION)
    await staffing.page.locator('#change-act button[type="submit"]').click()
    await confirmed(staffing, 'staffing', staffing.page.locator('#change-act'), 'detached')
    // Its own opinion is given; the other office's is not its to give.
    await staffing.page.locator('#change-why').waitFor()
    expect(await staffing.page.locator('#change-agree').isDisabled()).toBe(true)

    const legal = await openOf('legal', id, '待我办理')
    await act(legal, 'legal', 'return', { words: '新增材料没有法律依据，请补充依据或者删去' })
    await proposer.goTo('/desk/changes')
    await page.getByRole('button', { name: /^待我办理.*1/ }).click()
    await page.locator(`tbody a[href$="${id}"]`).click()
    await page.getByText('新增材料没有法律依据，请补充依据或者删去').waitFor()
    await page.locator('#change-anew').click()
    await page.locator('#entry-0-name').waitFor()
    expect(await page.locator('#entry-0-place').inputValue()).toBe('市政务服务中心三楼')
    await lines(page, 'basis', ['特种设备安全法 第三十三条', '特种设备使用管理规则 3.4'])
    // A look at a revision is not in its own way.
    await page.locator('#check').click()
    await page.locator('#checked').getByText('可以提出').waitFor()
    await look(proposer, 'revision')
    await page.locator('#propose').click()
    await confirmed(proposer, 'leader', page.locator('#change-steps'), 'visible')
    await page.getByText('第 2 次提出').waitFor()

    await staffing.page.reload()
    await act(staffing, 'staffing', 'agree', { words: OPINION })
    await legal.page.reload()
    await act(legal, 'legal', 'agree', { words: OPINION })
    const government = await openOf('government', id, '待我办理')
    await look(government, 'before-government')
    await act(government, 'government', 'approve', { document: '资府函〔2026〕18号' })
    await staffing.goTo(`/desk/changes/${id}`)
    await staffing.page.locator('#change-publish').click()
    expect(await staffing.page.locator('#change-effective').inputValue(), 'the day that was wanted').toBe(day(10))
    await staffing.page.locator('#change-act button[type="submit"]').click()
    await confirmed(staffing, 'staffing', staffing.page.locator('#change-act'), 'detached')
    await staffing.page.locator('.head .el-tag').getByText('已公布').waitFor()
    await look(staffing, 'published')
    await staffing.page.emulateMedia({ media: 'print' })
    await staffing.picture('change-printed')
    await staffing.page.emulateMedia({ media: 'screen' })
    await staffing.goTo('/desk/changes')
    await staffing.page.locator('tbody').getByText('资府函〔2026〕18号').waitFor()
    await look(staffing, 'list')

    // Today it is what it was; what comes says from when.
    await proposer.goTo(`/desk/items/${item.id}`)
    const changes = page.locator('#item-changes')
    await changes.getByText('资府函〔2026〕18号').waitFor()
    expect(await page.locator('dl').first().innerText()).not.toContain('市政务服务中心三楼')
    await changes.getByRole('button', { name: '版本比较' }).click()
    await changes.getByRole('row', { name: /办理地点/ }).waitFor()
    expect(await changes.innerText()).toContain('特种设备使用登记表（新版）')
    await look(proposer, 'compared')
    await page.locator('.versions').click()
    await page.getByRole('option', { name: /第 2 版 ·/ }).click()
    await page.getByText(`自 ${day(10)} 起施行`).first().waitFor()
    await proposer.goTo(`/desk/items?all=true&q=${encodeURIComponent('特种设备使用登记')}`)
    // The list is that of today.
    await page.locator('tbody tr').filter({ hasText: '第 1 版' }).waitFor()
    expect(await page.locator('tbody').innerText()).not.toContain('起施行')
  })

  it('is concluded on where a new service looks like an approval in disguise', async () => {
    const leader = await on.open()
    await leader.signIn('leader')
    await leader.goTo('/desk/changes')
    await leader.page.locator('#propose-change').click()
    const { page } = leader
    await page.locator('#kind').waitFor()
    await look(leader, 'proposal-empty')
    await page.locator('#kind').getByText('新增', { exact: true }).click()
    await why(page, 'reviewed', '群众需要，拟新增一项公共服务事项', ['公共文化服务保障法 第二十九条'])
    await page.locator('#entry-0-name').fill('户外公益活动审核')
    await page.locator('#entry-0-power').selectOption('public_service')
    await page.locator('#check').click()
    // What is missing is named, and leads to its field.
    await page.locator('#checked').getByRole('link', { name: '填写办理地点' }).click()
    await page.locator('#entry-0-place:focus').waitFor()
    await whole(page)
    await page.getByRole('button', { name: '增加材料' }).click()
    await page.locator('#entry-0-paper-0-name').fill('活动方案')
    await page.locator('#check').click()
    await page.locator('#checked').getByText('名称或者结果含有准许从事活动的内容').waitFor()
    await look(leader, 'proposal-new')
    await page.keyboard.press('Alt+Enter')
    await confirmed(leader, 'leader', page.locator('#change-steps'), 'visible')
    const id = new URL(page.url()).pathname.split('/').pop()!
    const staffing = await openOf('staffing', id)
    await staffing.page.locator('#change-agree').click()
    await staffing.page.locator('#change-words').fill(OPINION)
    await staffing.page.locator('#change-act button[type="submit"]').click()
    // Each sign by itself.
    expect(await staffing.page.locator('.error-summary a').count()).toBe(2)
    await look(staffing, 'signs')
    await act(staffing, 'staffing', 'agree', { words: '不属于变相审批，同意新增' })
    await staffing.page.locator('#change-steps').getByText('认定不属于变相审批').waitFor()
    const legal = await openOf('legal', id)
    await act(legal, 'legal', 'agree', { words: '不属于变相审批，同意新增' })
    const government = await openOf('government', id)
    await act(government, 'government', 'refuse', { words: '与现有服务重复，暂不新增该事项' })
    await government.page.locator('.head .el-tag').getByText('不予批准').waitFor()
    expect((await (await on.program.colleague('leader')).get(`/api/v1/list-changes/${id}`)).stage).toBe('refused')
  })

  it('is split into what takes its place, and taken back by its department', async () => {
    const item = await owned()
    const desk = await on.open()
    await desk.signIn('leader')
    await desk.goTo('/desk/changes/new')
    const { page } = desk
    await page.locator('#kind').getByText('拆分', { exact: true }).click()
    await page.locator('#change-item:focus').waitFor()
    await page.keyboard.type(item.name.slice(0, 8))
    await page.locator('#change-item-found li').first().waitFor()
    await page.keyboard.press('Enter')
    await page.locator('#entry-1-name').waitFor()
    await page.locator('#entry-1-name').fill(`${item.name}（延续）`)
    await why(page, 'reviewed', '新办与延续条件不同，拟分为两项', ['行政许可法 第五十条'])
    await page.getByRole('button', { name: '增加一项', exact: true }).click()
    await page.locator('#entry-2-name:focus').waitFor()
    await page.getByRole('button', { name: '去掉第 3 项' }).click()
    await page.locator('#entry-2-name').waitFor({ state: 'detached' })
    await page.locator('#propose').click()
    await confirmed(desk, 'leader', page.locator('#change-steps'), 'visible')
    await page.getByRole('heading', { level: 1, name: /拆分/ }).waitFor()
    expect(await page.getByRole('heading', { level: 2, name: /^调整后/ }).count()).toBe(2)
    await page.locator('#change-withdraw').click()
    await page.locator('#change-words').fill('评价尚未结束，先行撤回该调整')
    await page.locator('#change-act button[type="submit"]').click()
    await page.locator('.head .el-tag').getByText('已撤回').waitFor()
    // The form that comes next is blank.
    await desk.goTo('/desk/changes/new')
    await page.locator('#kind').waitFor()
    expect(await page.locator('#reason').inputValue()).toBe('')
  })

  it('is not shown to whoever sits at a window', async () => {
    const clerk = await on.open()
    await clerk.signIn('clerk')
    expect(await clerk.page.getByRole('link', { name: '清单调整' }).count()).toBe(0)
    await clerk.goTo('/desk/changes')
    await clerk.page.getByText('这个页面供以下岗位使用').waitFor()
  })
})
