/** What a page weighs on the line when it is opened for the first time, and that the watch over all stories sees. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { stage } from './stage'
import { department } from './walk'

const on = stage()
/** Bytes of the desk's first load and of a page of the portal, as they are sent. */
const [DESK, PORTAL] = [300 * 1024, 60 * 1024]

/** Heads and bodies of all answers to a page, as they came over the line; its events, which never end, are left out. */
async function weighed(page: Page): Promise<() => Promise<number>> {
  const line = await page.context().newCDPSession(page)
  await line.send('Network.enable')
  await line.send('Network.setCacheDisabled', { cacheDisabled: true })
  let bytes = 0
  const open = new Set<string>()
  line.on('Network.requestWillBeSent', ({ requestId, request }) => void (request.url.includes('/events') || open.add(requestId)))
  line.on('Network.loadingFailed', ({ requestId }) => void open.delete(requestId))
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    open.delete(requestId)
    bytes += encodedDataLength
  })
  return async () => {
    await page.waitForLoadState('load')
    // All that was asked for is there, not only what came before the first row.
    await expect.poll(() => open.size, { timeout: 20_000 }).toBe(0)
    await line.detach()
    return bytes
  }
}

describe('the first load', () => {
  it('of the desk, sign-in page and workbench together, stays below 300 KiB', async () => {
    const desk = await on.open()
    const bytes = await weighed(desk.page)
    await desk.page.reload()
    await desk.signIn('clerk')
    await desk.page.locator('tbody tr, [role="status"]').first().waitFor()
    const sum = await bytes()
    console.log(`first load of the desk: ${(sum / 1024).toFixed(1)} KiB`)
    expect(sum).toBeLessThanOrEqual(DESK)
    expect(sum, 'weighed at all').toBeGreaterThan(50 * 1024)
  })

  it('has the words of one language; those of the other are fetched when they are asked for, or that is said', async () => {
    const desk = await on.open()
    const { page } = desk
    await desk.signIn('clerk')
    const words: string[] = []
    page.on('request', (request) => void (/assets\/en-/.test(request.url()) && words.push(request.url())))
    await page.route(/assets\/en-/, (route) => route.abort())
    const english = page.getByRole('button', { name: 'English', exact: true })
    await english.click()
    await page.getByText('没有收到服务器的答复').waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    await page.unroute(/assets\/en-/)
    await english.click()
    await page.getByRole('button', { name: '中文', exact: true }).waitFor()
    expect(words.length).toBeGreaterThan(0)
    desk.watch.complaints.splice(0)
  })

  it('of each page of the portal stays below 60 KiB', async () => {
    const at = await department(on.program)
    const reader = await on.read()
    const figures: string[] = []
    for (const view of ['', '/en', '/elder', '/largest']) {
      for (const path of ['/', '/guides', `/guides/${at.item}`, '/progress', '/contact', '/help']) {
        const bytes = await weighed(reader.page)
        await reader.goTo(`${view}${path}`)
        const sum = await bytes()
        if (!view) figures.push(`${path.replace(at.item, '…')} ${(sum / 1024).toFixed(1)}`)
        expect(sum, `${view}${path}`).toBeLessThanOrEqual(PORTAL)
        expect(sum, 'weighed at all').toBeGreaterThan(1024)
      }
    }
    console.log(`pages of the portal, KiB: ${figures.join(', ')}`)
  })
})

describe('the watch over every page', () => {
  it('sees what goes abroad and what a policy keeps from it', async () => {
    const desk = await on.open()
    await desk.page.evaluate(async () => {
      // The policy keeps this from the net; it complains aloud.
      await fetch('http://127.0.0.1:9/').catch(() => {})
      // Whoever leaves the desk goes abroad.
      window.open('http://127.0.0.1:9/')
    })
    await expect.poll(() => desk.watch.abroad.length).toBeGreaterThan(0)
    expect(desk.watch.complaints.join()).toMatch(/Content Security Policy/i)
    desk.watch.abroad.splice(0)
    desk.watch.complaints.splice(0)
  })
})
