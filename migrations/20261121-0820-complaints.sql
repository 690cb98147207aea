create sequence complaints_counter;

-- The category tree: names in three languages, edited by an administrator.
create table complaints_categories (
  code text primary key,
  parent_code text references complaints_categories (code),
  names jsonb not null,
  position int not null,
  ended_at timestamptz(3),
  version int not null default 1
);

create table complaints_complaints (
  id uuid primary key,
  number text not null,
  kind text not null default 'complaint' check (kind in ('complaint', 'enquiry', 'praise', 'other')),
  state text not null check (state in ('received', 'open', 'waiting_customer', 'waiting_internal', 'offered', 'fulfilling', 'follow_up',
    'closed', 'merged', 'withdrawn', 'not_complaint')),
  urgency text not null default 'normal' check (urgency in ('critical', 'high', 'normal', 'low')),
  -- 1 burns first: the order of the open lists, computed where the urgency is written.
  rank smallint generated always as (case urgency when 'critical' then 1 when 'high' then 2 when 'normal' then 3 else 4 end) stored,
  channel text not null check (channel in ('email', 'web_form', 'phone', 'counter', 'letter', 'chat', 'social', 'api')),
  received_at timestamptz(3) not null,
  entered_at timestamptz(3) not null,
  entered_by text not null,
  language text not null check (language in ('en', 'el', 'es')),
  -- Complainant
  customer_id uuid,
  anonymous boolean not null default false,
  relation text not null default 'customer' check (relation in ('customer', 'representative', 'third_party')),
  represents text,
  -- Content: the customer's first words stay as they came.
  subject text not null,
  words text not null,
  words_salt bytea,
  summary text,
  desired_outcome text,
  privacy_notice_version int,
  -- Event
  occurred_at timestamptz(3),
  place text,
  product text,
  order_numbers text[] not null default '{}',
  amount_minor bigint,
  amount_currency text,
  -- Handling
  owner_id uuid,
  team_id uuid,
  restriction text check (restriction in ('staff_conduct', 'threat')),
  reply_by timestamptz(3),
  resolved_at timestamptz(3),
  -- Since when everything is delivered: the observation window runs from here.
  delivered_at timestamptz(3),
  closed_at timestamptz(3),
  last_activity_at timestamptz(3) not null,
  version int not null default 1
);
-- Each list's order has its index.
create index complaints_running on complaints_complaints (rank, received_at, id) where state in ('received', 'open', 'waiting_internal', 'offered', 'fulfilling', 'follow_up');
create index complaints_mine on complaints_complaints (owner_id, rank, received_at, id) where state in ('received', 'open', 'waiting_internal', 'offered', 'fulfilling', 'follow_up');
create index complaints_waiting on complaints_complaints (reply_by, id) where state = 'waiting_customer';
create index complaints_ended on complaints_complaints (closed_at desc, id desc) where closed_at is not null;
create index complaints_newest on complaints_complaints (received_at desc, id desc);
create index complaints_of_customer on complaints_complaints (customer_id, received_at desc);

create function complaints_words_stay() returns trigger language plpgsql as $$
begin
  if new.words is distinct from old.words and new.words_salt is not null then
    raise exception 'the customer''s first words are immutable';
  end if;
  return new;
end $$;
create trigger complaints_words_stay before update of words on complaints_complaints for each row execute function complaints_words_stay();

create table complaints_numbers (
  number text primary key,
  complaint_id uuid not null
);

create table complaints_issues (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  position int not null,
  title text not null,
  category_code text references complaints_categories (code),
  owner_id uuid,
  outcome text check (outcome in ('upheld', 'partly_upheld', 'not_upheld', 'not_upheld_goodwill', 'withdrawn', 'no_reply', 'out_of_scope', 'merged')),
  sentence text,
  decided_at timestamptz(3),
  decided_by text,
  version int not null default 1,
  primary key (complaint_id, id)
);
create index complaints_issues_category on complaints_issues (category_code);

create table complaints_tags (
  complaint_id uuid not null references complaints_complaints (id),
  tag text not null,
  tagged_by text not null,
  tagged_at timestamptz(3) not null,
  primary key (complaint_id, tag)
);
create index complaints_tags_tag on complaints_tags (tag);

-- Only the people named here see a restricted complaint.
create table complaints_named_people (
  complaint_id uuid not null references complaints_complaints (id),
  agent_id uuid not null,
  named_at timestamptz(3) not null,
  primary key (complaint_id, agent_id)
);

