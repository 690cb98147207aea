-- What was said or done that met a boundary (DOMAIN §3.5): conduct with its words and time, never a judgement of the person.
create table boundaries_incidents (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  -- boundary: step 1, a sentence was said; contact_ended: step 2; threat: T; self_harm: W.
  step text not null check (step in ('boundary', 'contact_ended', 'threat', 'self_harm')),
  quote text not null check (quote <> ''),
  quote_salt bytea,
  channel text not null check (channel in ('email', 'web_form', 'portal', 'phone', 'counter', 'letter', 'chat', 'social', 'api')),
  happened_at timestamptz(3) not null,
  -- Step 2: when the customer hears from us next.
  next_at timestamptz(3),
  -- Steps T and W: who was called at once, and what they did.
  alerted_id uuid references people_agents (id),
  attended_at timestamptz(3),
  attended_by uuid references people_agents (id),
  attended_note text,
  attended_salt bytea,
  logged_by text not null,
  logged_at timestamptz(3) not null,
  primary key (complaint_id, id),
  check (step <> 'contact_ended' or next_at is not null),
  check ((step in ('threat', 'self_harm')) = (alerted_id is not null)),
  check (logged_by <> 'person/' || alerted_id::text),
  check (happened_at <= logged_at),
  check ((attended_at is null) = (attended_by is null)),
  check ((attended_at is null) = (attended_note is null))
);
create index boundaries_incidents_alerted on boundaries_incidents (alerted_id) where attended_at is null;

-- A limit on how somebody contacts us about a complaint: proposed by one, decided by another, told in writing, over at its review date.
create table boundaries_limits (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  manner text not null check (manner in ('channel', 'single_contact')),
  channel text check (channel in ('email', 'web_form', 'phone', 'counter', 'letter', 'chat', 'social')),
  contact_id uuid references people_agents (id),
  reasons text not null check (reasons <> ''),
  review_on date not null,
  proposed_by uuid not null references people_agents (id),
  proposed_at timestamptz(3) not null,
  decision text check (decision in ('approved', 'refused')),
  decided_by uuid references people_agents (id),
  decided_at timestamptz(3),
  decision_reason text,
  -- The message to the customer that gives the reasons: the limit counts from then on.
  told_message_id uuid,
  told_at timestamptz(3),
  appeal_words text,
  appeal_salt bytea,
  appealed_at timestamptz(3),
  appeal_outcome text check (appeal_outcome in ('kept', 'lifted')),
  appeal_judge uuid references people_agents (id),
  appeal_decided_at timestamptz(3),
  appeal_reason text,
  reminded_at timestamptz(3),
  ended_at timestamptz(3),
  ended_by uuid references people_agents (id),
  ended_reason text,
  version int not null default 1,
  primary key (complaint_id, id),
  foreign key (complaint_id, told_message_id) references conversations_messages (complaint_id, id),
  check ((manner = 'channel') = (channel is not null)),
  check ((manner = 'single_contact') = (contact_id is not null)),
  check (review_on > (proposed_at at time zone 'UTC')::date),
  check (review_on <= ((proposed_at at time zone 'UTC')::date + interval '3 months')::date),
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null) and (decision is null) = (decision_reason is null)),
  check (decided_by <> proposed_by),
  check (told_at is null or decision = 'approved'),
  check ((told_at is null) = (told_message_id is null)),
  check (appealed_at is null or told_at is not null),
  check ((appealed_at is null) = (appeal_words is null)),
  check (appeal_outcome is null or (appealed_at is not null and appeal_judge is not null and appeal_decided_at is not null and appeal_reason is not null)),
  check (appeal_judge <> decided_by and appeal_judge <> proposed_by),
  check (ended_at is null or (decision = 'approved' and ended_reason is not null))
);
create unique index boundaries_limits_one on boundaries_limits (complaint_id) where ended_at is null and decision is distinct from 'refused';
create index boundaries_limits_review on boundaries_limits (review_on) where ended_at is null;

-- What colleagues may say and give to somebody who speaks of harming themselves: the help that exists here. Nothing is shipped.
create table boundaries_help (
  language text primary key check (language in ('en', 'el', 'es')),
  text text not null,
  changed_by uuid references people_agents (id),
  changed_at timestamptz(3) not null,
  version int not null default 1
);
