import { plantCategories } from '#modules/complaints/index.ts'
import { createFirstAdministrator, setUpLink } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
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
  await firstSteps(house, configuration)
  if (!args.includes('--no-jobs')) await house.startJobs()
  await listen(house, configuration)
  await sayHowToBegin(house)
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

async function firstSteps(house: House, { REDRESS_ADMIN_EMAIL: email, REDRESS_ADMIN_PASSWORD: password }: Configuration) {
  await house.open(theDesk, plantCategories)
  if (email && password) await house.open(theDesk, (work) => createFirstAdministrator(work, { email, password }))
}

async function sayHowToBegin(house: House) {
  const link = await house.open(theDesk, setUpLink)
  if (link) say(`Nobody works here yet. Create the first administrator: ${link}`)
}