-- Colleagues whom a complaint is about: they never close it, and do not see it while it is restricted.
create table complaints_subjects (
  complaint_id uuid not null references complaints_complaints (id),
  agent_id uuid not null,
  named_at timestamptz(3) not null,
  named_by text not null,
  primary key (complaint_id, agent_id)
);

-- One row a cycle: asked for, then closed, or gone back to open before that. Waivers: gate, reason, salt (hex), by, at.
create table complaints_closures (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  asked_at timestamptz(3) not null,
  asked_by text not null,
  closed_at timestamptz(3),
  closed_by text,
  waivers jsonb not null default '[]',
  returned_at timestamptz(3),
  returned_why text,
  reopened_at timestamptz(3),
  reopened_by text,
  reopened_reason text,
  reopened_salt bytea,
  primary key (complaint_id, id),
  check (closed_at is null or returned_at is null),
  check (reopened_at is null or closed_at is not null)
);

-- We wait until a moment: for the customer's answer, or for what a colleague owes. The words stay beside their salt; the fact holds their seal.
create table complaints_waitings (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  waits_for text not null check (waits_for in ('customer', 'colleague')),
  until timestamptz(3) not null,
  -- Of a customer: what happens without an answer. Of a colleague: what we need.
  words text,
  salt bytea,
  message_id uuid,
  remind_at timestamptz(3),
  agent_id uuid,
  team_id uuid,
  began_at timestamptz(3) not null,
  began_by text not null,
  ended_at timestamptz(3),
  ended_by text,
  ended_how text check (ended_how in ('answered', 'passed', 'moved_on')),
  primary key (complaint_id, id)
);

-- What the customer said to an offer or a decision, in the customer's own words; it may have been said aloud.
create table complaints_answers (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  answer text not null check (answer in ('accepted', 'refused', 'countered')),
  how text not null check (how in ('page', 'message', 'phone', 'in_person', 'letter')),
  words text not null,
  salt bytea,
  said_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  recorded_by text not null,
  primary key (complaint_id, id)
);

-- The complaint went on in another one. What changed there is kept, so that it can be taken apart again.
create table complaints_merges (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  into_id uuid not null,
  reason text not null,
  salt bytea,
  state_before text not null,
  -- When the other one had been received, before the earlier of the two was carried over.
  received_before timestamptz(3) not null,
  -- Issue here -> its copy there.
  issues jsonb not null default '{}',
  merged_at timestamptz(3) not null,
  merged_by text not null,
  undone_at timestamptz(3),
  undone_by text,
  undone_reason text,
  undone_salt bytea,
  primary key (complaint_id, id)
);
create index complaints_merges_into on complaints_merges (into_id) where undone_at is null;

-- An ombudsman, an arbitrator or a court has it: nothing is closed meanwhile.
create table complaints_disputes (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  body text not null check (body in ('ombudsman', 'arbitration', 'court', 'authority', 'other')),
  name text,
  reference text,
  opened_at timestamptz(3) not null,
  opened_by text not null,
  ended_at timestamptz(3),
  ended_by text,
  ended_reason text,
  ended_salt bytea,
  primary key (complaint_id, id)
);

-- What was said when a complaint was withdrawn, or found to be none. The reason stays beside its salt; the fact holds its seal.
create table complaints_withdrawals (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  at timestamptz(3) not null,
  words text not null,
  salt bytea,
  recorded_by text not null,
  primary key (complaint_id, id)
);

create table complaints_classifications (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  at timestamptz(3) not null,
  kind text not null,
  reason text not null,
  salt bytea,
  decided_by text not null,
  -- Proposed, where the reading of the message says otherwise: a second person decides.
  state text not null default 'decided' check (state in ('proposed', 'decided', 'dropped')),
  settled_at timestamptz(3),
  settled_by text,
  primary key (complaint_id, id)
);

-- Complaints that belong together. Each of the two holds a row of its own: the role is the other's.
create table complaints_links (
  complaint_id uuid not null references complaints_complaints (id),
  other_id uuid not null,
  kind text not null check (kind in ('follow_up', 'merged')),
  role text not null check (role in ('earlier', 'later')),
  linked_at timestamptz(3) not null,
  linked_by text not null,
  primary key (complaint_id, other_id, kind)
);
