-- Something to do about a complaint: who, by when, done or not. What the desk adds by itself has a code instead of a title.
create table tasks_tasks (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  why text not null check (why in ('own', 'apology', 'no_reply', 'remind', 'requested', 'not_delivered', 'unhappy',
    'lapsed', 'pay', 'not_paid', 'adjust', 'chosen')),
  title text check (title <> ''),
  salt bytea,
  owner_id uuid references people_agents (id),
  -- It is whoever has the complaint who does it: the owner changes with the complaint's.
  follows boolean not null,
  due_at timestamptz(3) not null,
  added_by text not null,
  added_at timestamptz(3) not null,
  -- The owner was told, once for this due date.
  overdue_at timestamptz(3),
  state text not null default 'open' check (state in ('open', 'done', 'cancelled')),
  settled_at timestamptz(3),
  settled_by text,
  settled_reason text,
  settled_salt bytea,
  version int not null default 1,
  primary key (complaint_id, id),
  check ((why = 'own') = (title is not null)),
  check ((title is null) = (salt is null)),
  check ((state = 'open') = (settled_at is null)),
  check ((settled_at is null) = (settled_by is null)),
  check ((settled_reason is null) = (settled_salt is null)),
  check (state = 'cancelled' or settled_reason is null)
);
create index tasks_of_owner on tasks_tasks (owner_id, due_at, id) where state = 'open';
create index tasks_due on tasks_tasks (due_at, id) where state = 'open';
-- What the desk asks for is asked for once.
create unique index tasks_asked on tasks_tasks (complaint_id, why) where state = 'open' and why <> 'own';

-- How customers are asked what they think.
create table surveys_settings (
  id int primary key default 1 check (id = 1),
  -- Hours between the decision and the question; 0 asks at once.
  delay_hours int not null default 24 check (delay_hours between 0 and 720),
  -- Days in which it may be answered.
  open_days int not null default 30 check (open_days between 1 and 90),
  -- An answer at or below this brings the complaint back.
  alert_score int not null default 2 check (alert_score between 1 and 4),
  changed_at timestamptz(3),
  version int not null default 1
);
insert into surveys_settings default values;

-- One survey a resolution: two questions, by link, once.
create table surveys_surveys (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  state text not null default 'due' check (state in ('due', 'asked', 'answered', 'suppressed', 'lapsed')),
  -- The resolution that it asks about.
  resolved_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  -- Why it could not be sent yet; it is tried again.
  withheld text,
  asked_at timestamptz(3),
  expires_at timestamptz(3),
  message_id uuid,
  link_id uuid,
  language text check (language in ('en', 'el', 'es')),
  suppressed_at timestamptz(3),
  suppressed_for text check (
    suppressed_for in (
      'bereavement', 'safety', 'self_harm', 'threat', 'customer_asked_not_to', 'no_address', 'opted_out', 'not_sendable', 'not_delivered'
    )
  ),
  answered_at timestamptz(3),
  outcome int check (outcome between 1 and 5),
  handling int check (handling between 1 and 5),
  comment text check (comment <> ''),
  comment_salt bytea,
  -- At or below the alert score of that day.
  unhappy boolean,
  primary key (complaint_id, id),
  foreign key (complaint_id, message_id) references conversations_messages (complaint_id, id),
  check (state not in ('asked', 'answered') or (asked_at is not null and message_id is not null and link_id is not null)),
  check ((asked_at is null) = (expires_at is null) and (asked_at is null) = (language is null)),
  check ((state = 'suppressed') = (suppressed_at is not null) and (suppressed_at is null) = (suppressed_for is null)),
  check ((state = 'answered') = (answered_at is not null)),
  check ((answered_at is null) = (outcome is null) and (answered_at is null) = (handling is null) and (answered_at is null) = (unhappy is null)),
  check (comment is null or answered_at is not null),
  check ((comment is null) = (comment_salt is null))
);
-- One resolution is asked about once.
create unique index surveys_one on surveys_surveys (complaint_id, resolved_at);
create index surveys_link on surveys_surveys (complaint_id, link_id) where link_id is not null;
create index surveys_resolved on surveys_surveys (resolved_at);

-- Why a customer is not asked about a complaint: said by a colleague, from a list.
create table surveys_suppressions (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  reason text not null check (reason in ('bereavement', 'safety', 'self_harm', 'threat', 'customer_asked_not_to')),
  -- The customer's own words, of who asked not to be asked.
  words text check (words <> ''),
  salt bytea,
  -- Said where the step of asking was left out: that keeps the words, and taking it back there asks again.
  by_step boolean not null default false,
  said_by text not null,
  said_at timestamptz(3) not null,
  primary key (complaint_id),
  check (reason <> 'customer_asked_not_to' or words is not null or by_step),
  check ((words is null) = (salt is null))
);

-- Who said on the page that they do not want to be asked, about this complaint or any other.
create table surveys_optouts (
  customer_id uuid primary key,
  said_at timestamptz(3) not null
);
