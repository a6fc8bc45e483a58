/** What axe finds on the page that is open, in light and in dark. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What of that is a question of colors. */
const COLORS = ['color-contrast', 'link-in-text-block']

/** What is serious or critical on a page, each finding in a line. */
async function grave(page: Page, what: string, only: object): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE)
  const found = await page.evaluate((runOnly) => {
    const { axe } = window as unknown as { axe: { run: (context: Document, options: object) => Promise<AxeResults> } }
    return axe.run(document, { runOnly, resultTypes: ['violations'] })
  }, only)
  return found.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .map((violation) => `${what}: ${violation.id}: ${violation.nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join('; ')}`)
}

/** Findings of both themes: all that axe knows in the one, and the colors, which alone differ, in the other. */
export async function graveFindings(page: Page, what: string, turn: (theme: 'light' | 'dark') => Promise<unknown>): Promise<string[]> {
  await turn('dark')
  const dark = await grave(page, `${what}, dark`, { type: 'rule', values: COLORS })
  await turn('light')
  return [...dark, ...(await grave(page, `${what}, light`, { type: 'tag', values: TAGS }))]
}

/** The same on a page of the desk, which wears its theme on its root. */
export function graveAtDesk(page: Page, what: string): Promise<string[]> {
  return graveFindings(page, what, (theme) => page.evaluate((chosen) => (document.documentElement.dataset.theme = chosen), theme))
}
