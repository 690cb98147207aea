import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { plantCategories } from '#modules/complaints/index.ts'
import { plantTexts } from '#modules/knowledge/index.ts'
import { theDesk } from '#platform/actor.ts'
import { type Configuration, readConfiguration, WrongConfiguration } from '#platform/configuration.ts'
import type { House } from '../house.ts'
import { hearEnding, openWithScreens, runUntil } from './running.ts'
import { say } from './say.ts'
import { listen } from './serve.ts'

/** The demonstration's story, handed in by the command line: what is shipped does not need it. */
export interface DemoStory {
  tellersClock(): Clock
  tellStory(teller: { house: House; clock: Clock; password: string; signal: AbortSignal }): Promise<void>
  accountsToShow(): { role: string; name: string; email: string; language: string }[]
}

interface Clock {
  now: () => Temporal.Instant
  set(moment: Temporal.Instant): void
  release(): void
}

// Everybody's password: it guards nothing but a demonstration on this machine.
const password = 'alcyon-demo-2026'

/** Starts the demonstration company in a data folder of its own, as it was left; the first time its story is told. */
export async function demo(story: DemoStory): Promise<void> {
  const ending = hearEnding()
  const configuration = demoConfiguration()
  const clock = story.tellersClock()
  const running = await openWithScreens(configuration, clock.now)
  const { house } = running
  const mark = join(configuration.dataFolder, 'story-told')
  if (!existsSync(mark)) {
    await refuseUsed(house, configuration).catch(async (error: unknown) => {
      await running.stop()
      throw error
    })
    say('Telling the story of the demonstration company …')
    const began = performance.now()
    await house.open(theDesk, plantCategories)
    await house.open(theDesk, (work) => plantTexts(work))
    await story.tellStory({ house, clock, password, signal: ending.signal })
    if (ending.signal.aborted) return runUntil(ending, running)
    await writeFile(mark, 'The story was told here to its end.\n')
    say(`Told in ${Math.round((performance.now() - began) / 1000)} s.`)
  }
  await house.startJobs()
  await listen(house, configuration)
  sayWhoIsHere(story, configuration)
  await runUntil(ending, running)
}

/** Nothing of the demonstration is ever sent or received: it has no mail server, whatever the environment says. */
function demoConfiguration(): Configuration {
  const configuration = readConfiguration()
  const dataFolder = process.env['REDRESS_DATA'] ? configuration.dataFolder : resolve('demo-data')
  return { ...configuration, dataFolder, SMTP_URL: undefined, SMTP_LISTEN: undefined }
}

async function refuseUsed(house: House, { dataFolder }: Configuration) {
  const used = await house.database.kysely.selectFrom('people_agents').select('id').limit(1).executeTakeFirst()
  if (!used) return
  throw new WrongConfiguration(
    `Somebody works in ${dataFolder} already, or the story there was interrupted. Remove that folder, or name another with REDRESS_DATA.`,
  )
}

function sayWhoIsHere(story: DemoStory, { dataFolder }: Configuration) {
  say(`Sign in as any of these; everybody’s password is ${password}`)
  for (const { role, name, email, language } of story.accountsToShow())
    say(`  ${role.replace('_', ' ').padEnd(14)}${email.padEnd(34)}${name} (${language})`)
  say('Screens and public pages speak English, Greek and Spanish.')
  say(`This is a demonstration: no mail is sent or fetched. It lies in ${dataFolder}; remove that folder to begin again.`)
}
