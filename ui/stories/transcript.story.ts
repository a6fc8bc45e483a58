/** Five pages as a screen reader is given them (UX-14): names, roles and order as they are kept in `transcripts/`. */
import { describe, expect, it } from 'vitest'
import { stage } from './stage'
import { spokenAsKept, transcript } from './transcript'
import { department, received } from './walk'

const on = stage()

describe('a screen reader', () => {
  it('hears a button without a name and an order that is turned', async () => {
    const reader = await on.read({ scripts: true })
    await reader.goTo('/help')
    const before = await transcript(reader.page)
    await reader.page.evaluate(() => {
      const main = document.querySelector('main')
      main?.prepend(document.createElement('button'))
      main?.append(document.querySelector('h1') as Node)
    })
    const after = await transcript(reader.page)
    expect(after).toMatch(/^\s*button$/m)
    expect(after.replace(/^\s*button\n/m, '').split('\n').sort()).toEqual(before.split('\n').sort())
    expect(after.indexOf('heading “帮助”')).toBeGreaterThan(before.indexOf('heading “帮助”'))
  })

  it('is given the pages of the portal', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const reader = await on.read()
    for (const [path, name] of [
      ['/', 'home'],
      ['/guides?topic=%E6%B0%91%E6%97%8F%E5%AE%97%E6%95%99', 'guides'],
      [`/guides/${at.item}`, 'guide'],
    ] as const) {
      await reader.goTo(path)
      await spokenAsKept(reader.page, name)
    }
    await reader.goTo('/progress')
    await reader.ask(String(found.number), String(found.query_code))
    await reader.page.locator('.stage').waitFor()
    await spokenAsKept(reader.page, 'progress')
  })

  it('is given the intake of the desk, with an item and its papers', async () => {
    const at = await department(on.program)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo('/desk/intake')
    await desk.page.locator('#item').fill(at.itemName)
    await desk.page.locator('#item-found li').first().click()
    await desk.page.locator('tbody tr').first().waitFor()
    await desk.page.getByText(/^草稿已于/).waitFor()
    await spokenAsKept(desk.page, 'intake')
    // Nothing is kept of what was begun here.
    await desk.page.getByRole('button', { name: '重置' }).click()
    await desk.page.getByRole('button', { name: '清空' }).click()
  })
})
