import { afterAll } from 'vitest'
import { endAll } from './at-the-end.ts'

// Vitest reads this before each test file, also where files share a process: so it ends last of all that ends with the file.
afterAll(endAll, 180_000)
