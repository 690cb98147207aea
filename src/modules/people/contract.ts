import * as z from 'zod/mini'
import { Email, endpoint, Id, Language, Page, pageOf, text, Version, words } from '#platform/endpoint.ts'

import { Named, Password, Secret } from './contract/organisation.ts'

export * from './contract/customers.ts'
export * from './contract/organisation.ts'

export const Role = z.enum(['agent', 'senior_agent', 'supervisor', 'manager', 'auditor', 'administrator'])
export const Duty = z.enum(['finance', 'compliance'])
const Done = z.object({})
const Duties = z.array(Duty).check(z.maxLength(2))

// Oneself

const KeyPlaces = z.string().check(z.maxLength(60), z.regex(/^[A-Za-z0-9+ ]+$/))
const ownKeysAtMost = 60

export const Preferences = z.object({
  theme: z.optional(z.enum(['light', 'dark', 'system'])),
  density: z.optional(z.enum(['comfortable', 'compact'])),
  /** Where this person put keys: by the key's own place (`KeyJ`, `KeyG KeyH`) the one that presses it now. */
  keys: z.optional(z.record(KeyPlaces, KeyPlaces).check(z.refine((keys) => Object.keys(keys).length <= ownKeysAtMost))),
  /** False: single keys do nothing, as for who speaks to the machine. */
  single_keys: z.optional(z.boolean()),
})
export const Me = z.object({
  kind: z.enum(['person', 'token']),
  id: Id,
  name: z.string(),
  email: z.nullable(z.string()),
  role: Role,
  duties: z.array(Duty),
  language: Language,
  /** Null: a token that is limited to no team. */
  teams: z.nullable(z.array(Named)),
  leads: z.array(Id),
  preferences: Preferences,
  two_step: z.boolean(),
  permissions: z.array(z.string()),
  version: Version,
})
export type Me = z.output<typeof Me>
export const getMe = endpoint('GET /me', { requires: 'signed_in', about: 'Who calls, and what they may do.', answers: Me })
export const MeChange = z.object({ name: z.optional(words(120)), language: z.optional(Language), preferences: z.optional(Preferences) })
export type MeChange = z.output<typeof MeChange>
export const editMe = endpoint('PATCH /me', {
  requires: 'signed_in',
  about: 'Changes the own name, language and preferences; with If-Match.',
  body: MeChange,
  answers: Me,
})

export const OwnSession = z.object({
  id: z.string(),
  address: z.nullable(z.string()),
  agent: z.nullable(z.string()),
  started_at: z.string(),
  ends_at: z.string(),
  current: z.boolean(),
})
export type OwnSession = z.output<typeof OwnSession>
export const listSessions = endpoint('GET /me/sessions', {
  requires: 'signed_in',
  about: 'Where I am signed in.',
  answers: z.object({ data: z.array(OwnSession) }),
})
export const endSession = endpoint('POST /me/sessions/ending', {
  requires: 'signed_in',
  about: 'Ends one of my sessions by its id, or without one all but this.',
  body: z.object({ session: z.optional(text(100)) }),
  answers: Done,
})

// Colleagues

export const Membership = z.object({ id: Id, leads: z._default(z.boolean(), false) })
const Memberships = z.array(Membership).check(z.maxLength(50))
export const Invited = z.object({
  delivery: z.enum(['by_hand', 'queued', 'sending', 'sent', 'failed', 'unsure']),
  /** The mail server's own words. */
  error: z.nullable(z.string()),
  at: z.string(),
  expires_at: z.string(),
  expired: z.boolean(),
})
export const Agent = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: Role,
  duties: z.array(Duty),
  language: Language,
  teams: z.array(z.object({ id: Id, name: z.string(), leads: z.boolean() })),
  joined: z.boolean(),
  deactivated_at: z.nullable(z.string()),
  /** The last invitation while it waits to be used. */
  invitation: z.nullable(Invited),
  version: Version,
  may: z.object({ edit: z.boolean(), invite: z.boolean(), deactivate: z.boolean() }),
})
export type Agent = z.output<typeof Agent>
/** With `link` when no mail server is named: to be passed on by hand, shown once. */
export const AgentInvited = z.extend(Agent, { link: z.nullable(z.string()) })
export type AgentInvited = z.output<typeof AgentInvited>

