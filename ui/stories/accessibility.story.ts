/** No page, in no state, light or dark, has a serious or critical finding of axe. */
import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect, it } from 'vitest'
import type { Desk } from './desk'
import { stage } from './stage'
import { awaitingDecision, department } from './walk'

const on = stage()
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function clean(desk: Desk, what: string): Promise<void> {
  const found = await new AxeBuilder({ page: desk.page }).withTags(TAGS).analyze()
  const grave = found.violations.filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
  expect(grave.map((violation) => `${what}: ${violation.id}: ${violation.nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join('; ')}`)).toEqual([])
}

describe.each([{ dark: false }, { dark: true }])('with dark = $dark', (look) => {
  it('every page and state is accessible', async () => {
    const at = await department(on.program)
    const found = await awaitingDecision(at)
    const desk = await on.open(look)
    await desk.page.locator('#login:focus').waitFor()
    await clean(desk, 'sign-in')
    await desk.page.locator('#login').fill('nobody')
    await desk.page.locator('#password').fill('not the password')
    await desk.page.keyboard.press('Enter')
    await desk.page.locator('.error-summary').waitFor()
    await clean(desk, 'sign-in refused')
    await desk.page.reload()
    await desk.signIn('chief')
    await clean(desk, 'workbench')
    await desk.page.getByText('本处待办').click()
    await desk.page.locator('tbody tr').first().waitFor()
    await clean(desk, 'workbench of the office')
    await desk.goTo('/desk/intake')
    await desk.page.locator('#item').waitFor()
    await clean(desk, 'intake')
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.stage('待决定')
    await clean(desk, 'case')
    await desk.begin('决定')
    await clean(desk, 'decision')
    await desk.goTo('/desk/cases/00000000-0000-7000-8000-000000000000')
    await desk.page.locator('.error-summary').waitFor()
    await clean(desk, 'a case that is not there')
    await desk.goTo('/desk/nowhere')
    await clean(desk, 'no such page')
  })
})
