import { type Actor, type Grants, holds } from '#platform/actor.ts'

const everybody = ['agent', 'senior_agent', 'supervisor', 'manager', 'auditor', 'administrator'] as const

export const peopleGrants: Grants = {
  'people.read': everybody,
  'people.manage': ['administrator'],
  'organisation.edit': ['administrator'],
  'tokens.manage': ['administrator'],
  'customers.read': everybody,
  'customers.edit': ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'],
}

const may = (permission: string) => (actor: Actor) => holds(peopleGrants, actor, permission)
export const mayManagePeople = may('people.manage')
export const mayEditOrganisation = may('organisation.edit')
export const mayEditCustomers = may('customers.edit')
