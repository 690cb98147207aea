import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { CustomersList } from '#modules/people/web/customers-list.tsx'
import { NewCustomer } from '#modules/people/web/new-customer.tsx'
import { Act } from '../kit/act.tsx'
import { useGo } from '../kit/go.ts'
import { useHolds } from '../kit/me.ts'
import { PageHeader } from '../kit/page-header.tsx'
import { useWords } from '../language.ts'
import { useAddress } from '../use-address.ts'

const addressOf = (customer: string) => `/app/customers/${customer}`

/** Customers, and the search for one; what is sought stands in the address. */
export function CustomersPage() {
  const say = useWords('people')
  const go = useGo()
  const { history } = useRouter()
  const { search } = useAddress()
  const edits = useHolds('customers.edit')
  const [adding, setAdding] = useState(false)
  const seek = (q: string) => history.replace(q === '' ? '/app/customers' : `/app/customers?q=${encodeURIComponent(q)}`)
  const add = (
    <Act as={adding ? 'default' : 'do'} icon="add" onAct={() => setAdding(true)}>
      {say('web.customers.add')}
    </Act>
  )
  return (
    <>
      <PageHeader title={say('web.customers.title')} {...(edits && { acts: add })} />
      {adding && <NewCustomer onDone={({ id }) => go(addressOf(id))} onClose={() => setAdding(false)} />}
      <CustomersList sought={search['q'] ?? ''} onSeek={seek} onOpen={(id) => go(addressOf(id))} />
    </>
  )
}
