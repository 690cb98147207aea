import { describe, expect, it } from 'vitest'
import { figuresOf, type Kind, replyCounts } from '../../../../../scripts/tone/figures.ts'
import { inputsOf, languages } from '../../../../../scripts/tone/labelled-texts.ts'
import { checkTone } from '../check-tone.ts'
import { companyOf } from '../learned-layer.ts'
import { shippedRules } from '../shipped-rules.ts'
import { marksOf } from './concepts.ts'
import learned from './learned.json' with { type: 'json' }
import { shippedLayer } from './shipped-layer.ts'

const layer = await shippedLayer()

/** Over the held-out replies of all three languages. */
const f1 = (kind: Kind, voice: 'patterns' | 'both') =>
  figuresOf(languages.flatMap((language) => [...replyCounts({ language, half: 'hold-out', kind, voice, layer }).values()])).f1

describe('the learned layer', () => {
  it('was learned from the sentences and concepts that stand in the repository', () => {
    expect(learned.inputs, 'run: node scripts/train-tone.ts').toBe(inputsOf())
  })

  it('finds the cues of replies that nobody tuned to, with F1 of at least 0.87', () => {
    expect(f1('cues', 'both')).toBeGreaterThanOrEqual(0.87)
  })

  it('finds more than the patterns alone, in cues and in unsuitable wording', () => {
    expect(f1('cues', 'both')).toBeGreaterThan(f1('cues', 'patterns') + 0.05)
    expect(f1('categories', 'both')).toBeGreaterThan(f1('categories', 'patterns') + 0.05)
  })

  it('finds in words that no pattern has', () => {
    const text = 'The full price goes back to your card tomorrow.'
    expect(checkTone(text, { language: 'en', learned: layer }).cues.map(({ cue }) => cue)).toContain('solution')
  })

  it('speaks against nothing that our own rules advise', () => {
    const spoken = languages.flatMap((language) =>
      shippedRules[language].avoid.flatMap(({ say_instead }) =>
        say_instead.flatMap((advice) =>
          checkTone(advice, { language, learned: layer }).hits.filter(({ rule }) => rule.startsWith('learned:')),
        ),
      ),
    )
    expect(spoken).toEqual([])
  })

  it('says of what it alone finds that it may be wrong, and never stops a reply by it', () => {
    const hits = languages.flatMap((language) =>
      ['Sweetheart, relax and smile.', 'Χρυσή μου, χαλαρώστε λίγο και χαμογελάστε.', 'Relájese y sonría un poco, cielo.'].flatMap(
        (text) => checkTone(text, { language, learned: layer }).hits,
      ),
    )
    const own = hits.filter(({ rule }) => rule.startsWith('learned:'))
    expect(own.length).toBeGreaterThan(0)
    for (const { severity, why } of own) expect([severity < 3, why.length > 0]).toEqual([true, true])
  })

  it('believes a cue less, and hurtful wording more, in the company of what hurts', () => {
    const reading = layer.read('I understand that this was annoying for you and I will look into it.', 'en')
    if (!reading) throw new Error('It is a sentence')
    const sure = (company: number) => new Map(layer.labelsOf(reading, company).map((one) => [one.label, one.sure]))
    expect(sure(0).get('empathy') ?? 0).toBeGreaterThan(sure(0.9).get('empathy') ?? 0)
    const hard = layer.read('You could have read the instructions before you called us.', 'en')
    expect(hard && layer.labelsOf(hard, 0.8).length).toBeGreaterThanOrEqual((hard && layer.labelsOf(hard, 0).length) ?? 0)
  })

  it('is not moved by sentences that are none, nor alone', () => {
    expect(companyOf([0.4])).toEqual([null])
    expect(companyOf([0.25, null, 0.5])).toEqual([0.5, null, 0.25])
  })

  it('says nothing of what is no sentence', () => {
    for (const text of ['', '…', '12345', '🙂🙂🙂', 'OK', '\u200b\u200b']) expect(layer.read(text, 'en')).toBeNull()
  })

  it('speaks of the same things in three languages', () => {
    const marks = (text: string, language: 'en' | 'el' | 'es') => marksOf(text, language)
    expect(marks('We refund the price', 'en')).toContain('refund')
    expect(marks('Σας επιστρέφουμε τα χρήματα', 'el')).toContain('refund')
    expect(marks('Le reembolsamos el importe', 'es')).toContain('refund')
  })
})
