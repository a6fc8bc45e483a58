/** Stories in a real browser, against the built program: `npm run stories`. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['stories/**/*.story.ts'],
    globalSetup: ['stories/city.ts'],
    // A machine that is busy is slow, not wrong: this only ends what hangs.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Each file has a program and a browser of its own, and waits for them most of the time.
    maxWorkers: 2,
  },
})
