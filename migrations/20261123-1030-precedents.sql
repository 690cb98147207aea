-- What was decided on an issue and carried out, as the next one like it may know it: codes, a band, a month. Whose it was is kept only to keep it true.
create table precedents_precedents (
  complaint_id uuid not null,
  issue_id uuid not null,
  -- `none`: nothing was given.
  basis text not null check (basis in ('entitlement', 'goodwill', 'none')),
  -- Drawn, not counted: it tells nobody when it was made.
  id uuid not null,
  category_code text not null references complaints_categories (code),
  cause_code text,
  outcome text not null check (outcome in ('upheld', 'partly_upheld', 'not_upheld', 'not_upheld_goodwill')),
  forms text[] not null default '{}',
  -- In minor units; null where what was given has no sum that we know.
  amount bigint check (amount >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  -- What the complaint was about, in the same currency.
  at_stake bigint check (at_stake > 0),
  wishes text[] not null default '{}',
  decided_at timestamptz(3) not null,
  kept_at timestamptz(3) not null,
  -- The complaint is worked on again: what was decided does not count meanwhile.
  suspended_at timestamptz(3),
  -- What a senior wrote for it.
  reasons text[] not null default '{}',
  sentence text check (sentence <> ''),
  -- The code of a rule card.
  rule text check (rule <> ''),
  valid_to date,
  worded_by text,
  worded_at timestamptz(3),
  outdated_at timestamptz(3),
  outdated_by text,
  outdated_reason text check (outdated_reason <> ''),
  version int not null default 1,
  primary key (complaint_id, issue_id, basis),
  foreign key (complaint_id, issue_id) references complaints_issues (complaint_id, id),
  check ((amount is null) = (currency is null)),
  check ((outdated_at is null) = (outdated_reason is null) and (outdated_at is null) = (outdated_by is null)),
  check ((worded_at is null) = (worded_by is null))
);
create unique index precedents_precedents_id on precedents_precedents (id);
create index precedents_like on precedents_precedents (category_code, decided_at) where suspended_at is null and outdated_at is null;

-- Two like cases that were treated very unlike: for who leads to look at, and to explain.
create table precedents_alarms (
  complaint_id uuid not null,
  id uuid not null,
  issue_id uuid not null,
  basis text not null,
  other_complaint_id uuid not null,
  other_issue_id uuid not null,
  kind text not null check (kind in ('amount', 'refusal')),
  -- How many times more the one got; null of a refusal against a grant.
  factor numeric,
  found_at timestamptz(3) not null,
  explained_at timestamptz(3),
  explained_by text,
  explanation text check (explanation <> ''),
  salt bytea,
  primary key (complaint_id, id),
  foreign key (complaint_id, issue_id) references complaints_issues (complaint_id, id),
  check ((explained_at is null) = (explanation is null) and (explained_at is null) = (explained_by is null)),
  check ((explanation is null) = (salt is null))
);
create unique index precedents_alarms_once on precedents_alarms (complaint_id, issue_id, other_complaint_id, other_issue_id, kind);
create index precedents_alarms_found on precedents_alarms (found_at, id);

-- Why an offer lies outside of what like cases got; the salt stays beside it.
alter table remedies_remedies
  add column departs text check (departs <> ''),
  add column departs_salt bytea,
  add check ((departs is null) = (departs_salt is null));

-- A colleague knows the customer: nothing of this complaint is decided by them.
create table remedies_acquaintances (
  complaint_id uuid not null references complaints_complaints (id),
  agent_id uuid not null,
  noted_at timestamptz(3) not null,
  primary key (complaint_id, agent_id)
);

-- The bank took the money of an order back from us.
create table remedies_chargebacks (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  order_number text not null check (order_number <> ''),
  noted_on date not null,
  noted_by text not null,
  noted_at timestamptz(3) not null,
  primary key (complaint_id, id)
);
create unique index remedies_chargebacks_order on remedies_chargebacks (complaint_id, order_number);
create index remedies_chargebacks_of_order on remedies_chargebacks (order_number);

-- Somebody looked at what a guard found, and says what they saw. `facts`: what it was then; other facts are to be looked at anew.
create table remedies_looks (
  complaint_id uuid not null,
  id uuid not null,
  remedy_id uuid not null,
  guard text not null,
  facts text not null,
  finding text not null check (finding <> ''),
  salt bytea not null,
  looked_by text not null,
  looked_at timestamptz(3) not null,
  primary key (complaint_id, id),
  foreign key (complaint_id, remedy_id) references remedies_remedies (complaint_id, id)
);
create index remedies_looks_remedy on remedies_looks (complaint_id, remedy_id, guard, looked_at);
create index conversations_attachments_same on conversations_attachments (sha256);
create index remedies_of_pair on remedies_remedies (proposed_by, customer_id, proposed_at) where basis = 'goodwill';

-- The parts of a rule card beside its plain sentence: {rule, protects, leaves_open, exceptions, source, valid_from, valid_to}.
alter table knowledge_versions add column rule jsonb;
