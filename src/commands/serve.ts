import { type Configuration, readConfiguration } from '#platform/configuration.ts'
import type { House } from '../house.ts'
import { hearEnding, openRunning, openWithScreens, runUntil } from './running.ts'
import { say } from './say.ts'

/** Starts the desk and keeps it until Ctrl-C or SIGTERM. `--no-jobs` leaves the jobs to `work`. */
export async function serve(args: string[]): Promise<void> {
  const ending = hearEnding()
  const configuration = readConfiguration()
  const running = await openWithScreens(configuration)
  const { house } = running
  // Loaded with the house, which has just been read meanwhile.
  const { firstSteps, sayHowToBegin } = await import('./first-steps.ts')
  await firstSteps(house, configuration)
  await listen(house, configuration)
  await sayHowToBegin(house)
  if (!args.includes('--no-jobs')) await house.startJobs()
  await runUntil(ending, running)
}

/** Runs the jobs only. */
export async function work(): Promise<void> {
  const ending = hearEnding()
  const running = await openRunning(readConfiguration())
  await running.house.startJobs()
  say('The jobs are running.')
  await runUntil(ending, running)
}

/** Listens, and says where. */
export async function listen(house: House, { PORT, HOST, origin }: Configuration): Promise<void> {
  await house.app.listen({ port: PORT, host: HOST })
  say(`Redress is ready: ${origin}`)
}
