import { plantPresets } from '#modules/clocks/index.ts'
import { plantCategories } from '#modules/complaints/index.ts'
import { plantTexts } from '#modules/knowledge/index.ts'
import { plantPushKeys } from '#modules/notices/index.ts'
import { createFirstAdministrator, setUpLink } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import type { Configuration } from '#platform/configuration.ts'
import type { House } from '../house.ts'
import { say } from './say.ts'

/** What a desk needs before it serves: categories, ready texts, presets of time limits, keys for push, and the administrator of an unattended install. Twice is once. */
export async function firstSteps(house: House, { REDRESS_ADMIN_EMAIL: email, REDRESS_ADMIN_PASSWORD: password }: Configuration) {
  await house.open(theDesk, plantCategories)
  await house.open(theDesk, (work) => plantTexts(work))
  await house.open(theDesk, plantPresets)
  await house.open(theDesk, plantPushKeys)
  if (email && password) await house.open(theDesk, (work) => createFirstAdministrator(work, { email, password }))
}

/** While nobody works here: the link by which the first administrator comes in. */
export async function sayHowToBegin(house: House) {
  const link = await house.open(theDesk, setUpLink)
  if (link) say(`Nobody works here yet. Create the first administrator: ${link}`)
}
