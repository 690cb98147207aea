-- Who stands in for whom while they are away. Nobody gets more authority by it: whoever stands in could decide it anyway.
create table remedies_deputies (
  id uuid primary key,
  agent_id uuid not null references people_agents (id),
  deputy_id uuid not null references people_agents (id),
  -- Both days belong to it.
  starts_on date not null,
  ends_on date not null,
  written_by text not null,
  written_at timestamptz(3) not null,
  ended_at timestamptz(3),
  ended_by text,
  check (agent_id <> deputy_id),
  check (starts_on <= ends_on),
  check ((ended_at is null) = (ended_by is null))
);
create index remedies_deputies_agent on remedies_deputies (agent_id, ends_on) where ended_at is null;

-- The working day on which somebody was last reminded of what waits for their yes or no.
create table remedies_reminders (
  agent_id uuid primary key references people_agents (id),
  sent_on date not null
);

-- In whose place a yes was given.
alter table remedies_approvals add column in_place_of uuid references people_agents (id);

-- Times to decision are read by the month.
create index remedies_asked on remedies_remedies (requested_at) where requested_at is not null;

-- Whom the house tells that a payment was carried out. The key that signs it is sealed with the key outside the database.
create table remedies_webhooks (
  id uuid primary key,
  url text not null check (url <> ''),
  secret bytea not null,
  added_by text not null,
  added_at timestamptz(3) not null,
  ended_at timestamptz(3),
  ended_by text,
  check ((ended_at is null) = (ended_by is null))
);

-- One message for each payment and webhook: its id stays the same however often it is tried, so that nobody counts it twice.
create table remedies_webhook_messages (
  complaint_id uuid not null,
  id uuid not null,
  webhook_id uuid not null,
  payment_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'delivered', 'given_up')),
  attempts int not null default 0 check (attempts >= 0),
  -- Since this many attempts it was asked for again by hand: the waits begin anew.
  attempts_before int not null default 0 check (attempts_before >= 0),
  -- When it is tried next.
  next_at timestamptz(3),
  made_at timestamptz(3) not null,
  delivered_at timestamptz(3),
  primary key (complaint_id, id),
  foreign key (complaint_id, payment_id) references remedies_payments (complaint_id, id),
  check ((state = 'delivered') = (delivered_at is not null))
);
create unique index remedies_webhook_messages_once on remedies_webhook_messages (webhook_id, payment_id);
create unique index remedies_webhook_messages_id on remedies_webhook_messages (id);
create index remedies_webhook_messages_newest on remedies_webhook_messages (made_at desc, id desc);

-- Each try, and what came of it.
create table remedies_webhook_attempts (
  complaint_id uuid not null,
  message_id uuid not null,
  attempt int not null check (attempt > 0),
  at timestamptz(3) not null,
  -- What the other side answered; null where it did not.
  status int,
  -- Why not: refused, no answer in time, an address of our own network.
  trouble text check (trouble in ('status', 'slow', 'away', 'private')),
  primary key (complaint_id, message_id, attempt),
  foreign key (complaint_id, message_id) references remedies_webhook_messages (complaint_id, id),
  check ((trouble is null or trouble = 'status') = (status is not null))
);
