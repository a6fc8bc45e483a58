/** The ten main pages, at 1366 × 768, in light: what README shows. Days that are left are counted from the day on which they are taken. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { stage } from '../stories/stage'
import { awaitingDecision, department, sealed } from '../stories/walk'

const on = stage()
const FOLDER = process.env.DAOWEI_PICTURES ?? fileURLToPath(new URL('../../docs/screenshots', import.meta.url))
/** Bytes that a picture takes at most. */
const MOST = 200 * 1024

/** Takes what is seen, packed as WebP by the browser itself. */
async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
  await page.mouse.move(0, 0)
  const seen = (await page.screenshot()).toString('base64')
  const workshop = await page.context().newPage()
  const packed = await workshop.evaluate(async (png) => {
    const picture = new Image()
    picture.src = `data:image/png;base64,${png}`
    await picture.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height })
    canvas.getContext('2d')?.drawImage(picture, 0, 0)
    return canvas.toDataURL('image/webp', 0.9).split(',')[1] ?? ''
  }, seen)
  await workshop.close()
  const bytes = Buffer.from(packed, 'base64')
  expect(bytes.length, name).toBeLessThanOrEqual(MOST)
  expect(bytes.subarray(8, 12).toString()).toBe('WEBP')
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(`${FOLDER}/${name}.webp`, bytes)
}

describe('pictures', () => {
  it('of the portal', async () => {
    const at = await department(on.program)
    const decided = await sealed(at, await on.program.colleague('chief'))
    const reader = await on.read({ scripts: true })
    await reader.goTo('/')
    await take(reader.page, '01-portal')
    await reader.goTo(`/guides/${at.item}`)
    await take(reader.page, '02-guide')
    await reader.goTo('/progress')
    await reader.ask(String(decided.number), String(decided.query_code))
    await reader.page.locator('.state').waitFor()
    await take(reader.page, '03-progress')
  })

  it('of the window and the review', async () => {
    const at = await department(on.program)
    const waiting = await awaitingDecision(at)
    const desk = await on.open()
    await desk.signIn('chief')
    await desk.page.getByText('本处待办', { exact: true }).click()
    await desk.page.locator('tbody tr').first().waitFor()
    await desk.page.getByText('实时更新中', { exact: true }).waitFor()
    await take(desk.page, '04-workbench')
    await desk.goTo(`/desk/cases/${waiting.id}`)
    await desk.stage('待决定')
    await take(desk.page, '06-case')
    await desk.begin('决定')
    await desk.dialog.getByText('准予', { exact: true }).click()
    await desk.dialog.getByLabel('理由和依据').fill('申请符合法定条件、标准，依法准予行政许可。')
    await take(desk.page, '07-decision')
    const clerk = await on.open()
    await clerk.signIn('clerk')
    await clerk.goTo('/desk/intake')
    await clerk.page.locator('#item').fill(at.itemName)
    await clerk.page.locator('#item-found li').first().click()
    await clerk.page.locator('#applicant-name').fill('张三丰')
    await clerk.page.locator('#applicant-number').fill('51200019900101001X')
    await clerk.page.locator('#applicant-number').press('Tab')
    await clerk.page.evaluate(() => scrollTo(0, 0))
    await take(clerk.page, '05-intake')
    await clerk.page.getByRole('button', { name: '重置' }).click()
    await clerk.page.getByRole('button', { name: '清空' }).click()
  })

  it('of oversight and settings', async () => {
    const desk = await on.open()
    await desk.signIn('supervisor')
    await desk.goTo('/desk/cases')
    await desk.page.locator('tbody tr').nth(10).waitFor()
    await take(desk.page, '08-cases')
    await desk.page.getByRole('button', { name: '退出' }).click()
    await desk.signIn('system')
    await desk.goTo('/desk/settings/calendar?year=2026')
    await desk.page.getByText('十二月').first().waitFor()
    await take(desk.page, '09-calendar')
    await desk.page.getByRole('button', { name: '退出' }).click()
    await desk.signIn('audit')
    await desk.goTo('/desk/settings/audit')
    await desk.page.getByRole('button', { name: '开始核验' }).click()
    await desk.page.locator('.result').waitFor()
    await desk.page.locator('.result').scrollIntoViewIfNeeded()
    await take(desk.page, '10-audit')
  })
})
