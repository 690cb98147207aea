-- A colleague who was mentioned in a note sees this complaint from then on, whatever their team. While it is restricted, this opens nothing.
create table complaints_mentions (
  complaint_id uuid not null references complaints_complaints (id),
  agent_id uuid not null references people_agents (id),
  mentioned_at timestamptz(3) not null,
  mentioned_by text not null,
  primary key (complaint_id, agent_id)
);
create index complaints_mentions_agent on complaints_mentions (agent_id, complaint_id);

-- Who wants to hear of it. Following opens nothing: who may not see the complaint hears nothing.
create table complaints_followers (
  complaint_id uuid not null references complaints_complaints (id),
  agent_id uuid not null references people_agents (id),
  followed_at timestamptz(3) not null,
  primary key (complaint_id, agent_id)
);

-- What somebody is told: one line a complaint while it is unread, however much happens there.
create table notices_notices (
  complaint_id uuid not null references complaints_complaints (id),
  agent_id uuid not null references people_agents (id),
  id uuid not null,
  -- Kind of notice -> how often.
  what jsonb not null,
  -- What happened last, and the entry of the timeline that it leads to.
  kind text not null,
  place text,
  -- For whom they stand in, where it was meant for somebody who is away.
  instead_of uuid references people_agents (id),
  at timestamptz(3) not null,
  read_at timestamptz(3),
  -- The kinds that wait to be mailed, and to be pushed.
  mail text[] not null default '{}',
  push text[] not null default '{}',
  -- Since when something waits.
  waits_since timestamptz(3),
  primary key (complaint_id, agent_id, id)
);
create unique index notices_unread on notices_notices (complaint_id, agent_id) where read_at is null;
create index notices_of_agent on notices_notices (agent_id, at desc, id desc);
create index notices_unread_of_agent on notices_notices (agent_id) where read_at is null;
create index notices_waiting on notices_notices (agent_id) where mail <> '{}' or push <> '{}';
create index notices_old on notices_notices (at);

-- How each wants to be told of what; where nothing was chosen, the rule of the kind holds.
create table notices_choices (
  agent_id uuid not null references people_agents (id),
  kind text not null,
  mail boolean not null,
  push boolean not null,
  primary key (agent_id, kind)
);

-- When each wants to be left alone, and while they are away: until when, and who stands in.
create table notices_rests (
  agent_id uuid primary key references people_agents (id),
  quiet_from time,
  quiet_to time,
  -- What is critical may be told in quiet hours all the same.
  critical boolean not null default false,
  away_from timestamptz(3),
  away_until timestamptz(3),
  stand_in_id uuid references people_agents (id),
  version int not null default 1,
  check ((quiet_from is null) = (quiet_to is null)),
  check ((away_from is null) = (away_until is null)),
  check (away_until > away_from),
  check (stand_in_id <> agent_id)
);

-- The keys by which push services know us, sealed by the house's secret: another secret needs other keys.
create table notices_keys (
  fingerprint text primary key,
  public_key text not null,
  private_key bytea not null,
  made_at timestamptz(3) not null
);

-- One browser of one colleague that wants to be told. `auth` is sealed by the house's secret.
create table notices_browsers (
  id uuid primary key,
  agent_id uuid not null references people_agents (id),
  endpoint text not null unique,
  p256dh text not null,
  auth bytea not null,
  public_key text not null,
  added_at timestamptz(3) not null
);
create index notices_browsers_agent on notices_browsers (agent_id);

-- A mail or a push on its way to a colleague. What was in the middle of it when its worker died is `unsure`, and is not sent again.
create table notices_letters (
  id uuid primary key,
  agent_id uuid not null references people_agents (id),
  way text not null check (way in ('mail', 'push')),
  -- Of a push: the browser.
  browser_id uuid,
  -- `dropped`: nothing of it was to be said any more.
  state text not null check (state in ('queued', 'sending', 'sent', 'failed', 'unsure', 'dropped')),
  -- Complaint and kinds of each line; the words are made when it leaves.
  lines jsonb not null,
  made_at timestamptz(3) not null,
  settled_at timestamptz(3),
  error text
);
create index notices_letters_agent on notices_letters (agent_id, way, made_at);
create index notices_letters_old on notices_letters (made_at);

-- Who is here: written every few seconds by an open tab, gone by itself. Unlogged, for nothing of it is kept.
create unlogged table notices_presences (
  complaint_id uuid not null,
  agent_id uuid not null,
  tab text not null,
  doing text not null check (doing in ('reading', 'writing')),
  seen_at timestamptz(3) not null,
  primary key (complaint_id, agent_id, tab)
);
create index notices_presences_old on notices_presences (seen_at);