export const listAgents = endpoint('GET /agents', {
  requires: 'people.read',
  about: 'Colleagues by name; those who left when asked for.',
  query: z.object({ ...Page, q: z.optional(text(100)), left: z.optional(z.enum(['true', 'false'])) }),
  answers: pageOf(Agent),
})
export const getAgent = endpoint('GET /agents/:agent', { requires: 'people.read', about: 'One colleague.', answers: Agent })
export const NewAgent = z.object({
  name: words(120),
  email: Email,
  role: Role,
  duties: z._default(Duties, []),
  teams: z._default(Memberships, []),
  language: z.optional(Language),
})
export type NewAgent = z.output<typeof NewAgent>
export const inviteAgent = endpoint('POST /agents', {
  requires: 'people.manage',
  about: 'Adds a colleague and invites them by mail.',
  body: NewAgent,
  answers: AgentInvited,
  status: 201,
})
export const inviteAgain = endpoint('POST /agents/:agent/invitation', {
  requires: 'people.manage',
  about: 'A fresh link to choose a password; the earlier ones end.',
  answers: AgentInvited,
  status: 201,
})
export const AgentChange = z.object({
  name: z.optional(words(120)),
  email: z.optional(Email),
  role: z.optional(Role),
  duties: z.optional(Duties),
  teams: z.optional(Memberships),
  language: z.optional(Language),
})
export type AgentChange = z.output<typeof AgentChange>
export const editAgent = endpoint('PATCH /agents/:agent', {
  requires: 'people.manage',
  about: 'Changes name, address, role, duties, teams; with If-Match.',
  body: AgentChange,
  answers: Agent,
})
export const deactivateAgent = endpoint('POST /agents/:agent/deactivation', {
  requires: 'people.manage',
  about: 'The colleague leaves: sessions end, and what is open goes to another colleague or team, else to nobody.',
  body: z.object({ hand_over_to: z.optional(z.nullable(z.object({ kind: z.enum(['agent', 'team']), id: Id }))) }),
  answers: Agent,
})
export const reactivateAgent = endpoint('POST /agents/:agent/reactivation', {
  requires: 'people.manage',
  about: 'The colleague is back; they sign in with the password that they had.',
  answers: Agent,
})

export const findInvitation = endpoint('POST /invitations', {
  requires: 'anyone',
  about: 'Whom an invitation is for, by its key.',
  body: z.object({ key: Secret }),
  answers: z.object({ name: z.string(), email: z.string(), language: Language, organisation: z.string() }),
})
export const acceptInvitation = endpoint('POST /invitations/acceptance', {
  requires: 'anyone',
  about: 'Chooses a password; works once.',
  body: z.object({ key: Secret, password: Password }),
  answers: z.object({ email: z.string() }),
})

// Teams

export const Team = z.object({
  id: Id,
  name: z.string(),
  language: z.nullable(Language),
  is_default: z.boolean(),
  members: z.array(z.object({ id: Id, name: z.string(), leads: z.boolean() })),
  ended_at: z.nullable(z.string()),
  version: Version,
  may: z.object({ edit: z.boolean(), end: z.boolean() }),
})
export type Team = z.output<typeof Team>
export const listTeams = endpoint('GET /teams', {
  requires: 'people.read',
  about: 'Teams by name.',
  answers: z.object({ data: z.array(Team) }),
})
export const NewTeam = z.object({ name: words(80), language: z.optional(z.nullable(Language)) })
export type NewTeam = z.output<typeof NewTeam>
export const createTeam = endpoint('POST /teams', {
  requires: 'people.manage',
  about: 'Adds a team.',
  body: NewTeam,
  answers: Team,
  status: 201,
})
export const TeamChange = z.object({
  name: z.optional(words(80)),
  language: z.optional(z.nullable(Language)),
  members: z.optional(Memberships),
})
export type TeamChange = z.output<typeof TeamChange>
export const editTeam = endpoint('PATCH /teams/:team', {
  requires: 'people.manage',
  about: 'Changes a team and who is in it; with If-Match.',
  body: TeamChange,
  answers: Team,
})
export const endTeam = endpoint('POST /teams/:team/ending', {
  requires: 'people.manage',
  about: 'Ends a team; never the default one.',
  answers: Team,
})

// Tokens

export const Token = z.object({
  id: Id,
  name: z.string(),
  role: Role,
  duties: z.array(Duty),
  teams: z.nullable(z.array(Id)),
  created_at: z.string(),
  created_by: z.nullable(Named),
  revoked_at: z.nullable(z.string()),
})
export type Token = z.output<typeof Token>
export const listTokens = endpoint('GET /tokens', {
  requires: 'tokens.manage',
  about: 'API tokens, newest first.',
  answers: z.object({ data: z.array(Token) }),
})
export const NewToken = z.object({
  name: words(120),
  role: Role,
  duties: z._default(Duties, []),
  teams: z.optional(z.nullable(z.array(Id).check(z.maxLength(50)))),
})
export type NewToken = z.output<typeof NewToken>
export const createToken = endpoint('POST /tokens', {
  requires: 'tokens.manage',
  about: 'Makes an API token; its secret is shown this once.',
  body: NewToken,
  answers: z.extend(Token, { secret: z.string() }),
  status: 201,
})
export const revokeToken = endpoint('POST /tokens/:token/revocation', {
  requires: 'tokens.manage',
  about: 'Ends a token at once.',
  answers: Token,
})
