import * as z from 'zod/mini'

type Schema = z.core.$ZodType
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type ParamNames<Path> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

export interface Endpoint<
  Path extends string = string,
  Query extends Schema = Schema,
  Body extends Schema = Schema,
  Answer extends Schema = Schema,
> {
  method: Method
  path: Path
  /** What a caller must hold: a permission, `signed_in`, or `anyone`, said aloud. */
  requires: string
  query: Query
  body: Body
  answers: Answer
  /** The status of a good answer. */
  status: 200 | 201 | 202
  /** One sentence for the readers of the OpenAPI page. */
  about: string
}

interface Shape<Query extends Schema, Body extends Schema, Answer extends Schema> {
  requires: string
  about: string
  query?: Query
  body?: Body
  answers: Answer
  status?: 200 | 201 | 202
}

const nothing = z.unknown()

/** One HTTP operation, written once: the server serves it, the browser calls it, OpenAPI publishes it. Paths stand below `/api/v1`. */
export function endpoint<
  const Route extends `${Method} /${string}`,
  Answer extends Schema,
  Query extends Schema = typeof nothing,
  Body extends Schema = typeof nothing,
>(route: Route, shape: Shape<Query, Body, Answer>) {
  const [method, path] = route.split(' ') as [Method, string]
  const filled = { query: nothing, body: nothing, status: 200, ...shape, method, path: `/api/v1${path}` }
  // The route's own literal type is lost by split(); the pattern above proves it.
  return filled as unknown as Endpoint<Route extends `${string} ${infer Path}` ? Path : never, Query, Body, Answer>
}

export type Params<E> = E extends Endpoint<infer Path> ? { [Name in ParamNames<Path>]: string } : never
export type QueryOf<E> = E extends Endpoint<string, infer Query> ? z.output<Query> : never
export type BodyOf<E> = E extends Endpoint<string, Schema, infer Body> ? z.output<Body> : never
export type AnswerOf<E> = E extends Endpoint<string, Schema, Schema, infer Answer> ? z.output<Answer> : never

export const Id = z.uuid()
export type Id = string

/** An instant in ISO 8601 with its offset, as it travels. */
export const Instant = z.iso.datetime({ offset: true })

export const Language = z.enum(['en', 'el', 'es'])
export type Language = z.output<typeof Language>

/** Text that a person wrote: bounded, without NUL bytes, which PostgreSQL refuses. */
export const text = (longest: number) => z.string().check(z.maxLength(longest), z.regex(/^[^\0]*$/u))
/** Text that must say something. */
export const words = (longest: number) => z.string().check(z.maxLength(longest), z.regex(/^[^\0]*[^\s\0][^\0]*$/u))
export const Email = z.string().check(z.maxLength(254), z.regex(/^[^\s@<>"\0]+@[^\s@<>"\0]+\.[^\s@<>"\0]+$/u))

/** What lists ask: a cursor from the answer before, and how many rows. */
export const Page = {
  cursor: z.optional(z.string().check(z.maxLength(500))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 50),
}
export const pageOf = <Row extends Schema>(row: Row) => z.object({ data: z.array(row), next: z.nullable(z.string()) })

/** What an edit answers and must send back in If-Match. */
export const Version = z.int().check(z.gte(1))
