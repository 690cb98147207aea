import * as z from 'zod/mini'
import { endpoint, Version, words } from '#platform/endpoint.ts'

export const CategoryCode = z.string().check(z.regex(/^[a-z0-9_]{1,60}$/))

const Names = z.object({ en: words(120), el: words(120), es: words(120) })
export const Category = z.object({
  code: CategoryCode,
  parent: z.nullable(CategoryCode),
  names: Names,
  position: z.int(),
  ended: z.boolean(),
  version: Version,
})
export type Category = z.output<typeof Category>

export const listCategories = endpoint('GET /categories', {
  requires: 'signed_in',
  about: 'The category tree, in three languages.',
  answers: z.object({ data: z.array(Category) }),
})

export const addCategory = endpoint('POST /categories', {
  requires: 'categories.edit',
  about: 'Adds a category.',
  status: 201,
  body: z.object({ code: CategoryCode, parent: z.nullable(CategoryCode), names: Names }),
  answers: Category,
})

export const editCategory = endpoint('PATCH /categories/:code', {
  requires: 'categories.edit',
  about: 'Renames, moves or ends a category. Complaints keep the one they have.',
  body: z.strictObject({ names: z.optional(Names), position: z.optional(z.int()), ended: z.optional(z.boolean()) }),
  answers: Category,
})
