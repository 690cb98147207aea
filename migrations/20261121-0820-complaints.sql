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

create table complaints_closures (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  closed_at timestamptz(3) not null,
  closed_by text not null,
  waivers jsonb not null default '[]',
  reopened_at timestamptz(3),
  reopened_by text,
  reopened_reason text,
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
  primary key (complaint_id, id)
);

-- Complaints that belong together. Each of the two holds a row of its own: the role is the other's.
create table complaints_links (
  complaint_id uuid not null references complaints_complaints (id),
  other_id uuid not null,
  kind text not null check (kind in ('follow_up')),
  role text not null check (role in ('earlier', 'later')),
  linked_at timestamptz(3) not null,
  linked_by text not null,
  primary key (complaint_id, other_id, kind)
);
