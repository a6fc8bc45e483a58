/** Figures of the pages for docs/performance.md: `cargo xtask bench screens`. They are printed and gate nothing. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['measure/**/*.measure.ts'],
    globalSetup: ['stories/city.ts'],
    testTimeout: 600_000,
    hookTimeout: 180_000,
    // One after the other: they would measure each other.
    fileParallelism: false,
  },
})
