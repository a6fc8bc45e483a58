/** The way of the focus: seen, in the sight of the reader, under nothing, and without a trap (UX-02). */
import { describe, expect, it } from 'vitest'
import type { Desk } from './desk'
import { stage } from './stage'
import { awaitingDecision, department } from './walk'

const on = stage()

interface Stop {
  what: string
  fault: string | null
}

/** What has the focus, and what is wrong with it; null where the page itself has it again. */
function stop(desk: Desk): Promise<Stop | null> {
  return desk.page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null
    if (!element || element === document.body || element === document.documentElement) return null
    const what = `${element.tagName.toLowerCase()}#${element.id} ${(element.innerText || element.getAttribute('aria-label') || '').trim().slice(0, 20)}`
    // A field that a widget draws itself is seen by the box around it.
    const widget = element.closest('.el-select, .el-radio-button, .el-radio, .el-checkbox, .el-date-editor') ?? element
    const shown = [element, widget, ...widget.querySelectorAll('*')]
    for (let around = widget.parentElement, step = 0; around && step < 3; around = around.parentElement, step += 1) shown.push(around)
    const box = element.getBoundingClientRect()
    const sight = box.width > 1 && box.height > 1 ? box : widget.getBoundingClientRect()
    if (sight.bottom <= 0 || sight.right <= 0 || sight.top >= innerHeight || sight.left >= innerWidth) return { what, fault: 'out of sight' }
    const [x, y] = [Math.min(Math.max(sight.left + sight.width / 2, 1), innerWidth - 1), Math.min(Math.max(sight.top + sight.height / 2, 1), innerHeight - 1)]
    const top = document.elementFromPoint(x, y)
    const own = top && (element.contains(top) || top.contains(element) || widget.contains(top))
    if (!own) return { what, fault: `covered by ${top?.tagName.toLowerCase()}.${top?.className}` }
    const ring = shown.some((candidate) => {
      const style = getComputedStyle(candidate)
      return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
    })
    return { what, fault: ring ? null : 'without a ring' }
  })
}

/** Goes with Tab through the whole page; each fault in a line. */
async function faults(desk: Desk, page: string): Promise<string[]> {
  const found: string[] = []
  let stops = 0
  for (; stops < 400; stops += 1) {
    await desk.page.keyboard.press('Tab')
    const at = await stop(desk)
    if (!at) break
    if (at.fault) found.push(`${page}: ${at.what}: ${at.fault}`)
  }
  if (stops === 400) found.push(`${page}: the focus does not come out`)
  if (stops < 5) found.push(`${page}: only ${stops} stops`)
  return found
}

describe('the focus', () => {
  it('is seen at every stop of every kind of page, and comes out again', async () => {
    const at = await department(on.program)
    const found = await awaitingDecision(at)
    const desk = await on.open()
    await desk.signIn('chief')
    const all: string[] = []
    for (const path of ['/desk/workbench?whose=office', '/desk/intake', '/desk/cases', `/desk/cases/${found.id}`, '/desk/enquiries/new', '/desk/account']) {
      await desk.goTo(path)
      await desk.page.locator('h1').first().waitFor()
      await desk.page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
      // From the top of the page, wherever it put the focus.
      await desk.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
      all.push(...(await faults(desk, path)))
    }
    expect(all).toEqual([])
  })
})
