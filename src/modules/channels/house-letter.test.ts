import { expect, test } from 'vitest'
import { scene } from '#test/scene.ts'
import { smtpDouble } from '#test/smtp-double.ts'

const server = await smtpDouble()
const { as, runJobs } = await scene({ SMTP_URL: `smtp://127.0.0.1:${server.port}?from=desk@harbour.example` })
const ben = await as('ben')

test('what belongs to no mailbox goes out by SMTP_URL, in the name of the organisation', async () => {
  const made = await ben.post('/api/v1/complaints', {
    text: 'The ferry left without me.',
    channel: 'phone',
    customer: { name: 'Ada', email: 'ada@customer.example' },
  })
  await ben.post(`/api/v1/complaints/${made.body.id}/messages`, { text: 'Dear Ada, we are sorry.' })
  await runJobs()
  const reply = server.received.find(({ raw }) => raw.includes('we are sorry'))
  expect(reply).toMatchObject({ from: 'desk@harbour.example', to: ['ada@customer.example'] })
  expect(reply?.raw).toContain('Harbour Ferries')
})
