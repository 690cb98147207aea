import type { Id } from '#platform/endpoint.ts'
import type { OfCustomer, OfHouse } from '#platform/fact.ts'

type OfPeople = OfHouse<'people'>

declare module '#platform/fact.ts' {
  interface Facts {
    'desk.set_up': OfPeople & { agent: Id }
    'organisation.changed': OfPeople & { fields: string[] }
    'privacy_notice.written': OfPeople & { language: string; version: number }
    'agent.invited': OfPeople & { agent: Id; invitation: Id; role: string }
    'agent.joined': OfPeople & { agent: Id }
    'agent.changed': OfPeople & { agent: Id; fields: string[] }
    /** `to`: who takes over what is open; null is nobody, and it waits unassigned. */
    'agent.deactivated': OfPeople & { agent: Id; to: { kind: 'agent' | 'team'; id: Id } | null }
    'agent.reactivated': OfPeople & { agent: Id }
    'team.created': OfPeople & { team: Id }
    'team.changed': OfPeople & { team: Id; fields: string[] }
    'team.ended': OfPeople & { team: Id }
    'token.created': OfPeople & { token: Id; role: string }
    'token.revoked': OfPeople & { token: Id }
    'customer.added': OfCustomer
    'customer.changed': OfCustomer & { fields: string[] }
    'customer.noted': OfCustomer & { note: Id }
    'customer.unnoted': OfCustomer & { note: Id }
  }
}
