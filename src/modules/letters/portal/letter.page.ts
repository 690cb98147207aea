import { html, type Markup } from '#portal/kit/markup.ts'
import type { Section } from '../rules/compose-letter.ts'
import { type Passage, passagesOf } from '../rules/lay-out.ts'

export interface ShownLetter {
  language: string
  subject: string
  /** What stands above the letter: number, day, to whom. */
  lines: readonly { name: string; value: string }[]
  sections: readonly Section[]
}

/** A letter as a customer reads it: headings in their order, nothing that needs eyes alone. */
export function letterPage({ language, subject, lines, sections }: ShownLetter): Markup {
  return html`<h1 lang=${language}>${subject}</h1>
    <dl class="facts">${lines.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    <article lang=${language}>${sections.map(sectionShown)}</article>`
}

function sectionShown({ issue, title, blocks }: Section): Markup {
  return html`${title && html`<h2>${title}</h2>`}
    ${blocks.map(({ heading, text }) => html`${headingShown(heading, issue)}${passagesOf(text).map(passageShown)}`)}`
}

function headingShown(heading: string, issue: string | null): Markup {
  if (heading === '') return null
  return issue === null ? html`<h2>${heading}</h2>` : html`<h3>${heading}</h3>`
}

function passageShown(passage: Passage): Markup {
  if (passage.kind === 'list') return html`<ul class="listed">${passage.items.map((item) => html`<li>${item}</li>`)}</ul>`
  return html`<p class="written">${passage.lines.join('\n')}</p>`
}
