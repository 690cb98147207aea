import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const databaseSetup = 'test/database-setup.ts'
const journeys = 'test/journeys/**/*.test.ts'

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: existsSync(databaseSetup) ? [databaseSetup] : [],
    setupFiles: ['test/each-file.ts'],
    // Processes, not threads: a pool of connections, a zone and an environment of their own.
    pool: 'forks',
    maxWorkers: 2,
    // Far beyond what anything takes: they end what hangs, and say nothing about speed. A journey says its own, longer time as the last word of its test.
    testTimeout: 90_000,
    hookTimeout: 180_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 60_000 } },
    sequence: { concurrent: false },
    allowOnly: false,
    // In the order of their names: what takes longest begins first, and no process idles at the end.
    projects: [
      { extends: true, test: { name: 'journeys', include: [journeys] } },
      {
        extends: true,
        test: {
          name: 'rest',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'test/**/*.test.ts', 'demo/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [journeys],
          // Files share two processes, so that each module is evaluated twice and not once a file: see docs/decisions/046-tests-that-share-a-process.md.
          isolate: false,
        },
      },
    ],
  },
})
