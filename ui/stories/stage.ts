/** One browser and one program for a file of stories, one window for each story. */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { Desk, openBrowser } from './desk'
import { Program } from './program'
import { Reader, type Sight } from './reader'

export interface Stage {
  browser: Browser
  program: Program
  /** Somebody sits down at the desk; the window closes with the story, which then must not have done what no page may. */
  open(options?: Parameters<typeof Desk.open>[2]): Promise<Desk>
  /** A citizen opens the portal; the same holds for that window. */
  read(sight?: Sight): Promise<Reader>
}

export function stage(flags: readonly string[] = []): Stage {
  const windows: (Desk | Reader)[] = []
  const on: Partial<Stage> = {
    async open(options) {
      const desk = await Desk.open(on.browser!, on.program!, options)
      windows.push(desk)
      return desk
    },
    async read(sight) {
      const reader = await Reader.open(on.browser!, on.program!, sight)
      windows.push(reader)
      return reader
    },
  }
  beforeAll(async () => {
    on.browser = await openBrowser(flags)
    on.program = await Program.serve()
  })
  afterEach(async (test) => {
    for (const window of windows.splice(0)) await window.close(test)
  })
  afterAll(async () => {
    await on.browser?.close()
    await on.program?.end()
  })
  return on as Stage
}
