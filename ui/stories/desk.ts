/** Somebody at the desk, in a real browser. */
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { expect, type TestContext } from 'vitest'
import type { Program } from './program'
import { takeDown, type Watch, watchOver } from './watch'

/** Nothing of the browser's own asks anybody for anything. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const HOW = { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS }

/** A browser; with further flags, where a story wants a device of it. */
export function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ ...HOW, args: [...FLAGS, ...flags] })
}

export class Desk {
  readonly watch: Watch
  private readonly told: (story: string) => Promise<void>
  /** Keys pressed and fields filled, one filled field counting as one (UX-01). */
  actions = 0

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly program: Program,
    bridge?: string,
  ) {
    this.watch = watchOver(context, program.origin, bridge)
    this.told = takeDown(context)
  }

  static async open(browser: Browser, program: Program, options: { locale?: string; dark?: boolean; bridge?: string } = {}): Promise<Desk> {
    const context = await browser.newContext({
      locale: options.locale ?? 'zh-CN',
      viewport: { width: 1366, height: 768 },
      // What moves is neither here nor there for a while: colors are looked at when they have come to rest.
      reducedMotion: 'reduce',
      colorScheme: options.dark ? 'dark' : 'light',
    })
    // Chromium without a screen has no dialog for printing: what counts is that it was asked for.
    await context.addInitScript(() => {
      const seen = window as unknown as { printed: number }
      seen.printed = 0
      window.print = () => void (seen.printed += 1)
    })
    const desk = new Desk(context, await context.newPage(), program, options.bridge)
    await desk.page.goto(`${program.origin}/desk/`)
    return desk
  }

  /** The same hands on a page that is open already. */
  static at(context: BrowserContext, page: Page, program: Program): Desk {
    return new Desk(context, page, program)
  }

  /** Closes the browser's window. Of a story that failed its last sight is kept where `DAOWEI_STORY_PICTURES` says. */
  async close(test?: TestContext): Promise<void> {
    const pictures = process.env.DAOWEI_STORY_PICTURES
    if (pictures && test?.task.result?.state === 'fail') {
      await this.page.screenshot({ path: join(pictures, `${test.task.name.replace(/\W+/g, '-')}.png`) })
    }
    await this.told(test?.task.name ?? '')
    await this.context.close()
    expect(this.watch).toEqual({ abroad: [], complaints: [] })
  }

  /** A sight of the page for whoever reviews it, where `DAOWEI_STORY_PICTURES` says. */
  async picture(name: string): Promise<void> {
    const pictures = process.env.DAOWEI_STORY_PICTURES
    if (pictures) await this.page.screenshot({ path: join(pictures, `${name}.png`) })
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key)
      this.actions += 1
    }
  }

  /** Fills the field that has the focus. */
  async type(words: string): Promise<void> {
    await this.page.keyboard.insertText(words)
    this.actions += 1
  }

  /** Goes with Tab until a field or button of that id or name has the focus. */
  async tabTo(target: string): Promise<void> {
    for (let step = 0; step < 80; step += 1) {
      if ((await this.focused()).includes(target)) return
      await this.press('Tab')
    }
    throw new Error(`Tab reaches no ${target}`)
  }

  /** Id, name and words of what has the focus. */
  focused(): Promise<string[]> {
    return this.page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null
      return [element?.id ?? '', element?.getAttribute('name') ?? '', element?.innerText?.trim() ?? '', element?.getAttribute('aria-label') ?? '']
    })
  }

  /** Login and password, by keyboard. */
  async enter(login: string): Promise<void> {
    await this.page.locator('#login:focus').waitFor()
    await this.type(login)
    await this.press('Tab')
    await this.type(this.program.account(login).password)
    await this.press('Enter')
  }

  /** From the sign-in page to the workbench. */
  async signIn(login: string): Promise<void> {
    await this.enter(login)
    await this.page.getByRole('heading', { level: 1, name: /工作台|系统管理|Workbench|Settings/ }).waitFor()
  }

  /** Opens an address, as a link would. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.program.origin}${path}`)
  }

  /** The dialog that is open. */
  get dialog(): Locator {
    return this.page.locator('.el-overlay:visible [role="dialog"]').first()
  }

  /** Opens the dialog of an act. */
  async begin(act: string): Promise<void> {
    await this.page.getByRole('button', { name: act, exact: true }).first().click()
    await this.page.locator('[form="act"]').waitFor()
  }

  /** Sends what the dialog holds; the password once more, where somebody is named who is asked for it. */
  async submit(confirmedBy?: string): Promise<void> {
    await this.page.locator('[form="act"]').click()
    if (confirmedBy) await this.confirm(confirmedBy)
  }

  /** The password once more. */
  async confirm(login: string): Promise<void> {
    await this.page.locator('#confirm-password').fill(this.program.account(login).password)
    await this.page.keyboard.press('Enter')
  }

  /** Waits until the page of a case says that it stands so. */
  async stage(words: string): Promise<void> {
    await this.page.locator('.head .el-tag').filter({ hasText: words }).first().waitFor()
  }

  /**
   * What the server answers to a command in this window's own session, past whatever the page allows: the status, and
   * the code of a refusal.
   */
  command(path: string, body: unknown = {}): Promise<{ status: number; code?: string }> {
    return this.page.evaluate(
      async ([to, sent]) => {
        const headers = { 'content-type': 'application/json', 'idempotency-key': `past-the-page-${Math.random()}` }
        const answer = await fetch(to, { method: 'POST', headers, body: sent })
        const told = (await answer.json().catch(() => ({}))) as { code?: string }
        return { status: answer.status, code: told.code }
      },
      [path, JSON.stringify(body)] as const,
    )
  }

  /** How often a print was asked for. */
  printed(): Promise<number> {
    return this.page.evaluate(() => (window as unknown as { printed: number }).printed)
  }
}
