import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { CustomerHistory } from '#modules/complaints/web/customer-history.tsx'
import { WatchAct } from '#modules/notices/web/watch-act.tsx'
import { CustomerAbout } from '#modules/people/web/customer-about.tsx'
import { CustomerContacts } from '#modules/people/web/customer-contacts.tsx'
import { CustomerNotes } from '#modules/people/web/customer-notes.tsx'
import { customerQuery } from '#modules/people/web/queries.ts'
import { useInWords } from '../kit/in-words.ts'
import { PageHeader } from '../kit/page-header.tsx'
import { Queried } from '../kit/queried.tsx'
import { useWords } from '../language.ts'
import styles from './customer-page.module.css'

/** One customer: what they told us before, how to reach them, what colleagues should know. */
export function CustomerPage() {
  const say = useWords('people')
  const complaints = useWords('complaints')
  const { day } = useInWords()
  const { customer: id = '' } = useParams({ strict: false })
  const query = useQuery(customerQuery(id))
  const back = { href: '/app/customers', name: say('web.customers.back') }
  return (
    <>
      {query.data === undefined && <PageHeader title={say('web.customers.title')} back={back} />}
      <Queried query={query} rows={6}>
        {(customer) => (
          <>
            <PageHeader
              title={customer.name || say('web.customers.unnamed')}
              back={back}
              line={say('web.customers.since', { day: day(customer.created_at) })}
              acts={<WatchAct kind="customer" subject={customer.id} />}
            />
            <div className={styles.columns}>
              <section className={styles.history} aria-labelledby="history">
                <h2 id="history">{complaints('customer_history.title')}</h2>
                <CustomerHistory customer={customer.id} />
              </section>
              <div className={styles.side}>
                <CustomerNotes customer={customer} />
                <CustomerContacts customer={customer} />
                <CustomerAbout customer={customer} />
              </div>
            </div>
          </>
        )}
      </Queried>
    </>
  )
}
