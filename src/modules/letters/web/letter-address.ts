import type { Letter } from '#modules/tone/contract/check.ts'

/** Where a letter of a complaint is written. */
export const letterAddress = (complaint: string, letter: Letter): string => `/app/complaints/${complaint}/letters/${letter}`
