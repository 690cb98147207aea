import { existsSync } from 'node:fs'
import learned from '#modules/tone/rules/learned/learned.json' with { type: 'json' }
import { type LearnedFile, learnedLayerOf } from '#modules/tone/rules/learned/learned-model.ts'
import type { LearnedLayer } from '#modules/tone/rules/learned-layer.ts'
import type { Language } from '#platform/endpoint.ts'
import { compactModel } from '#platform/linear-model.ts'
import { type Counts, type Figures, figuresOf, type Kind, replyCounts, sentenceCounts, type Voice } from '../../scripts/tone/figures.ts'
import { type Half, halfOf, labelledSentences, languages } from '../../scripts/tone/labelled-texts.ts'
import { learnFrom } from '../../scripts/tone/learn-tone.ts'
import { type Speed, speedInBrowser } from './in-browser.ts'
import { measureTraining, type Training } from './training.ts'

export interface Quality {
  of: 'replies' | 'sentences'
  half: Half
  kind: Kind
  language: Language | 'all'
  voices: Record<Voice, Figures>
  /** By label, for all languages. */
  labels?: { label: string; voices: Record<Voice, Figures> }[]
}

export interface WordsRun {
  quality: Quality[]
  speed: Speed[] | null
  training: Training[]
}

const voices: readonly Voice[] = ['patterns', 'learned', 'both']
const halves: readonly Half[] = ['tune', 'hold-out']
const kinds: readonly Kind[] = ['cues', 'categories']

/** Counts what the checker finds and misses, and measures how long looking and learning take. */
export async function runWords({ say }: { say: (sentence: string) => void }): Promise<WordsRun> {
  const file = learned as unknown as LearnedFile
  say('replies')
  const quality = qualityOf('replies', halves, learnedLayerOf(file))
  say('sentences, with a model that learned from the other half')
  const sentences = languages.flatMap(labelledSentences).filter(({ text }) => halfOf(text) === 'tune')
  quality.push(...qualityOf('sentences', ['hold-out'], learnedLayerOf({ ...file, model: compactModel(learnFrom(sentences)) })))
  say('training')
  const training = [20, 77].map(measureTraining)
  say('the checker in a browser')
  const path = [process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome-stable'].find((one) => one && existsSync(one))
  if (!path) say('There is no Chromium: set CHROME_PATH')
  return { quality, training, speed: path ? await speedInBrowser(path) : null }
}

function qualityOf(of: Quality['of'], wanted: readonly Half[], layer: LearnedLayer): Quality[] {
  const counts = of === 'replies' ? replyCounts : sentenceCounts
  return wanted.flatMap((half) =>
    kinds.flatMap((kind) => {
      const all = { patterns: [], learned: [], both: [] } as Record<Voice, [string, Counts][]>
      const rows = languages.map((language): Quality => {
        const own = eachVoice((voice) => {
          const found = counts({ language, half, kind, voice, layer })
          all[voice].push(...found)
          return figuresOf(found.values())
        })
        return { of, half, kind, language, voices: own }
      })
      const total = eachVoice((voice) => figuresOf(all[voice].map(([, one]) => one)))
      return [...rows, { of, half, kind, language: 'all', voices: total, labels: labelsOf(all) }]
    }),
  )
}

function labelsOf(all: Record<Voice, [string, Counts][]>): { label: string; voices: Record<Voice, Figures> }[] {
  const names = [...new Set(voices.flatMap((voice) => all[voice].map(([label]) => label)))].toSorted()
  const own = (voice: Voice, name: string) => all[voice].filter(([label]) => label === name).map(([, counts]) => counts)
  return names.map((label) => ({ label, voices: eachVoice((voice) => figuresOf(own(voice, label))) }))
}

const eachVoice = <Result>(make: (voice: Voice) => Result): Record<Voice, Result> => ({
  patterns: make('patterns'),
  learned: make('learned'),
  both: make('both'),
})
