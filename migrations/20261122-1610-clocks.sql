-- Where we are and in which lines of business: what the presets are chosen by. `revision` changes with every edit of this or of a preset.
create table clocks_settings (
  id int primary key default 1 check (id = 1),
  -- GR, ES-AN; null takes the region of the desk's calendar.
  region text,
  sectors text[] not null default '{}',
  -- Presets that are switched off.
  without text[] not null default '{}',
  -- Laws are kept from the day on which they are in force, also where they bind only later.
  early boolean not null default false,
  -- The limit of the time-left index, in hours.
  limit_hours int not null default 24 check (limit_hours between 1 and 8760),
  revision uuid not null default gen_random_uuid(),
  version int not null default 1,
  changed_at timestamptz(3) not null default now()
);
insert into clocks_settings default values;

-- Every version of every preset. A complaint keeps the one that it began with: nothing here is ever changed.
create table clocks_presets (
  code text not null,
  version int not null,
  body jsonb not null,
  -- Complaints received from this day on begin with this version; null: all.
  used_from date,
  pack text,
  change text,
  written_at timestamptz(3) not null,
  written_by text not null,
  primary key (code, version)
);

-- One deadline of one preset, or of one promise, in one cycle of a complaint; written by one function, from the facts.
create table clocks_clocks (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  cycle smallint not null default 1,
  kind text not null check (kind in ('acknowledgement', 'first_reply', 'update', 'final', 'early_resolution', 'notice', 'promise')),
  preset text,
  preset_version int,
  promise_id uuid,
  legal boolean not null,
  why text not null,
  -- The region by whose working days and holidays it counts.
  calendar text,
  started_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  state text not null check (state in ('running', 'paused', 'met', 'unmet', 'breached', 'stopped')),
  -- Somebody still has to do something.
  open boolean not null,
  met_at timestamptz(3),
  met_message_id uuid,
  extended_by uuid,
  -- Its preset was taken off the complaint: it stands for the record only.
  kept boolean not null default true,
  -- The highest warning that was given, in per cent of its time.
  warned smallint not null default 0,
  -- When it has to be looked at again.
  next_at timestamptz(3),
  -- Of the open limits for the decision, the one that ends first: by it the complaint stands in lists.
  nearest boolean not null default false,
  primary key (complaint_id, id),
  check ((preset is null) = (promise_id is not null)),
  check ((preset is null) = (preset_version is null)),
  check ((state = 'met') <= (met_at is not null)),
  check (next_at is null or open),
  check (kept or not open),
  check (open or not nearest)
);
create unique index clocks_clocks_once on clocks_clocks (complaint_id, cycle, kind, preset, promise_id) nulls not distinct;
create index clocks_clocks_due on clocks_clocks (due_at, complaint_id, id) where open;
create index clocks_clocks_nearest on clocks_clocks (due_at, complaint_id) where nearest;
create index clocks_clocks_next on clocks_clocks (next_at) where next_at is not null;

-- Presets that a person added to a complaint, or took off it.
create table clocks_choices (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  preset text not null,
  act text not null check (act in ('added', 'removed')),
  reason text not null,
  salt bytea,
  made_at timestamptz(3) not null,
  made_by text not null,
  primary key (complaint_id, id)
);

-- Submissions that were not complete: what was asked for, by which message, until when, and when it was there.
create table clocks_submissions (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  missing text not null,
  salt bytea,
  message_id uuid not null,
  asked_at timestamptz(3) not null,
  complete_by timestamptz(3) not null,
  completed_at timestamptz(3),
  recorded_by text not null,
  completed_by text,
  primary key (complaint_id, id),
  check (complete_by > asked_at),
  check ((completed_at is null) = (completed_by is null))
);
create unique index clocks_submissions_open on clocks_submissions (complaint_id) where completed_at is null;

-- Who wants the daily mail of what is due, and who does not; without a row or a wish, the role decides. Each gets at most one a day.
create table clocks_digests (
  agent_id uuid primary key references people_agents (id),
  wanted boolean,
  sent_on date
);
