/** No page of the portal, in no language and no size, light or dark, has a serious or critical finding of axe. */
import { describe, expect, it } from 'vitest'
import { graveFindings } from './axe'
import type { Reader } from './reader'
import { stage } from './stage'
import { department, sealed } from './walk'

const on = stage()
const NOTHING = '/guides?q=%E4%B8%8D%E4%BC%9A%E6%9C%89%E7%9A%84'
const NOBODY = '/guides/00000000-0000-7000-8000-000000000000'

const look = (reader: Reader, what: string) => graveFindings(reader.page, what, (theme) => reader.page.emulateMedia({ colorScheme: theme }))

describe('the portal is accessible', () => {
  it.each([
    ['in Chinese', ''],
    ['in English', '/en'],
    ['in large print', '/elder'],
    ['in the largest print', '/largest'],
    ['in large English print', '/en/elder'],
    ['in the largest English print', '/en/largest'],
  ])('on every page %s', async (_, view) => {
    const at = await department(on.program)
    const decided = await sealed(at, await on.program.colleague('chief'))
    const reader = await on.read({ scripts: true })
    const found: string[] = []
    for (const path of ['/', '/guides', NOTHING, `/guides/${at.item}`, '/contact', '/help', NOBODY, '/progress']) {
      await reader.goTo(`${view}${path}`)
      found.push(...(await look(reader, `${view}${path}`)))
    }
    await reader.page.locator('form.ask button').click()
    await reader.page.locator('.errors').waitFor()
    found.push(...(await look(reader, `${view}/progress, fields wrong`)))
    await reader.page.locator('#number').fill(String(decided.number))
    await reader.page.locator('#query_code').fill(String(decided.query_code))
    await reader.page.locator('form.ask button').click()
    await reader.page.locator('.state').waitFor()
    found.push(...(await look(reader, `${view}/progress, told`)))
    expect(found).toEqual([])
  })

  it('on a narrow screen', async () => {
    const at = await department(on.program)
    const reader = await on.read({ scripts: true, width: 320 })
    const found: string[] = []
    for (const path of ['/', `/guides/${at.item}`, '/contact', '/largest/guides']) {
      await reader.goTo(path)
      found.push(...(await look(reader, `${path} at 320`)))
    }
    expect(found).toEqual([])
  })
})
