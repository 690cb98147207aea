-- Root causes that the house added to the list that comes with the desk, or changed in it: the row counts, where there is one.
create table procedure_causes (
  code text primary key check (code ~ '^[a-z0-9_]{1,60}$'),
  parent_code text,
  -- {en, el, es}
  names jsonb not null,
  position int not null,
  ended_at timestamptz(3),
  version int not null default 1,
  check (parent_code <> code)
);

-- The cause of an issue, each time somebody set it; the last one counts. `unknown` is a code too, and says why.
create table procedure_issue_causes (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  issue_id uuid not null,
  code text not null,
  -- What happened here, or why it is not known.
  words text,
  salt bytea,
  set_by text not null,
  set_at timestamptz(3) not null,
  primary key (complaint_id, id),
  foreign key (complaint_id, issue_id) references complaints_issues (complaint_id, id),
  check ((words is null) = (salt is null)),
  check (code <> 'unknown' or words is not null)
);
create index procedure_issue_causes_last on procedure_issue_causes (complaint_id, issue_id, set_at, id);

-- What must be known of a kind of complaint, and how it is asked. One row a list: `every-category`, or a category's code. Without a row, the
-- list that comes with the desk counts.
create table procedure_checklists (
  code text primary key,
  version int not null default 0
);

-- Every version that a list ever had. A complaint keeps the one that was valid when it was entered.
create table procedure_checklist_versions (
  checklist_code text not null references procedure_checklists (code),
  number int not null check (number > 0),
  valid_from timestamptz(3) not null,
  -- [{code, names, questions, purpose, kind, needed, field}]
  points jsonb not null,
  change text,
  written_by text not null,
  written_at timestamptz(3) not null,
  primary key (checklist_code, number)
);

-- What was found out about a point, each time somebody noted it; the last one counts.
create table procedure_points (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  point text not null,
  status text not null check (status in ('known', 'asked', 'not_applicable', 'unavailable')),
  -- In the form of its kind: text, 2026-11-22, 12.5, 49.90 EUR, yes or no.
  value text,
  value_salt bytea,
  source text check (source in ('customer', 'record', 'document', 'colleague', 'elsewhere')),
  reason text,
  reason_salt bytea,
  noted_by text not null,
  noted_at timestamptz(3) not null,
  primary key (complaint_id, id),
  check ((value is null) = (value_salt is null)),
  check ((reason is null) = (reason_salt is null)),
  check (status <> 'known' or (value is not null and source is not null)),
  check (status not in ('not_applicable', 'unavailable') or reason is not null)
);
create index procedure_points_last on procedure_points (complaint_id, point, noted_at, id);

-- What was verified: what somebody says, where we looked, what we found. Nothing is ever changed in it.
create table procedure_findings (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  issue_id uuid,
  claim text not null check (claim <> ''),
  claim_salt bytea not null,
  source text not null check (source in ('customer', 'record', 'document', 'colleague', 'partner', 'expert', 'visit', 'recording', 'elsewhere')),
  result text not null check (result in ('confirmed', 'refuted', 'unclear')),
  -- What was found, in our words.
  note text,
  note_salt bytea,
  message_id uuid,
  attachment_id uuid,
  logged_by text not null,
  logged_at timestamptz(3) not null,
  primary key (complaint_id, id),
  foreign key (complaint_id, issue_id) references complaints_issues (complaint_id, id),
  check ((note is null) = (note_salt is null))
);

-- Our summary of what the customer told us, and what they said to it.
create table procedure_summaries (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  text text not null check (text <> ''),
  salt bytea not null,
  language text not null check (language in ('en', 'el', 'es')),
  way text not null check (way in ('mail', 'spoken')),
  -- Of one that was mailed: the message, and the link in it.
  message_id uuid,
  link_id uuid,
  asked_by text not null,
  asked_at timestamptz(3) not null,
  answer text check (answer in ('confirmed', 'corrected')),
  correction text,
  correction_salt bytea,
  answered_by text,
  answered_at timestamptz(3),
  primary key (complaint_id, id),
  check ((way = 'mail') = (message_id is not null)),
  check ((way = 'mail') = (link_id is not null)),
  check ((answer is null) = (answered_at is null)),
  check ((answer is null) = (answered_by is null)),
  check ((correction is not null) = (answer is not null and answer = 'corrected')),
  check ((correction is null) = (correction_salt is null))
);
create unique index procedure_summaries_of_link on procedure_summaries (complaint_id, link_id) where link_id is not null;

-- What made this complaint escalate.
create table procedure_triggers (
  complaint_id uuid not null references complaints_complaints (id),
  code text not null check (code in ('poor_communication', 'not_heard', 'outage', 'lack_of_urgency', 'lack_of_trust', 'unexpected_charge',
    'unresolved_issue', 'reopened')),
  set_by text not null,
  set_at timestamptz(3) not null,
  primary key (complaint_id, code)
);

-- A conversation that is being written down and is no complaint yet: what was typed, and how far it is.
create table procedure_intakes (
  id uuid primary key,
  held_by uuid not null references people_agents (id),
  stage text not null check (stage in ('look', 'listen', 'ask', 'verify')),
  typed jsonb not null,
  -- [{stage, began_at, ended_at}], the one that runs without an end.
  stages jsonb not null,
  begun_at timestamptz(3) not null,
  saved_at timestamptz(3) not null
);
create index procedure_intakes_of_agent on procedure_intakes (held_by, saved_at);

-- How long each stage of taking a complaint in took, and who held it.
create table procedure_stages (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  stage text not null check (stage in ('look', 'listen', 'ask', 'verify')),
  held_by text not null,
  began_at timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (complaint_id, id),
  check (ended_at >= began_at)
);
create unique index procedure_stages_running on procedure_stages (complaint_id) where ended_at is null;
