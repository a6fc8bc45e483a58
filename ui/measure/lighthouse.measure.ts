/** What Lighthouse thinks of the pages: wanted are 1.0 (portal) and 0.95 (desk) for accessibility, 0.95 for the portal's performance. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse from 'lighthouse'
import { type BrowserContext, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Desk, HOW } from '../stories/desk'
import { Program } from '../stories/program'
import { awaitingDecision, department } from '../stories/walk'
import { table } from './table'

const folder = mkdtempSync(join(tmpdir(), 'daowei-lighthouse-'))
let program: Program
let context: BrowserContext
let port: number

beforeAll(async () => {
  program = await Program.serve()
  port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
  context = await chromium.launchPersistentContext(folder, { ...HOW, args: [...HOW.args, `--remote-debugging-port=${port}`], locale: 'zh-CN' })
})

afterAll(async () => {
  await context.close()
  await program.end()
  rmSync(folder, { recursive: true, force: true })
})

it('Lighthouse', async () => {
  const at = await department(program)
  const waiting = await awaitingDecision(at)
  const rows: string[][] = []
  const score = async (path: string, named: string) => {
    const told = await lighthouse(`${program.origin}${path}`, { port, output: 'json', logLevel: 'error', onlyCategories: ['accessibility', 'performance'], formFactor: 'desktop', screenEmulation: { mobile: false, width: 1366, height: 768, deviceScaleFactor: 1, disabled: false }, throttlingMethod: 'simulate', throttling: { rttMs: 40, throughputKbps: 1024, cpuSlowdownMultiplier: 1, requestLatencyMs: 0, downloadThroughputKbps: 0, uploadThroughputKbps: 0 }, disableStorageReset: true })
    const { accessibility, performance } = told?.lhr.categories ?? {}
    rows.push([named, String(accessibility?.score ?? '–'), String(performance?.score ?? '–')])
    const findings = Object.values(told?.lhr.audits ?? {}).filter((audit) => audit.score !== null && audit.score < 1 && accessibility?.auditRefs.some((reference) => reference.id === audit.id && reference.weight > 0))
    for (const audit of findings) rows.push([`… ${audit.id}`, '', ''])
  }
  for (const [path, named] of [['/', '门户首页'], ['/guides', '办事指南'], [`/guides/${at.item}`, '一份指南'], ['/progress', '查询进度'], ['/contact', '联系与窗口'], ['/elder/', '长辈版首页'], ['/en/', 'English']] as const) await score(path, named)
  await score('/desk/', '工作台登录')
  const page = await context.newPage()
  await page.goto(`${program.origin}/desk/`)
  await Desk.at(context, page, program).signIn('chief')
  for (const [path, named] of [['/desk/workbench?whose=office', '工作台'], ['/desk/intake', '收件'], [`/desk/cases/${waiting.id}`, '办件'], ['/desk/cases', '办件查询'], [`/desk/items/${at.item}`, '事项']] as const) await score(path, named)
  table(['page', 'accessibility', 'performance (1 Mbit/s, 40 ms, simulated)'], rows)
  expect(rows.length).toBeGreaterThan(10)
})
