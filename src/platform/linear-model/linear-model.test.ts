import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compactModel,
  type Example,
  readModel,
  scoresOf,
  trainingSteps,
  trainLinearModel,
  trainLinearModelGently,
} from '#platform/linear-model.ts'

const wishes = {
  refund: ['I want my money back', 'please refund the full price', 'when do I get my refund', 'return my money for the chair'],
  delivery: ['the parcel never came', 'my delivery is late again', 'the courier left the parcel outside', 'where is my parcel'],
  praise: ['thank you, the repair was excellent', 'your colleague was very kind', 'what a kind and quick repair', 'excellent, thank you'],
}
const examples: Example[] = Object.entries(wishes).flatMap(([label, texts]) =>
  texts.map((text) => ({ text, labels: [label], language: 'en' })),
)

const likeliest = (scores: Record<string, number>) => Object.entries(scores).toSorted((one, other) => other[1] - one[1])[0]?.[0]

describe('a linear model', () => {
  it('learns what separates its labels and says it of other words of the same kind', () => {
    const model = trainLinearModel(examples, { exclusive: true })
    expect(likeliest(scoresOf(model, 'I would like a refund of the money', 'en'))).toBe('refund')
    expect(likeliest(scoresOf(model, 'The courier lost both parcels.', 'en'))).toBe('delivery')
    expect(likeliest(scoresOf(model, 'So kind, and excellently repaired!', 'en'))).toBe('praise')
  })

  it('counts what tells a label from the rest for more, when asked, and says the same of new words', () => {
    const plain = trainLinearModel(examples, { exclusive: true })
    const model = trainLinearModel(examples, { exclusive: true, contrast: 0.5 })
    for (const text of ['I would like a refund of the money', 'The courier lost both parcels.'])
      expect(likeliest(scoresOf(model, text, 'en'))).toBe(likeliest(scoresOf(plain, text, 'en')))
    expect(compactModel(model)).not.toEqual(compactModel(plain))
    expect(compactModel(trainLinearModel(examples, { exclusive: true, contrast: 0 }))).toEqual(compactModel(plain))
  })

  it('gives scores that sum to 1 where a text has one label only', () => {
    const model = trainLinearModel(examples, { exclusive: true })
    const sum = Object.values(scoresOf(model, 'the parcel and my money')).reduce((total, score) => total + score, 0)
    expect(sum).toBeCloseTo(1, 6)
  })

  it('is the same model, bit by bit, each time', () => {
    expect(compactModel(trainLinearModel(examples))).toEqual(compactModel(trainLinearModel(examples)))
  })

  it('lets a text have several labels, or none', () => {
    const several = [
      ...examples,
      { text: 'the parcel never came, I want my money back', labels: ['refund', 'delivery'] },
      { text: 'my delivery is late, refund the full price', labels: ['refund', 'delivery'] },
      { text: 'the courier is late again, please refund my money', labels: ['refund', 'delivery'] },
      { text: 'the weather is fine in Patras', labels: [] },
      { text: 'we open at nine', labels: [] },
    ]
    const model = trainLinearModel(several)
    const both = scoresOf(model, 'the parcel is late again, I want a refund of my money')
    const neither = scoresOf(model, 'we close at nine in Patras')
    expect(both.refund).toBeGreaterThan(0.5)
    expect(both.delivery).toBeGreaterThan(0.5)
    expect(Math.max(...Object.values(neither))).toBeLessThan(0.5)
  })

  it('finds a Greek word in its other forms, without accents and in capitals', () => {
    const model = trainLinearModel(
      [
        { text: 'το προϊόν είναι ελαττωματικό', labels: ['defect'] },
        { text: 'ελαττωματικά παπούτσια', labels: ['defect'] },
        { text: 'η παραγγελία άργησε', labels: ['delay'] },
        { text: 'μεγάλη καθυστέρηση στην παραγγελία', labels: ['delay'] },
      ],
      { exclusive: true },
    )
    expect(likeliest(scoresOf(model, 'ΕΛΑΤΤΩΜΑΤΙΚΟΥ'))).toBe('defect')
    expect(likeliest(scoresOf(model, 'καθυστερήσεις παραγγελιών'))).toBe('delay')
  })

  it('comes back from its compact form with nearly the same scores', () => {
    const model = trainLinearModel(examples, { exclusive: true })
    const back = readModel(JSON.parse(JSON.stringify(compactModel(model))))
    fc.assert(
      fc.property(fc.array(fc.constantFrom('refund', 'money', 'parcel', 'late', 'kind', 'the', 'zebra', 'λάθος')), (words) => {
        const [before, after] = [scoresOf(model, words.join(' ')), scoresOf(back, words.join(' '))]
        for (const label of model.labels) expect(Math.abs((before[label] ?? 0) - (after[label] ?? 0))).toBeLessThan(0.03)
      }),
    )
  })

  it('answers any text with probabilities', () => {
    const model = trainLinearModel(examples)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const score of Object.values(scoresOf(model, text))) expect(score >= 0 && score <= 1).toBe(true)
      }),
    )
  })

  it('pauses on its way, comes forward, and learns the same as without a pause', async () => {
    const seen: number[] = []
    const gently = await trainLinearModelGently(examples, { exclusive: true }, async (done) => void seen.push(done))
    expect(seen.length).toBeGreaterThan(3)
    expect(seen).toEqual(seen.toSorted((one, other) => one - other))
    expect(seen.every((done) => done >= 0 && done < 1)).toBe(true)
    expect(compactModel(gently)).toEqual(compactModel(trainLinearModel(examples, { exclusive: true })))
  })

  it('can be left in the middle', () => {
    const steps = trainingSteps(examples)
    expect(steps.next().done).toBe(false)
    steps.return(trainLinearModel([]))
    expect(steps.next().done).toBe(true)
  })

  it('makes something of too little: nothing, one example, one label', () => {
    expect(scoresOf(trainLinearModel([]), 'anything')).toEqual({})
    expect(Object.keys(scoresOf(trainLinearModel([{ text: 'only', labels: ['one'] }]), 'only'))).toEqual(['one'])
    const same = trainLinearModel([
      { text: 'a cat', labels: ['pet'] },
      { text: 'a dog', labels: ['pet'] },
    ])
    expect(scoresOf(same, 'a cat').pet).toBeGreaterThan(0.5)
  })

  it('keeps no more features than asked', () => {
    const model = trainLinearModel(examples, { features: 50 })
    expect(model.vocabulary.rarity.length).toBeLessThanOrEqual(50)
  })
})
