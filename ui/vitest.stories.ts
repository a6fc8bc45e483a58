/** Stories in a real browser, against the built program: `npm run stories`. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    // The pictures are played along, so that they can be taken on the day when they are wanted.
    include: ['stories/**/*.story.ts', 'pictures/**/*.picture.ts'],
    env: { DAOWEI_PICTURES: process.env.DAOWEI_PICTURES ?? join(tmpdir(), 'daowei-pictures') },
    globalSetup: ['stories/city.ts'],
    // A machine that is busy is slow, not wrong: this only ends what hangs.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Each file has a program and a browser of its own, and waits for them most of the time.
    maxWorkers: 2,
  },
})
