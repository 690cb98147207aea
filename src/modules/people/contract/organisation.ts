import * as z from 'zod/mini'
import { Email, endpoint, Id, Language, text, Version, words } from '#platform/endpoint.ts'

export const Password = z.string().check(z.minLength(12), z.maxLength(128))
export const Secret = z.string().check(z.minLength(10), z.maxLength(200))
export const Named = z.object({ id: Id, name: z.string() })
const Zone = words(60)

// Who we are

export const Organisation = z.object({
  named: z.boolean(),
  name: z.string(),
  logo: z.nullable(z.string()),
  postal_address: z.string(),
  telephone: z.string(),
  imprint: z.string(),
  /** The colour of links and buttons on customers' pages and in mails, such as `#67387a`; null is the desk's own. */
  accent: z.nullable(z.string()),
  language: Language,
  zone: z.string(),
  default_team: z.nullable(Named),
  /** So many days after its end a complaint is opened again by what its customer writes; later a new, linked one is opened. */
  reopen_days: z.int(),
  version: Version,
  may: z.object({ edit: z.boolean() }),
})
export type Organisation = z.output<typeof Organisation>
export const OrganisationChange = z.object({
  name: z.optional(words(200)),
  postal_address: z.optional(text(1000)),
  telephone: z.optional(text(60)),
  imprint: z.optional(text(5000)),
  accent: z.optional(z.nullable(z.string().check(z.regex(/^#[0-9a-fA-F]{6}$/)))),
  language: z.optional(Language),
  zone: z.optional(Zone),
  default_team: z.optional(z.nullable(Id)),
  reopen_days: z.optional(z.int().check(z.gte(0), z.lte(3_650))),
})
export type OrganisationChange = z.output<typeof OrganisationChange>
export const getOrganisation = endpoint('GET /organisation', { requires: 'signed_in', about: 'Who we are.', answers: Organisation })
export const editOrganisation = endpoint('PATCH /organisation', {
  requires: 'organisation.edit',
  about: 'Changes who we are; with If-Match.',
  body: OrganisationChange,
  answers: Organisation,
})
export const uploadLogo = endpoint('POST /organisation/logo', {
  requires: 'organisation.edit',
  about: 'Sets the logo: one PNG, JPEG or WebP of at most 512 KB, as multipart/form-data.',
  answers: Organisation,
})

export const PrivacyNotice = z.object({
  language: Language,
  version: z.int(),
  text: z.string(),
  valid_from: z.string(),
  current: z.boolean(),
})
export type PrivacyNotice = z.output<typeof PrivacyNotice>
export const listPrivacyNotices = endpoint('GET /privacy-notices', {
  requires: 'signed_in',
  about: 'Every version of the privacy notice, newest first.',
  answers: z.object({ data: z.array(PrivacyNotice) }),
})
export const writePrivacyNotice = endpoint('POST /privacy-notices', {
  requires: 'organisation.edit',
  about: 'Writes the next version of the notice in one language.',
  body: z.object({ language: Language, text: words(50_000) }),
  answers: PrivacyNotice,
  status: 201,
})

// The first run

export const SetUp = z.object({
  key: Secret,
  name: words(120),
  email: Email,
  password: Password,
  language: z.optional(Language),
  organisation: z.object({ name: words(200), language: Language, zone: Zone }),
})
export type SetUp = z.output<typeof SetUp>
export const getSetUp = endpoint('GET /set-up', {
  requires: 'anyone',
  about: 'Whether the first administrator is still to come, and whether the desk can mail a forgotten password.',
  answers: z.object({ open: z.boolean(), mails: z.boolean() }),
})
export const setUp = endpoint('POST /set-up', {
  requires: 'anyone',
  about: 'Makes the first administrator and names the organisation; works once.',
  body: SetUp,
  answers: z.object({ id: Id }),
  status: 201,
})
export const getFirstRun = endpoint('GET /first-run', {
  requires: 'people.manage',
  about: 'What is still to do before the desk is in full use, ticked from what happened.',
  answers: z.object({ steps: z.array(z.object({ code: z.string(), done: z.boolean() })) }),
})
