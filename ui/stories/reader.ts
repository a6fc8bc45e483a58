/** A citizen at the portal: a browser without scripts, as the portal needs none. */
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect, type TestContext } from 'vitest'
import type { Program } from './program'
import { takeDown, type Watch, watchOver } from './watch'

export interface Sight {
  /** Whether the browser runs scripts; only what looks at a page from outside needs that. */
  scripts?: boolean
  dark?: boolean
  /** In pixels; 1366 where nothing is said. */
  width?: number
}

export class Reader {
  readonly watch: Watch
  private readonly told: (story: string) => Promise<void>

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly program: Program,
  ) {
    this.watch = watchOver(context, program.origin)
    this.told = takeDown(context)
  }

  static async open(browser: Browser, program: Program, sight: Sight = {}): Promise<Reader> {
    const context = await browser.newContext({
      locale: 'zh-CN',
      javaScriptEnabled: sight.scripts ?? false,
      viewport: { width: sight.width ?? 1366, height: 768 },
      reducedMotion: 'reduce',
      colorScheme: sight.dark ? 'dark' : 'light',
    })
    return new Reader(context, await context.newPage(), program)
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.program.origin}${path}`)
  }

  /** Fills the form of the progress page and sends it. */
  async ask(number: string, code: string): Promise<void> {
    await this.page.locator('#number').fill(number)
    await this.page.locator('#query_code').fill(code)
    await this.page.getByRole('button', { name: '查询' }).click()
  }

  /** The same in whichever language the page speaks, and waits for what it says. */
  async answer(number: string, code: string): Promise<void> {
    await this.page.locator('#number').fill(number)
    await this.page.locator('#query_code').fill(code)
    await this.page.locator('.ask button').click()
    await this.page.locator('.stage, .errors').first().waitFor()
  }

  /** No page of the portal keeps anything in the browser. */
  async close(test?: TestContext): Promise<void> {
    const pictures = process.env.DAOWEI_STORY_PICTURES
    if (pictures && test?.task.result?.state === 'fail') {
      await this.page.screenshot({ path: join(pictures, `${test.task.name.replace(/\W+/g, '-')}.png`), fullPage: true })
    }
    const cookies = await this.context.cookies()
    await this.told(test?.task.name ?? '')
    await this.context.close()
    expect({ ...this.watch, cookies }).toEqual({ abroad: [], complaints: [], cookies: [] })
  }
}
