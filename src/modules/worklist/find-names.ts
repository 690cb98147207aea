import { sql } from 'kysely'
import { fold } from '#platform/fold.ts'
import { oncePerWork } from '#platform/once-per-work.ts'
import type { Work } from '#platform/work.ts'

interface Name {
  id: string
  name: string
}
export interface TeamName extends Name {
  ended: boolean
}
export interface AgentName extends Name {
  email: string
}
export interface CategoryName {
  code: string
  parent: string | null
  /** In every language. */
  names: string[]
  called: Record<string, string>
}

// More colleagues and teams than a desk has.
const most = 5000

/** How colleagues, teams and categories are called: read once, small, for what operators name. */
export const namesHere = oncePerWork(async (work: Work) => {
  const [agents, teams, categories] = await Promise.all([
    work.db.selectFrom('people_agents').select(['id', 'name', 'email']).orderBy('created_at', 'desc').limit(most).execute(),
    work.db
      .selectFrom('people_teams')
      .select(['id', 'name', sql<boolean>`ended_at is not null`.as('ended')])
      .limit(most)
      .execute(),
    work.db.selectFrom('complaints_categories').select(['code', 'parent_code', 'names']).limit(most).execute(),
  ])
  return {
    agents: agents as AgentName[],
    teams: teams as TeamName[],
    categories: categories.map(
      ({ code, parent_code, names }): CategoryName => ({
        code,
        parent: parent_code,
        names: Object.values(names as Record<string, string>),
        called: names as Record<string, string>,
      }),
    ),
  }
})

export type Names = Awaited<ReturnType<typeof namesHere>>

const isId = (value: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)

/** Those who bear what was typed: the one with this id or address, else of this name, else with it in the name. */
export function called<Row extends Name & { email?: string }>(rows: readonly Row[], typed: string): Row[] {
  if (isId(typed)) return rows.filter(({ id }) => id === typed.toLowerCase())
  const asked = fold(typed)
  const exact = rows.filter(({ name, email }) => fold(name) === asked || email?.toLowerCase() === typed.toLowerCase())
  return exact.length > 0 ? exact : rows.filter(({ name }) => fold(name).includes(asked))
}

/** The codes of the categories of this code or name, with what is below them. */
export function categoriesCalled(categories: readonly CategoryName[], typed: string): string[] {
  const asked = fold(typed)
  const code = asked.replace(/[\s-]+/g, '_')
  const exact = categories.filter((one) => one.code === code || one.names.some((name) => fold(name) === asked))
  const found =
    exact.length > 0 ? exact : categories.filter((one) => one.code.includes(code) || one.names.some((name) => fold(name).includes(asked)))
  const codes = new Set(found.map((one) => one.code))
  return categories.filter((one) => codes.has(one.code) || (one.parent !== null && codes.has(one.parent))).map((one) => one.code)
}
