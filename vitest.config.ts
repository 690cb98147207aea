import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const databaseSetup = 'test/database-setup.ts'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'test/**/*.test.ts', 'demo/**/*.test.ts', 'bench/**/*.test.ts'],
    globalSetup: existsSync(databaseSetup) ? [databaseSetup] : [],
    // Processes, not threads: each test file has its own pool of connections, its own zone and its own environment.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    // A journey says its own, longer time as the last word of its test.
    sequence: { concurrent: false },
    allowOnly: false,
  },
})
