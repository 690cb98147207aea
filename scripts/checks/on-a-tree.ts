import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Check } from './verdict.ts'

/** Runs a check on a small tree that exists for as long as the check looks at it, and answers its faults. */
export async function onATree(check: Check, files: Record<string, string>): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), 'redress-check-'))
  try {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, file)), { recursive: true })
      await writeFile(join(root, file), text)
    }
    return (await check(root)).faults
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}
