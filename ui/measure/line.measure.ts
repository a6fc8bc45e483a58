/** When the largest part of a page is there, over 1 Mbit/s (wanted: 2.5 s), nothing cached. The line is a shaped one where `DAOWEI_LINE_PORT` names the port that is. */
import { expect, it } from 'vitest'
import { openBrowser } from '../stories/desk'
import { Program } from '../stories/program'
import { department } from '../stories/walk'
import { share, table } from './table'

const shaped = Number(process.env.DAOWEI_LINE_PORT ?? 0)
const RUNS = 5
/** Bytes in a second. */
const RATE = 1_000_000 / 8

it(`largest contentful paint over 1 Mbit/s, ${shaped ? 'by tc in a network namespace' : 'throttled by the browser'}`, async () => {
  const program = await Program.serve(shaped || undefined)
  const browser = await openBrowser()
  const rows: (string | number)[][] = []
  try {
    const at = await department(program)
    for (const path of ['/', '/guides', `/guides/${at.item}`, '/progress', '/contact', '/desk/']) {
      const [paints, bytes]: [number[], number[]] = [[], []]
      for (let run = 0; run < RUNS; run += 1) {
        const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1366, height: 768 } })
        const page = await context.newPage()
        const line = await context.newCDPSession(page)
        await line.send('Network.enable')
        if (!shaped) await line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: RATE, uploadThroughput: RATE })
        let sum = 0
        line.on('Network.loadingFinished', (loaded) => void (sum += loaded.encodedDataLength))
        await page.goto(`${program.origin}${path}`)
        if (path === '/desk/') await page.locator('#login').waitFor()
        paints.push(await page.evaluate(() => new Promise<number>((resolve) => new PerformanceObserver((list) => resolve(list.getEntries().slice(-1)[0]?.startTime ?? 0)).observe({ type: 'largest-contentful-paint', buffered: true }))))
        bytes.push(sum)
        await context.close()
      }
      rows.push([path.replace(at.item, '…'), `${Math.round(share(paints, 0.5))} ms`, `${Math.round(Math.max(...paints))} ms`, (share(bytes, 0.5) / 1024).toFixed(1)])
      expect(Math.min(...paints)).toBeGreaterThan(0)
    }
  } finally {
    await browser.close()
    await program.end()
  }
  table([`first visit, 1 Mbit/s ${shaped ? '(tc)' : '(browser)'}`, `median of ${RUNS}`, 'longest', 'KiB'], rows)
})
