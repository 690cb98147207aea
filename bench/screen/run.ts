import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { theDesk } from '#platform/actor.ts'
import { readConfiguration } from '#platform/configuration.ts'
import { toolsOf } from '#platform/open-work.ts'
import { buildScreens } from '../../src/commands/build-screens.ts'
import { withOpenWork } from '../../src/commands/with-open-work.ts'
import { filledDatabase } from '../database.ts'
import { freePort, startDesk } from '../server.ts'
import { openBrowser, type Profile, signIn } from './browse.ts'
import { type Loaded, loadList } from './first-load.ts'
import { type Interaction, trace } from './journey.ts'
import { moveOn } from './moves.ts'

export interface ScreenWanted {
  complaints: number
  folder: string | undefined
  /** How often the list is loaded in each way. */
  loads: number
  say: (sentence: string) => void
}

export interface ScreenRun {
  wanted: ScreenWanted
  plain: Loaded[]
  slow: Loaded[]
  slowAgain: Loaded[]
  moves: Record<Profile, number[]>
  interactions: Record<Profile, Interaction[]>
  load: number
  chromium: string
}

const who = { email: 'screens@desk.example', password: 'a long enough password' }

/** One person in a real browser, at a filled desk. */
export async function runScreen(wanted: ScreenWanted): Promise<ScreenRun> {
  await buildScreens(wanted.say)
  const filled = await filledDatabase(wanted)
  const dataFolder = await mkdtemp(join(tmpdir(), 'redress-bench-data-'))
  try {
    await makeManager(filled.url, dataFolder)
    const port = await freePort()
    const origin = `http://localhost:${port}`
    const environment = { REDRESS_URL: origin, HOST: 'localhost', NODE_ENV: 'production' }
    const desk = await startDesk({ databaseUrl: filled.url, dataFolder, port, environment })
    const browser = await openBrowser()
    try {
      return await measured(browser, { wanted, origin })
    } finally {
      await browser.close()
      await desk.stop()
    }
  } finally {
    await filled.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

/** A colleague who sees everything and has a password; in a folder that is kept, the one who is there. */
const makeManager = (url: string, dataFolder: string): Promise<void> =>
  withOpenWork(readConfiguration({ DATABASE_URL: url, REDRESS_DATA: dataFolder, LOG_LEVEL: 'silent' }), (open) =>
    open(theDesk, async (work) => {
      await toolsOf(work).sessions.makeLogin({ ...who, name: 'Sam Screens' })
      await work.db
        .insertInto('people_agents')
        .values({ id: crypto.randomUUID(), name: 'Sam Screens', email: who.email, role: 'manager', created_at: work.now })
        .onConflict((taken) => taken.doNothing())
        .execute()
    }),
  )

async function measured(browser: Browser, { wanted, origin }: { wanted: ScreenWanted; origin: string }): Promise<ScreenRun> {
  const { say, loads } = wanted
  const cookies = await signIn(browser, origin, who)
  const load = loadavg()[0] ?? Number.NaN
  const times = async <Value>(run: () => Promise<Value>): Promise<Value[]> => {
    const all: Value[] = []
    for (let turn = 0; turn < loads; turn += 1) all.push(await run())
    return all
  }
  const window = { origin, cookies }
  // Once for nothing: the desk's own first answers are not the screen's.
  await loadList(browser, { ...window, profile: 'plain' })
  const plain = await times(() => loadList(browser, { ...window, profile: 'plain' }))
  const slow = await times(() => loadList(browser, { ...window, profile: 'slow' }))
  const slowAgain = await times(() => loadList(browser, { ...window, profile: 'slow', again: true }))
  say('The list was loaded')
  const moves = {
    plain: await moveOn(browser, { ...window, profile: 'plain' }),
    slow: await moveOn(browser, { ...window, profile: 'slow' }),
  }
  say('From complaint to complaint')
  const interactions = {
    plain: await trace(browser, { ...window, profile: 'plain' }),
    slow: await trace(browser, { ...window, profile: 'slow' }),
  }
  say('The journey was traced')
  return { wanted, plain, slow, slowAgain, moves, interactions, load, chromium: browser.version() }
}
