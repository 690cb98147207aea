import type { LearnedLayer } from '../learned-layer.ts'
import { type LearnedFile, learnedLayerOf } from './learned-model.ts'

let layer: Promise<LearnedLayer> | undefined

/** The layer that came with Redress; read when it is first wanted, in the browser a file of its own. */
export function shippedLayer(): Promise<LearnedLayer> {
  layer ??= read()
  return layer
}

async function read(): Promise<LearnedLayer> {
  const { default: file } = await import('./learned.json', { with: { type: 'json' } })
  // JSON is typed by its widest reading; learned-layer.test.ts holds what training wrote.
  return learnedLayerOf(file as unknown as LearnedFile)
}
