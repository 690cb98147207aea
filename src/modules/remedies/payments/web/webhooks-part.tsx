import { TextInput, VisuallyHidden } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { CopyField } from '#workspace/kit/copy-field.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { useHolds } from '#workspace/kit/me.ts'
import { MoreRows } from '#workspace/kit/more-rows.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { About, Said, Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { addWebhook, endWebhook, replayWebhookMessage, type Webhook, type WebhookMessage } from '../contract/webhook.ts'
import { messagesQuery, payments, webhooksQuery } from './queries.ts'

function Adding({ onDone }: { onDone: () => void }) {
  const say = useWords('payments')
  const [url, setUrl] = useState('')
  const doing = useDoing(() => call(addWebhook, {}, { body: { url: url.trim() } }), payments)
  const form = useFields(doing.error)
  if (doing.data) {
    return (
      <Said kept>
        <CopyField label={say('web.webhook_secret')} value={doing.data.secret} />
      </Said>
    )
  }
  return (
    <Form form={form} main busy={doing.isPending} send={say('web.webhook_add')} onSend={() => doing.mutate()} onCancel={onDone}>
      <TextInput
        {...form.at('url')}
        type="url"
        label={say('web.webhook_url')}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        maxLength={2000}
        required
      />
    </Form>
  )
}

function WebhookRow({ webhook, mayEnd }: { webhook: Webhook; mayEnd: boolean }) {
  const say = useWords('payments')
  const { moment } = useInWords()
  const doing = useDoing(() => call(endWebhook, { webhook: webhook.id }), payments)
  return (
    <Row
      title={
        <>
          {webhook.url} {webhook.ended_at !== null && <Chip>{say('web.webhook_ended')}</Chip>}
          {webhook.waiting > 0 && <Chip tone="act">{say('web.webhook_waits', { count: webhook.waiting })}</Chip>}{' '}
          {webhook.given_up > 0 && <Chip tone="house">{say('web.webhook_given_up', { count: webhook.given_up })}</Chip>}
        </>
      }
      line={say('web.webhook_line', { name: webhook.added_by.name, moment: moment(webhook.added_at) })}
      acts={
        webhook.ended_at === null &&
        mayEnd && (
          <Act as="plain" size="xs" busy={doing.isPending} onAct={() => doing.mutate()}>
            {say('web.end')}
            <VisuallyHidden>: {webhook.url}</VisuallyHidden>
          </Act>
        )
      }
    >
      {doing.isError && <Refused why={doing.error} />}
    </Row>
  )
}

function MessageRow({ message }: { message: WebhookMessage }) {
  const say = useWords('payments')
  const { moment } = useInWords()
  const doing = useDoing(() => call(replayWebhookMessage, { message: message.id }), payments)
  const at = message.delivered_at ?? message.next_at
  const last = message.attempts.at(-1)
  return (
    <Row
      title={`${message.payment.reference} · ${say(`web.message_state.${message.state}`, { moment: at === null ? '' : moment(at) })}`}
      line={
        last?.trouble
          ? say(`web.message_try.${last.trouble}`, { attempt: last.attempt, moment: moment(last.at), status: last.status })
          : message.webhook.url
      }
      acts={
        message.may.replay && (
          <Act as="plain" size="xs" busy={doing.isPending} onAct={() => doing.mutate()}>
            {say('web.replay')}
            <VisuallyHidden>: {message.payment.reference}</VisuallyHidden>
          </Act>
        )
      }
    >
      {doing.isError && <Refused why={doing.error} />}
    </Row>
  )
}

function Messages() {
  const say = useWords('payments')
  const query = useInfiniteQuery(messagesQuery)
  return (
    <Queried query={query}>
      {({ pages }) => {
        const rows = pages.flatMap(({ data }) => data)
        if (rows.length === 0) return null
        return (
          <>
            <Rows name={say('web.messages')}>
              {rows.map((message) => (
                <MessageRow key={message.id} message={message} />
              ))}
            </Rows>
            {query.hasNextPage && <MoreRows waiting={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
          </>
        )
      }}
    </Queried>
  )
}

/** Who is told when the bank has paid, and what came of each message. */
export function WebhooksPart() {
  const say = useWords('payments')
  const may = useHolds('payments.webhooks')
  const query = useQuery(webhooksQuery)
  const [adding, setAdding] = useState(false)
  const add = may && !adding && (
    <Act icon="add" onAct={() => setAdding(true)}>
      {say('web.webhook_add')}
    </Act>
  )
  return (
    <Section title={say('web.webhooks')} about={say('web.webhooks_about')} acts={add}>
      {adding && (
        <InPlace title={say('web.webhook_add')} onClose={() => setAdding(false)}>
          <Adding onDone={() => setAdding(false)} />
        </InPlace>
      )}
      <Queried query={query}>
        {({ data }) =>
          data.length === 0 ? (
            <About>{say('web.webhooks_none')}</About>
          ) : (
            <Rows name={say('web.webhooks')}>
              {data.map((webhook) => (
                <WebhookRow key={webhook.id} webhook={webhook} mayEnd={may} />
              ))}
            </Rows>
          )
        }
      </Queried>
      <Messages />
    </Section>
  )
}
