import type { Grants } from '#platform/actor.ts'
import type { Routes } from '#platform/http/routes.ts'
import { acceptInvitation, findInvitation } from './colleagues/accept-invitation.ts'
import { deactivateAgent, reactivateAgent } from './colleagues/deactivate-agent.ts'
import { editAgent } from './colleagues/edit-agent.ts'
import { editMe, me } from './colleagues/edit-me.ts'
import { createTeam, editTeam, endTeam } from './colleagues/edit-team.ts'
import { agentFor, listAgents } from './colleagues/find-agents.ts'
import { listTeams } from './colleagues/find-teams.ts'
import { inviteAgain, inviteAgent } from './colleagues/invite-agent.ts'
import { endOwnSession, listOwnSessions } from './colleagues/own-sessions.ts'
import { setUp, setUpState } from './colleagues/set-up.ts'
import * as contract from './contract.ts'
import { createToken, listTokens, revokeToken } from './create-token.ts'
import { addContact, addCustomer, editCustomer, removeContact } from './customers/edit-customer.ts'
import { customerFor, listCustomers } from './customers/find-customers.ts'
import { pinNote, removeNote } from './customers/pin-note.ts'
import { type FirstRunStep, firstRun } from './first-run.ts'
import { editOrganisation, presentOrganisation } from './organisation/edit-organisation.ts'
import { organisationOf } from './organisation/find-organisation.ts'
import { logoOf, setLogo } from './organisation/set-logo.ts'
import { listPrivacyNotices, writePrivacyNotice } from './organisation/write-privacy-notice.ts'

export interface PeopleHouse {
  /** The grants of the whole house, for `me`. */
  grants: Grants
  firstRun: readonly FirstRunStep[]
}

export function peopleRoutes(routes: Routes, house: PeopleHouse) {
  whoWeAre(routes)
  firstSteps(routes, house)
  oneself(routes, house)
  colleagues(routes)
  teamsAndTokens(routes)
  customers(routes)
}

function whoWeAre({ serve, serveUpload, serveStream }: Routes) {
  serve(contract.getOrganisation, async (work) => presentOrganisation(work, await organisationOf(work)))
  serve(contract.editOrganisation, (work, { version, body }) => editOrganisation(work, version, body))
  serveUpload(contract.uploadLogo, (work, { files }) => setLogo(work, files))
  serveStream({ url: '/assets/logo', requires: 'anyone', about: 'The logo.' }, async ({ step }, _request, reply) => {
    const { type, bytes } = await step(logoOf)
    return reply.header('cache-control', 'public, max-age=86400').type(type).send(bytes)
  })
  serve(contract.listPrivacyNotices, listPrivacyNotices)
  serve(contract.writePrivacyNotice, (work, { body }) => writePrivacyNotice(work, body))
}

function firstSteps({ serve }: Routes, house: PeopleHouse) {
  serve(contract.getSetUp, setUpState)
  serve(contract.setUp, (work, { body }) => setUp(work, body))
  serve(contract.getFirstRun, (work) => firstRun(work, house.firstRun))
  serve(contract.findInvitation, (work, { body }) => findInvitation(work, body.key))
  serve(contract.acceptInvitation, (work, { body }) => acceptInvitation(work, body))
}

function oneself({ serve }: Routes, { grants }: PeopleHouse) {
  serve(contract.getMe, (work) => me(work, grants))
  serve(contract.editMe, (work, { version, body }) => editMe(work, { version, change: body, grants }))
  serve(contract.listSessions, listOwnSessions)
  serve(contract.endSession, (work, { body }) => endOwnSession(work, body.session))
}

function colleagues({ serve }: Routes) {
  serve(contract.listAgents, (work, { query }) => listAgents(work, query))
  serve(contract.getAgent, (work, { params }) => agentFor(work, params.agent))
  serve(contract.inviteAgent, (work, { body }) => inviteAgent(work, body))
  serve(contract.inviteAgain, (work, { params }) => inviteAgain(work, params.agent))
  serve(contract.editAgent, (work, { params, version, body }) => editAgent(work, params.agent, { version, change: body }))
  serve(contract.deactivateAgent, (work, { params, body }) => deactivateAgent(work, params.agent, body.hand_over_to ?? null))
  serve(contract.reactivateAgent, (work, { params }) => reactivateAgent(work, params.agent))
}

function teamsAndTokens({ serve }: Routes) {
  serve(contract.listTeams, listTeams)
  serve(contract.createTeam, (work, { body }) => createTeam(work, body))
  serve(contract.editTeam, (work, { params, version, body }) => editTeam(work, params.team, { version, change: body }))
  serve(contract.endTeam, (work, { params }) => endTeam(work, params.team))
  serve(contract.listTokens, listTokens)
  serve(contract.createToken, (work, { body }) => createToken(work, body))
  serve(contract.revokeToken, (work, { params }) => revokeToken(work, params.token))
}

function customers({ serve }: Routes) {
  serve(contract.listCustomers, (work, { query }) => listCustomers(work, query))
  serve(contract.getCustomer, (work, { params }) => customerFor(work, params.customer))
  serve(contract.addCustomer, (work, { body }) => addCustomer(work, body))
  serve(contract.editCustomer, (work, { params, version, body }) => editCustomer(work, params.customer, { version, change: body }))
  serve(contract.addContact, (work, { params, body }) => addContact(work, params.customer, body))
  serve(contract.removeContact, (work, { params, body }) => removeContact(work, params.customer, body))
  serve(contract.pinNote, (work, { params, body }) => pinNote(work, params.customer, body.text))
  serve(contract.removeNote, (work, { params }) => removeNote(work, params.customer, params.note))
}
