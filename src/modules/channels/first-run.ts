import type { FirstRunStep } from '#modules/people/index.ts'

const hasMailbox: FirstRunStep = {
  code: 'mailbox',
  done: async (work) =>
    (await work.db.selectFrom('channels_mailboxes').select('id').where('ended_at', 'is', null).limit(1).executeTakeFirst()) !== undefined,
}

const hasReadMail: FirstRunStep = {
  code: 'test_mail',
  done: async (work) =>
    (await work.db.selectFrom('channels_mails').select('id').where('state', 'in', ['opened', 'attached']).limit(1).executeTakeFirst()) !==
    undefined,
}

const formWasUsed: FirstRunStep = {
  code: 'form',
  done: async (work) =>
    (await work.db.selectFrom('complaints_complaints').select('id').where('channel', '=', 'web_form').limit(1).executeTakeFirst()) !==
    undefined,
}

/** What words need to come in: each ticks itself when it is true. */
export const channelsFirstRun: FirstRunStep[] = [hasMailbox, hasReadMail, formWasUsed]
