import { v7 } from 'uuid'
import type { Id } from './endpoint.ts'

/** A new UUIDv7: rising with time, so that indexes grow at one end. */
export const newId = (): Id => v7()
