/** One browser and one program for a file of stories, one window for each story. */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { Desk, openBrowser } from './desk'
import { Program } from './program'

export interface Stage {
  browser: Browser
  program: Program
  /** Somebody sits down at the desk; the window closes with the story, which then must not have done what no page may. */
  open(options?: Parameters<typeof Desk.open>[2]): Promise<Desk>
}

export function stage(): Stage {
  const desks: Desk[] = []
  const on: Partial<Stage> = {
    async open(options) {
      const desk = await Desk.open(on.browser!, on.program!, options)
      desks.push(desk)
      return desk
    },
  }
  beforeAll(async () => {
    on.browser = await openBrowser()
    on.program = await Program.serve()
  })
  afterEach(async (test) => {
    for (const desk of desks.splice(0)) await desk.close(test)
  })
  afterAll(async () => {
    await on.browser?.close()
    await on.program?.end()
  })
  return on as Stage
}
