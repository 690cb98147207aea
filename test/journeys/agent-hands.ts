import type { Locator, Page } from 'playwright-core'
import { vi } from 'vitest'
import { say } from '#src/words.ts'

/** What the screens say to who reads them in Greek. */
export const el = say('el')

/** The pane of a complaint's page with this heading. */
export const pane = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true })
export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })

export async function chooses(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** One of the acts behind the three dots. */
export async function acts(page: Page, act: string): Promise<void> {
  await button(page, el('complaints:web.more')).click()
  await page.getByRole('menuitem', { name: el(`complaints:web.act.${act}`), exact: true }).click()
}

/** Gives it to a colleague and a team. */
export async function assigns(page: Page, owner: string, team: string): Promise<void> {
  await page.getByRole('button', { name: el('complaints:web.act.assign') }).click()
  await chooses(page, el('complaints:web.owner'), owner)
  await chooses(page, el('complaints:web.team'), team)
  await button(page, el('complaints:web.do.assign')).last().click()
  await pane(page, el('complaints:web.facts_title')).getByText(owner).waitFor()
}

/** Notes when it happened. */
export async function notesDay(page: Page, day: Temporal.PlainDate): Promise<void> {
  const facts = pane(page, el('complaints:web.facts_title'))
  await facts.getByRole('button', { name: el('complaints:web.edit'), exact: true }).click()
  await facts.getByLabel(el('complaints:web.fact.occurred_at')).fill(day.toString())
  const save = facts.getByRole('button', { name: el('complaints:web.save') })
  await save.click()
  await save.waitFor({ state: 'detached' })
}

/** Calls the issue that is there by its name, and adds another. */
export async function namesIssues(page: Page, [first, second]: readonly [string, string]): Promise<void> {
  const list = pane(page, el('complaints:web.issues_title'))
  await list.getByRole('button', { name: /^Αλλαγή «/ }).click()
  await list.getByLabel(el('complaints:web.issue.title')).fill(first)
  await chooses(page, el('complaints:web.issue.category'), 'Ποιότητα εξυπηρέτησης')
  await list.getByRole('button', { name: el('complaints:web.save') }).click()
  // The new name is shown at once; the form goes when it is kept.
  await list.getByRole('button', { name: el('complaints:web.save') }).waitFor({ state: 'detached' })
  await list.getByText(first).waitFor()
  await list.getByRole('button', { name: el('complaints:web.issue.add') }).click()
  await list.getByLabel(el('complaints:web.issue.title')).fill(second)
  await list.getByRole('button', { name: el('complaints:web.issue.add') }).click()
  await list.getByLabel(el('complaints:web.issue.title')).waitFor({ state: 'detached' })
  await list.getByText(second).waitFor()
}

/** Writes into the reply, in place of what stands there. */
export async function writes(page: Page, to: string, text: string): Promise<Locator> {
  const box = page.getByRole('textbox', { name: el('conversations:web.reply_to', { name: to }) })
  await box.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
  return box
}

/** Lets the promise that was found in the reply go into the register with it. */
export async function registers(page: Page): Promise<void> {
  const found = page.getByRole('region', { name: el('promises:web.in_text') })
  const act = found.getByRole('button', { name: el('promises:web.register') })
  // The desk still reads what was just typed: what it then says moves the line once more.
  await vi.waitFor(
    async () => {
      if (await act.isVisible()) await act.click({ timeout: 2000 })
      await found.getByText(el('promises:web.registers')).waitFor({ timeout: 2000 })
    },
    { timeout: 60_000 },
  )
}

/** Notes a call of ours. */
export async function calls(page: Page, text: string): Promise<void> {
  await acts(page, 'contact')
  await page.getByText(el('conversations:direction.out'), { exact: true }).click()
  await page.getByLabel(el('conversations:web.contact.words_out')).fill(text)
  await button(page, el('conversations:web.contact.act')).click()
  await page.getByRole('article').getByText(text).waitFor()
}

export const stepIs = (page: Page, step: number, state: string): Promise<void> =>
  page.locator(`#step-${step}[data-state="${state}"]`).waitFor()

/** Says by hand that a step was done where the desk could not see it. */
export async function ticks(page: Page, step: number, reason: string): Promise<void> {
  const entry = page.locator(`#step-${step}`)
  await entry.getByRole('button').first().click()
  await entry.getByRole('button', { name: el('procedure:web.tick'), exact: true }).click()
  await entry.getByRole('textbox').fill(reason)
  await entry.getByRole('button', { name: el('procedure:web.tick'), exact: true }).click()
  await entry.getByText(reason, { exact: false }).waitFor()
}

/** A part of the enquiry, opened. */
export async function opensPart(page: Page, name: string): Promise<Locator> {
  const part = page.locator(`#enquiry-${name}`)
  await part.getByRole('button').first().click()
  return part
}

/** Gives an issue its outcome and the sentence that says so. */
export async function decides(page: Page, { title, sentence }: { title: string; sentence: string }): Promise<void> {
  const list = pane(page, el('complaints:web.issues_title'))
  await list.getByRole('button', { name: el('complaints:web.edit_issue', { title }) }).click()
  await chooses(page, el('complaints:web.issue.outcome'), el('complaints:outcome.upheld'))
  await list.getByLabel(el('complaints:web.issue.sentence')).fill(sentence)
  const save = list.getByRole('button', { name: el('complaints:web.save') })
  await save.click()
  // The sentence is shown at once; the form goes when it is kept.
  await save.waitFor({ state: 'detached' })
  await list.locator('blockquote').filter({ hasText: sentence }).waitFor()
}

/** Sets the cause of an issue: the first of its kind. */
export async function setsCause(page: Page, { title }: { title: string }, words: string): Promise<void> {
  const causes = page.locator('#enquiry-causes')
  await causes.getByRole('button', { name: el('procedure:enquiry.web.set_cause_of', { title }) }).click()
  await causes.getByRole('combobox').click()
  await page.getByRole('option').nth(1).click()
  await causes.getByLabel(el('procedure:enquiry.web.cause_words')).fill(words)
  const set = causes.getByRole('button', { name: el('procedure:enquiry.web.set_cause'), exact: true })
  await set.click()
  await set.waitFor({ state: 'detached' })
}

/** Says in each part of a letter what a person must say there; the same for each issue. */
export async function fills(page: Page, parts: Record<string, readonly string[]>): Promise<void> {
  for (const [block, said] of Object.entries(parts)) {
    const fields = page.locator(`textarea[id^="letter-${block}-"]`)
    await fields.first().waitFor()
    for (let at = 0; at < (await fields.count()); at += 1) {
      const [field, left] = [fields.nth(at), [...said]]
      const text = await field.inputValue()
      await field.fill(text.includes('{{') ? text.replaceAll(/\{\{[^}]*\}\}/g, () => left.shift() ?? '') : left.join(' '))
    }
  }
}

/** Registers each day of a letter that nobody keeps yet. */
export async function registersDays(page: Page): Promise<void> {
  const register = page.getByRole('button', { name: el('letters:web.register', { moment: '' }).trim() })
  await register.first().waitFor()
  await register.first().click()
  await register.first().waitFor({ state: 'detached' })
}

export const letterIs = (page: Page, letter: string): Promise<void> =>
  pane(page, el('letters:web.title'))
    .getByRole('listitem')
    .filter({ hasText: el(`letters:letter.${letter}`) })
    .waitFor()
