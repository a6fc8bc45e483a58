/** Pictures of the main pages for docs/screenshots: `cargo xtask screenshots`. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['pictures/**/*.picture.ts'],
    globalSetup: ['pictures/city.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
