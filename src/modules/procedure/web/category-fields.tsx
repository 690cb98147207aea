import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLanguage, useWords } from '#workspace/kit/desk.ts'
import { everyCategory } from '../contract.ts'
import { categoriesQuery } from './queries.ts'

/** The name of a category, or of them all. */
export function useCategoryName(): (category: string) => string {
  const say = useWords('procedure')
  const language = useLanguage()
  const { data } = useQuery(categoriesQuery)
  return (category) =>
    category === everyCategory ? say('templates.every') : (data?.data.find(({ code }) => code === category)?.names[language] ?? category)
}

interface CategorySelectProps {
  /** Categories that have one already. */
  taken: readonly string[]
  category: string | null
  onCategory: (category: string | null) => void
}

/** A category in use that has none of its own yet. */
export function CategorySelect({ taken, category, onCategory }: CategorySelectProps) {
  const say = useWords('procedure')
  const language = useLanguage()
  const { data } = useQuery(categoriesQuery)
  const choices = (data?.data ?? [])
    .filter(({ code, ended }) => !ended && !taken.includes(code))
    .map(({ code, names }) => ({ value: code, label: names[language] }))
  return (
    <Select
      label={say('templates.category')}
      placeholder={say('templates.category_first')}
      data={choices}
      value={category}
      onChange={onCategory}
      searchable
    />
  )
}
