-- What we promised a customer by a moment: kept with evidence, broken by the clock, released by the customer, or agreed anew before it was due.
create table promises_promises (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  made_to text not null check (made_to <> ''),
  words text not null check (words <> ''),
  salt bytea not null,
  due_at timestamptz(3) not null,
  owner_id uuid references people_agents (id),
  -- reagreed: open, with another moment than the first.
  state text not null default 'open' check (state in ('open', 'reagreed', 'kept', 'broken', 'released')),
  -- The message in which it was promised; null where it was said.
  message_id uuid,
  made_by text not null,
  made_at timestamptz(3) not null,
  kept_at timestamptz(3),
  kept_by text,
  evidence text check (evidence in ('message', 'contact', 'note', 'text')),
  evidence_id uuid,
  evidence_text text,
  broken_at timestamptz(3),
  released_at timestamptz(3),
  released_by text,
  -- When, how and in which words the customer let us off. withdrawal: with the whole complaint; unsent: the message with it was taken back. split: it goes on in the complaint that its issue became.
  release_said_at timestamptz(3),
  release_channel text check (release_channel in ('email', 'web_form', 'portal', 'phone', 'counter', 'letter', 'chat', 'social', 'withdrawal', 'unsent', 'split')),
  release_words text check (release_words <> ''),
  version int not null default 1,
  primary key (complaint_id, id),
  foreign key (complaint_id, message_id) references conversations_messages (complaint_id, id),
  check ((state = 'kept') = (kept_at is not null)),
  check ((kept_at is null) = (kept_by is null) and (kept_at is null) = (evidence is null)),
  check ((evidence_id is not null) = coalesce(evidence in ('message', 'contact', 'note'), false)),
  check ((evidence_text is not null) = coalesce(evidence = 'text', false)),
  check ((state = 'broken') <= (broken_at is not null)),
  check (broken_at is null or broken_at >= due_at),
  check ((state = 'released') = (released_at is not null)),
  check ((released_at is null) = (released_by is null) and (released_at is null) = (release_said_at is null)),
  check ((released_at is null) = (release_channel is null)),
  check ((release_words is not null) = coalesce(release_channel not in ('unsent', 'split'), false))
);
create index promises_promises_due on promises_promises (due_at, complaint_id) where state in ('open', 'reagreed');
create index promises_promises_owner on promises_promises (owner_id, due_at) where state in ('open', 'reagreed');
create index promises_promises_broken on promises_promises (broken_at desc) where state = 'broken';

-- Another moment that the customer agreed to before the first was due.
create table promises_reagreements (
  complaint_id uuid not null,
  id uuid not null,
  promise_id uuid not null,
  due_before timestamptz(3) not null,
  due_at timestamptz(3) not null,
  channel text not null check (channel in ('email', 'web_form', 'portal', 'phone', 'counter', 'letter', 'chat', 'social')),
  words text not null check (words <> ''),
  salt bytea not null,
  agreed_by text not null,
  agreed_at timestamptz(3) not null,
  primary key (complaint_id, id),
  foreign key (complaint_id, promise_id) references promises_promises (complaint_id, id),
  check (agreed_at <= due_before),
  check (due_at > agreed_at)
);
create index promises_reagreements_promise on promises_reagreements (complaint_id, promise_id);
