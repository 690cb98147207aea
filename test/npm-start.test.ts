import { expect, test } from 'vitest'
import { startDesk } from './desk.ts'

test('who ends npm ends the desk, and it ends in order', async () => {
  const desk = await startDesk({}, 'npm')
  await desk.stop()
  await expect.poll(() => desk.said()).toContain('Closed. Nothing is lost.')
}, 300_000)
