-- One issue went out of a complaint into one of its own. The reason stays beside its salt; the fact holds its seal.
create table complaints_splits (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  issue_id uuid not null,
  into_id uuid not null,
  into_issue_id uuid not null,
  reason text not null,
  salt bytea,
  split_at timestamptz(3) not null,
  split_by text not null,
  primary key (complaint_id, id),
  foreign key (complaint_id, issue_id) references complaints_issues (complaint_id, id)
);
create unique index complaints_splits_into on complaints_splits (into_id);

alter table complaints_links drop constraint complaints_links_kind_check;
alter table complaints_links add constraint complaints_links_kind_check check (kind in ('follow_up', 'merged', 'split'));

-- Two complaints that look alike and are not the same matter, as a colleague said: a row for each of the two.
create table complaints_differences (
  complaint_id uuid not null references complaints_complaints (id),
  other_id uuid not null,
  said_at timestamptz(3) not null,
  said_by text not null,
  primary key (complaint_id, other_id)
);
create index complaints_orders on complaints_complaints using gin (order_numbers) where order_numbers <> '{}';

-- Messages of one complaint that are shown in another one too: a layer, not a copy.
create table conversations_shown_messages (
  complaint_id uuid not null references complaints_complaints (id),
  message_id uuid not null,
  from_id uuid not null,
  shown_at timestamptz(3) not null,
  shown_by text not null,
  primary key (complaint_id, message_id)
);

-- What stood in a draft before: the last twenty, or those of a day.
create table conversations_draft_versions (
  complaint_id uuid not null references complaints_complaints (id),
  agent_id uuid not null,
  kind text not null check (kind in ('reply', 'note')),
  id uuid not null,
  html text not null,
  text text not null,
  recipients jsonb not null default '[]',
  attachment_ids uuid[] not null default '{}',
  saved_at timestamptz(3) not null,
  primary key (complaint_id, agent_id, kind, id)
);

-- What stands below a reply: of the desk, of a team, or of a mailbox. The nearest one holds. Texts: language -> rich text with slots.
create table conversations_signatures (
  id uuid primary key,
  scope text not null check (scope in ('desk', 'team', 'mailbox')),
  of_id uuid,
  texts jsonb not null,
  version int not null default 1,
  edited_at timestamptz(3) not null,
  edited_by text not null,
  check ((of_id is null) = (scope = 'desk'))
);
create unique index conversations_signatures_of on conversations_signatures (scope, of_id) nulls not distinct;

-- Who reads a mail without being named in it.
alter table conversations_recipients drop constraint conversations_recipients_role_check;
alter table conversations_recipients add constraint conversations_recipients_role_check check (role in ('to', 'cc', 'bcc'));
