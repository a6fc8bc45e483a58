/** 核对: everything of a receipt is seen once more before it is sent, each group leads back to its field, and nothing else is lost (UX-06). */
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import { stage } from './stage'
import { department } from './walk'

const on = stage()

describe('the look before a receipt', () => {
  it('shows every value as it will be recorded, and a change keeps all others', async () => {
    const at = await department(on.program)
    const desk = await on.open()
    const { page } = desk
    await desk.signIn('clerk')
    await desk.goTo('/desk/intake')
    await page.locator('#item:focus').waitFor()
    await page.locator('#item').fill(at.itemName)
    await page.locator('#item-found li').first().click()
    await page.locator('#form-0').waitFor()
    await page.locator('#applicant-name').fill('张三丰')
    await page.locator('#applicant-number').fill('51200019900101001X')
    await page.locator('#applicant-phone').fill('13800000000')
    await page.locator('#applicant-address').fill('资阳市雁江区测试路1号')
    await page.getByText('有委托代理人、经办人').click()
    await page.locator('#agent-name').fill('李四光')
    await page.locator('#agent-kind').selectOption('414')
    await page.locator('#agent-number').fill('E12345678')
    await page.locator('#mandate-scope').fill('代为提交申请材料')
    await page.locator('#mandate-from').fill('2026-01-01')
    await page.locator('#mandate-paper').fill('授权委托书原件一份')
    await page.locator('#form-0').selectOption('original_seen')
    await page.locator('#unlisted').fill('照片两张')
    await page.locator('[name="service-way"][value="mail"]').check({ force: true })
    await page.locator('#service-to-address').fill('成都市青羊区无名巷3号')
    const cases = async () => ((await at.clerk.get('/api/v1/cases?mine=true&limit=100')).rows as unknown[]).length
    const before = await cases()
    // The button promises the key for the whole page: also where nothing has the focus.
    await page.locator('#service-to-address').evaluate((field) => field.blur())
    await page.keyboard.press('Alt+Enter')
    await page.locator('#send-receipt:focus').waitFor()
    const seen = await page.locator('main').innerText()
    for (const value of [at.itemName, '张三丰', '51200019900101001X', '13800000000', '资阳市雁江区测试路1号', '李四光', 'E12345678', '代为提交申请材料', '2026-01-01', '未定期限', '授权委托书原件一份', '核原件', '与原件核对无误', '照片两张', '邮寄送达', '成都市青羊区无名巷3号']) expect(seen).toContain(value)
    expect(await graveAtDesk(page, 'the look before a receipt')).toEqual([])
    await desk.picture('receipt-check')
    expect(await cases(), 'looking records nothing').toBe(before)

    // Back to one field, by its link; what was typed elsewhere stands.
    await page.getByRole('button', { name: '修改授权委托' }).click()
    await page.locator('#mandate-scope:focus').waitFor()
    expect(await page.locator('#form-0').inputValue()).toBe('original_seen')
    expect(await page.locator('#service-to-address').inputValue()).toBe('成都市青羊区无名巷3号')
    expect(await page.locator('#item').inputValue()).toBe(at.itemName)
    await page.locator('#mandate-scope').fill('代为提交申请材料、签收文书')
    await page.keyboard.press('Alt+Enter')
    await page.locator('#send-receipt:focus').waitFor()
    expect(await page.locator('main').innerText()).toContain('代为提交申请材料、签收文书')
    // Escape goes back as well; what lacks is told at the form and nothing is looked at.
    await page.keyboard.press('Escape')
    await page.locator('#item:focus').waitFor()
    await page.locator('#applicant-name').fill('')
    await page.keyboard.press('Alt+Enter')
    await page.locator('.error-summary:focus').waitFor()
    expect(await page.locator('#send-receipt').count()).toBe(0)
    await page.locator('#applicant-name').fill('张三丰')
    await page.locator('#applicant-name').focus()
    await desk.receive()
    await desk.confirm('clerk')
    await page.locator('#print-receipt:focus').waitFor()
    expect(await cases()).toBe(before + 1)
  })
})
