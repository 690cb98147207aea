import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LearnedFile } from '#modules/tone/rules/learned/learned-model.ts'
import { compactModel, readModel, withLabels } from '#platform/linear-model.ts'
import { inputsOf, labelledLetters, labelledReplies, labelledSentences, languages } from './tone/labelled-texts.ts'
import { learnFrom, thresholdsFor } from './tone/learn-tone.ts'

/** Learns the layer that stands beside the patterns: its limits from the tuning half, its model from all sentences. Takes a minute or two. */
const steps = 24
const sentences = languages.flatMap(labelledSentences)
const letters = languages.flatMap(labelledLetters)
const replies = languages.flatMap((language) => labelledReplies(language).map((reply) => ({ ...reply, language })))

const learned = learnFrom(sentences)
// The limits are those of the model as it is shipped, which is a little coarser.
const shipped = (labels: ReadonlySet<string>) => compactModel(withLabels(learned, labels), steps)
const thresholds = thresholdsFor(readModel(shipped(new Set(learned.labels))), { sentences, letters, replies })
const used = new Set(Object.values(thresholds).flatMap((own) => Object.keys(own)))
const file: LearnedFile = { inputs: inputsOf(), thresholds, model: shipped(used) }
const target = join(import.meta.dirname, '../src/modules/tone/rules/learned/learned.json')
await writeFile(target, `${JSON.stringify(file, null, 1)}\n`)
console.log(
  `${sentences.length} sentences, ${letters.length} letters; kept: ${languages.map((one) => `${one} ${Object.keys(thresholds[one]).length}`).join(', ')} labels`,
)
