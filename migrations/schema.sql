-- Generated from the catalogue by scripts/regenerate.ts, for reading. The truth is in the other files of this folder.

create sequence complaints_counter;

create table channels_alarms (
  id uuid not null,
  mailbox_id uuid not null,
  kind text not null,
  since timestamp(3) with time zone not null,
  missed integer,
  raised_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (mailbox_id) REFERENCES channels_mailboxes(id),
  CHECK ((kind = ANY (ARRAY['silent'::text, 'unread'::text, 'unsent'::text])))
);
CREATE UNIQUE INDEX channels_alarms_open ON channels_alarms USING btree (mailbox_id, kind) WHERE (ended_at IS NULL);

create table channels_budgets (
  id integer default 1 not null,
  complaint_a_day integer default 3 not null,
  address_a_day integer default 20 not null,
  mailbox_an_hour integer default 300 not null,
  mailbox_a_day integer default 2000 not null,
  desk_an_hour integer default 1000 not null,
  desk_a_day integer default 10000 not null,
  version integer default 1 not null,
  changed_at timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  CHECK (((address_a_day >= 1) AND (address_a_day <= 1000))),
  CHECK (((complaint_a_day >= 1) AND (complaint_a_day <= 100))),
  CHECK (((desk_a_day >= 1) AND (desk_a_day <= 1000000))),
  CHECK (((desk_an_hour >= 1) AND (desk_an_hour <= 1000000))),
  CHECK (((mailbox_a_day >= 1) AND (mailbox_a_day <= 1000000))),
  CHECK (((mailbox_an_hour >= 1) AND (mailbox_an_hour <= 1000000))),
  CHECK ((id = 1))
);

create table channels_consent_requests (
  state_hash text not null,
  mailbox_id uuid not null,
  session_hash text not null,
  verifier bytea not null,
  expires_at timestamp(3) with time zone not null,
  PRIMARY KEY (state_hash),
  FOREIGN KEY (mailbox_id) REFERENCES channels_mailboxes(id)
);

create table channels_consents (
  mailbox_id uuid not null,
  given_by uuid not null,
  given_at timestamp(3) with time zone not null,
  account text,
  refresh_token bytea,
  access_token bytea not null,
  access_until timestamp(3) with time zone not null,
  refreshing_until timestamp(3) with time zone,
  trouble text,
  trouble_said text,
  trouble_since timestamp(3) with time zone,
  PRIMARY KEY (mailbox_id),
  FOREIGN KEY (mailbox_id) REFERENCES channels_mailboxes(id),
  CHECK ((trouble = ANY (ARRAY['lapsed'::text, 'client'::text, 'away'::text])))
);

create table channels_mailboxes (
  id uuid not null,
  address text not null,
  name text not null,
  team_id uuid,
  imap jsonb,
  imap_secret bytea,
  smtp jsonb,
  smtp_secret bytea,
  plus_addresses boolean default false not null,
  authentication_servers text[] default '{}'::text[] not null,
  created_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  version integer default 1 not null,
  last_read_at timestamp(3) with time zone,
  last_mail_at timestamp(3) with time zone,
  last_sent_at timestamp(3) with time zone,
  read_trouble text,
  send_trouble text,
  read_trouble_since timestamp(3) with time zone,
  send_trouble_since timestamp(3) with time zone,
  consent jsonb,
  consent_secret bytea,
  listening text,
  listening_since timestamp(3) with time zone,
  next_try_at timestamp(3) with time zone,
  send_tries integer default 0 not null,
  send_retry_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  CHECK ((listening = ANY (ARRAY['idle'::text, 'poll'::text])))
);
CREATE UNIQUE INDEX channels_mailboxes_address ON channels_mailboxes USING btree (lower(address)) WHERE (ended_at IS NULL);

create table channels_mails (
  id uuid not null,
  source text not null,
  source_key text not null,
  mailbox_id uuid,
  recipient text,
  envelope_from text,
  remote_address text,
  helo text,
  raw_sha256 text not null,
  size bigint not null,
  arrived_at timestamp(3) with time zone not null,
  state text default 'stored'::text not null,
  put_aside text,
  message_id text,
  subject text,
  from_name text,
  from_address text,
  automatic jsonb default '{}'::jsonb not null,
  authentication jsonb default '{}'::jsonb not null,
  complaint_id uuid,
  conversation_message_id uuid,
  suggested_complaint_id uuid,
  content_key text,
  settled_at timestamp(3) with time zone,
  settled_by text,
  settled_reason text,
  tries integer default 0 not null,
  beginning text,
  PRIMARY KEY (id),
  UNIQUE (source_key),
  CHECK ((source = ANY (ARRAY['imap'::text, 'smtp'::text, 'http'::text, 'import'::text]))),
  CHECK ((state = ANY (ARRAY['stored'::text, 'attached'::text, 'opened'::text, 'put_aside'::text, 'discarded'::text])))
);
CREATE INDEX channels_mails_arrivals ON channels_mails USING btree (mailbox_id, arrived_at DESC);
CREATE INDEX channels_mails_aside ON channels_mails USING btree (arrived_at DESC, id DESC) WHERE (state = 'put_aside'::text);
CREATE INDEX channels_mails_complaint ON channels_mails USING btree (complaint_id, arrived_at DESC);
CREATE INDEX channels_mails_content ON channels_mails USING btree (content_key, arrived_at DESC) WHERE (conversation_message_id IS NOT NULL);
CREATE INDEX channels_mails_message_id ON channels_mails USING btree (message_id);
CREATE INDEX channels_mails_unread ON channels_mails USING btree (arrived_at) WHERE (state = 'stored'::text);

create table channels_marks (
  complaint_id uuid not null,
  mark text not null,
  reason text,
  since timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, mark),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((mark = ANY (ARRAY['automatic'::text, 'list'::text, 'no_mailbox'::text, 'unacknowledged'::text, 'spam'::text])))
);
CREATE INDEX channels_marks_mark ON channels_marks USING btree (mark, complaint_id);

create table channels_positions (
  mailbox_id uuid not null,
  uid_validity bigint not null,
  last_uid bigint not null,
  seen_at timestamp(3) with time zone not null,
  read_to timestamp(3) with time zone,
  PRIMARY KEY (mailbox_id),
  FOREIGN KEY (mailbox_id) REFERENCES channels_mailboxes(id)
);

create table channels_senders (
  address text not null,
  verdict text,
  judged_by text,
  judged_at timestamp(3) with time zone,
  proved_at timestamp(3) with time zone,
  automatic_at timestamp(3) with time zone[] default '{}'::timestamp with time zone[] not null,
  refused_at timestamp(3) with time zone[] default '{}'::timestamp with time zone[] not null,
  said text[] default '{}'::text[] not null,
  PRIMARY KEY (address),
  CHECK ((verdict = ANY (ARRAY['spam'::text, 'trusted'::text])))
);

create table channels_spending (
  spender text not null,
  hour timestamp(3) with time zone not null,
  in_hour integer not null,
  day date not null,
  in_day integer not null,
  PRIMARY KEY (spender)
);

create table channels_stops (
  id uuid not null,
  holds text not null,
  mailbox_id uuid,
  address text,
  reason text not null,
  note text,
  begun_by text not null,
  begun_at timestamp(3) with time zone not null,
  told_at timestamp(3) with time zone,
  ended_by text,
  ended_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (mailbox_id) REFERENCES channels_mailboxes(id),
  CHECK ((holds = ANY (ARRAY['automatic'::text, 'outgoing'::text]))),
  CHECK ((reason = ANY (ARRAY['by_hand'::text, 'mailbox_budget'::text, 'desk_budget'::text, 'loop'::text])))
);
CREATE INDEX channels_stops_newest ON channels_stops USING btree (begun_at DESC, id DESC);
CREATE UNIQUE INDEX channels_stops_running ON channels_stops USING btree (holds, COALESCE((mailbox_id)::text, ''::text), COALESCE(address, ''::text)) WHERE (ended_at IS NULL);

create table complaints_categories (
  code text not null,
  parent_code text,
  names jsonb not null,
  "position" integer not null,
  ended_at timestamp(3) with time zone,
  version integer default 1 not null,
  PRIMARY KEY (code),
  FOREIGN KEY (parent_code) REFERENCES complaints_categories(code)
);

create table complaints_classifications (
  complaint_id uuid not null,
  id uuid not null,
  at timestamp(3) with time zone not null,
  kind text not null,
  reason text not null,
  salt bytea,
  decided_by text not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id)
);

create table complaints_closures (
  complaint_id uuid not null,
  id uuid not null,
  closed_at timestamp(3) with time zone not null,
  closed_by text not null,
  waivers jsonb default '[]'::jsonb not null,
  reopened_at timestamp(3) with time zone,
  reopened_by text,
  reopened_reason text,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id)
);

create table complaints_complaints (
  id uuid not null,
  number text not null,
  kind text default 'complaint'::text not null,
  state text not null,
  urgency text default 'normal'::text not null,
  rank smallint generated always as (
CASE urgency
    WHEN 'critical'::text THEN 1
    WHEN 'high'::text THEN 2
    WHEN 'normal'::text THEN 3
    ELSE 4
END) stored,
  channel text not null,
  received_at timestamp(3) with time zone not null,
  entered_at timestamp(3) with time zone not null,
  entered_by text not null,
  language text not null,
  customer_id uuid,
  anonymous boolean default false not null,
  relation text default 'customer'::text not null,
  represents text,
  subject text not null,
  words text not null,
  words_salt bytea,
  summary text,
  desired_outcome text,
  privacy_notice_version integer,
  occurred_at timestamp(3) with time zone,
  place text,
  product text,
  order_numbers text[] default '{}'::text[] not null,
  amount_minor bigint,
  amount_currency text,
  owner_id uuid,
  team_id uuid,
  restriction text,
  reply_by timestamp(3) with time zone,
  resolved_at timestamp(3) with time zone,
  closed_at timestamp(3) with time zone,
  last_activity_at timestamp(3) with time zone not null,
  version integer default 1 not null,
  PRIMARY KEY (id),
  CHECK ((channel = ANY (ARRAY['email'::text, 'web_form'::text, 'phone'::text, 'counter'::text, 'letter'::text, 'chat'::text, 'social'::text, 'api'::text]))),
  CHECK ((kind = ANY (ARRAY['complaint'::text, 'enquiry'::text, 'praise'::text, 'other'::text]))),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text]))),
  CHECK ((relation = ANY (ARRAY['customer'::text, 'representative'::text, 'third_party'::text]))),
  CHECK ((restriction = ANY (ARRAY['staff_conduct'::text, 'threat'::text]))),
  CHECK ((state = ANY (ARRAY['received'::text, 'open'::text, 'waiting_customer'::text, 'waiting_internal'::text, 'offered'::text, 'fulfilling'::text, 'follow_up'::text, 'closed'::text, 'merged'::text, 'withdrawn'::text, 'not_complaint'::text]))),
  CHECK ((urgency = ANY (ARRAY['critical'::text, 'high'::text, 'normal'::text, 'low'::text])))
);
CREATE INDEX complaints_ended ON complaints_complaints USING btree (closed_at DESC, id DESC) WHERE (closed_at IS NOT NULL);
CREATE INDEX complaints_mine ON complaints_complaints USING btree (owner_id, rank, received_at, id) WHERE (state = ANY (ARRAY['received'::text, 'open'::text, 'waiting_internal'::text, 'offered'::text, 'fulfilling'::text, 'follow_up'::text]));
CREATE INDEX complaints_newest ON complaints_complaints USING btree (received_at DESC, id DESC);
CREATE INDEX complaints_of_customer ON complaints_complaints USING btree (customer_id, received_at DESC);
CREATE INDEX complaints_running ON complaints_complaints USING btree (rank, received_at, id) WHERE (state = ANY (ARRAY['received'::text, 'open'::text, 'waiting_internal'::text, 'offered'::text, 'fulfilling'::text, 'follow_up'::text]));
CREATE INDEX complaints_waiting ON complaints_complaints USING btree (reply_by, id) WHERE (state = 'waiting_customer'::text);

create table complaints_issues (
  complaint_id uuid not null,
  id uuid not null,
  "position" integer not null,
  title text not null,
  category_code text,
  owner_id uuid,
  outcome text,
  sentence text,
  decided_at timestamp(3) with time zone,
  decided_by text,
  version integer default 1 not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (category_code) REFERENCES complaints_categories(code),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((outcome = ANY (ARRAY['upheld'::text, 'partly_upheld'::text, 'not_upheld'::text, 'not_upheld_goodwill'::text, 'withdrawn'::text, 'no_reply'::text, 'out_of_scope'::text, 'merged'::text])))
);
CREATE INDEX complaints_issues_category ON complaints_issues USING btree (category_code);

create table complaints_links (
  complaint_id uuid not null,
  other_id uuid not null,
  kind text not null,
  role text not null,
  linked_at timestamp(3) with time zone not null,
  linked_by text not null,
  PRIMARY KEY (complaint_id, other_id, kind),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((kind = 'follow_up'::text)),
  CHECK ((role = ANY (ARRAY['earlier'::text, 'later'::text])))
);

create table complaints_named_people (
  complaint_id uuid not null,
  agent_id uuid not null,
  named_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, agent_id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id)
);

create table complaints_numbers (
  number text not null,
  complaint_id uuid not null,
  PRIMARY KEY (number)
);

create table complaints_tags (
  complaint_id uuid not null,
  tag text not null,
  tagged_by text not null,
  tagged_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, tag),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id)
);
CREATE INDEX complaints_tags_tag ON complaints_tags USING btree (tag);

create table complaints_withdrawals (
  complaint_id uuid not null,
  id uuid not null,
  at timestamp(3) with time zone not null,
  words text not null,
  salt bytea,
  recorded_by text not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id)
);

create table conversations_attachments (
  complaint_id uuid not null,
  id uuid not null,
  message_id uuid,
  note_id uuid,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  inline boolean default false not null,
  content_id text,
  scan text default 'not_scanned'::text not null,
  added_by text not null,
  added_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((scan = ANY (ARRAY['not_scanned'::text, 'clean'::text, 'infected'::text])))
);
CREATE INDEX conversations_attachments_message ON conversations_attachments USING btree (complaint_id, message_id);
CREATE INDEX conversations_attachments_note ON conversations_attachments USING btree (complaint_id, note_id) WHERE (note_id IS NOT NULL);

create table conversations_drafts (
  complaint_id uuid not null,
  agent_id uuid not null,
  kind text not null,
  html text not null,
  text text not null,
  recipients jsonb default '[]'::jsonb not null,
  attachment_ids uuid[] default '{}'::uuid[] not null,
  version integer default 1 not null,
  saved_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, agent_id, kind),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((kind = ANY (ARRAY['reply'::text, 'note'::text])))
);

create table conversations_message_ids (
  message_id text not null,
  complaint_id uuid not null,
  id uuid not null,
  PRIMARY KEY (message_id)
);

create table conversations_messages (
  complaint_id uuid not null,
  id uuid not null,
  direction text not null,
  channel text not null,
  kind text default 'message'::text not null,
  language text,
  author text not null,
  from_name text,
  from_address text,
  subject text default ''::text not null,
  text text not null,
  html text,
  visible_text text not null,
  signature text,
  salt bytea,
  message_id text,
  in_reply_to text,
  reference_ids text[] default '{}'::text[] not null,
  mailbox_id uuid,
  mail_id uuid,
  bounce boolean default false not null,
  auto_reply boolean default false not null,
  loop boolean default false not null,
  generated boolean default false not null,
  bounced_recipients text[] default '{}'::text[] not null,
  forwarded jsonb default '[]'::jsonb not null,
  authentication jsonb,
  invitations jsonb default '[]'::jsonb not null,
  protection text,
  state text,
  state_reason text,
  taken_by text,
  by_hand text,
  handed_by text,
  at timestamp(3) with time zone not null,
  written_at timestamp(3) with time zone not null,
  sent_at timestamp(3) with time zone,
  moved_to uuid,
  next_try_at timestamp(3) with time zone,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK (((direction = 'out'::text) = (state IS NOT NULL))),
  CHECK ((by_hand = ANY (ARRAY['printed'::text, 'told'::text]))),
  CHECK ((channel = ANY (ARRAY['email'::text, 'web_form'::text, 'portal'::text, 'phone'::text, 'counter'::text, 'letter'::text, 'chat'::text, 'social'::text, 'api'::text]))),
  CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  CHECK ((kind = ANY (ARRAY['message'::text, 'acknowledgement'::text, 'notice'::text, 'contact'::text]))),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text]))),
  CHECK ((protection = ANY (ARRAY['pgp_encrypted'::text, 'pgp_signed'::text, 'smime_encrypted'::text, 'smime_signed'::text]))),
  CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'bounced'::text, 'unsure'::text, 'withdrawn'::text])))
);
CREATE INDEX conversations_messages_stuck ON conversations_messages USING btree (state, at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text, 'failed'::text, 'bounced'::text, 'unsure'::text]));
CREATE INDEX conversations_messages_timeline ON conversations_messages USING btree (complaint_id, at, id);

create table conversations_notes (
  complaint_id uuid not null,
  id uuid not null,
  author text not null,
  text text not null,
  html text,
  salt bytea,
  at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id)
);

create table conversations_participants (
  complaint_id uuid not null,
  address text not null,
  name text,
  reason text not null,
  since timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, address),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((reason = ANY (ARRAY['complained'::text, 'copied'::text, 'added'::text, 'represents'::text])))
);

create table conversations_recipients (
  complaint_id uuid not null,
  message_id uuid not null,
  "position" integer not null,
  role text not null,
  name text,
  address text not null,
  bounced_at timestamp(3) with time zone,
  due_at timestamp(3) with time zone,
  refused_words text,
  PRIMARY KEY (complaint_id, message_id, "position"),
  FOREIGN KEY (complaint_id, message_id) REFERENCES conversations_messages(complaint_id, id),
  CHECK ((role = ANY (ARRAY['to'::text, 'cc'::text])))
);

create table facts_facts (
  stream text not null,
  seq bigint not null,
  fact text not null,
  actor text not null,
  at timestamp(3) with time zone not null,
  data json not null,
  prev_hash text not null,
  hash text not null,
  PRIMARY KEY (stream, seq)
);
CREATE INDEX facts_facts_newest ON facts_facts USING btree (fact, at DESC);

create table facts_seals (
  sealed_at timestamp(3) with time zone not null,
  streams bigint not null,
  facts bigint not null,
  hash text not null,
  PRIMARY KEY (sealed_at)
);

create table facts_streams (
  stream text not null,
  seq bigint default 0 not null,
  hash text default ''::text not null,
  PRIMARY KEY (stream)
);

create table files_files (
  sha256 text not null,
  size bigint not null,
  encrypted boolean not null,
  stored_at timestamp(3) with time zone not null,
  PRIMARY KEY (sha256)
);

create table http_answers (
  actor text not null,
  route text not null,
  key text not null,
  asked_sha256 text not null,
  answer bytea,
  at timestamp(3) with time zone not null,
  PRIMARY KEY (actor, route, key)
);
CREATE INDEX http_answers_at ON http_answers USING btree (at);

create unlogged table http_visits (
  visitor text not null,
  "window" timestamp(3) with time zone not null,
  visits integer not null,
  PRIMARY KEY (visitor, "window")
);

create table jobs_workers (
  worker_id text not null,
  lock_key bigint not null,
  started_at timestamp(3) with time zone not null,
  PRIMARY KEY (worker_id)
);

create table people_agents (
  id uuid not null,
  name text not null,
  email text not null,
  role text not null,
  duties text[] default '{}'::text[] not null,
  language text default 'en'::text not null,
  login_id text,
  preferences jsonb default '{}'::jsonb not null,
  created_at timestamp(3) with time zone not null,
  deactivated_at timestamp(3) with time zone,
  version integer default 1 not null,
  PRIMARY KEY (id),
  UNIQUE (login_id),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text]))),
  CHECK ((role = ANY (ARRAY['agent'::text, 'senior_agent'::text, 'supervisor'::text, 'manager'::text, 'auditor'::text, 'administrator'::text])))
);
CREATE UNIQUE INDEX people_agents_email ON people_agents USING btree (lower(email));

create table people_contacts (
  customer_id uuid not null,
  kind text not null,
  normal text not null,
  value text not null,
  added_at timestamp(3) with time zone not null,
  PRIMARY KEY (customer_id, kind, normal),
  FOREIGN KEY (customer_id) REFERENCES people_customers(id),
  CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text, 'account_number'::text, 'postal_address'::text])))
);
CREATE INDEX people_contacts_found ON people_contacts USING btree (normal text_pattern_ops);
CREATE INDEX people_contacts_normal ON people_contacts USING btree (kind, normal);
CREATE INDEX people_contacts_part ON people_contacts USING gin (normal gin_trgm_ops);

create table people_customer_notes (
  customer_id uuid not null,
  id uuid not null,
  text text not null,
  pinned_by uuid,
  pinned_at timestamp(3) with time zone not null,
  removed_at timestamp(3) with time zone,
  removed_by uuid,
  PRIMARY KEY (customer_id, id),
  FOREIGN KEY (customer_id) REFERENCES people_customers(id)
);

create table people_customers (
  id uuid not null,
  name text default ''::text not null,
  salutation text,
  language text,
  preferred_channel text,
  needs text,
  created_at timestamp(3) with time zone not null,
  version integer default 1 not null,
  PRIMARY KEY (id),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text])))
);
CREATE INDEX people_customers_by_name ON people_customers USING btree (fold(name) COLLATE "C", id);
CREATE INDEX people_customers_found ON people_customers USING gin (fold(name) gin_trgm_ops);
CREATE INDEX people_customers_heard ON people_customers USING gin (search_greek_sound(fold(name)) gin_trgm_ops);

create table people_email_owners (
  address text not null,
  customer_id uuid not null,
  PRIMARY KEY (address)
);

create table people_invitations (
  id uuid not null,
  agent_id uuid not null,
  secret_hash text not null,
  invited_by uuid,
  invited_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  used_at timestamp(3) with time zone,
  delivery text not null,
  delivery_error text,
  PRIMARY KEY (id),
  UNIQUE (secret_hash),
  FOREIGN KEY (agent_id) REFERENCES people_agents(id),
  CHECK ((delivery = ANY (ARRAY['by_hand'::text, 'queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'unsure'::text])))
);
CREATE INDEX people_invitations_agent ON people_invitations USING btree (agent_id);

create table people_link_keys (
  secret_hash text not null,
  complaint_id uuid not null,
  link_id uuid not null,
  PRIMARY KEY (secret_hash)
);

create table people_links (
  complaint_id uuid not null,
  id uuid not null,
  customer_id uuid,
  use text not null,
  minted_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  used_at timestamp(3) with time zone,
  revoked_at timestamp(3) with time zone,
  PRIMARY KEY (complaint_id, id),
  CHECK ((use = ANY (ARRAY['follow'::text, 'choose'::text, 'confirm'::text])))
);

create table people_memberships (
  agent_id uuid not null,
  team_id uuid not null,
  leads boolean default false not null,
  PRIMARY KEY (agent_id, team_id),
  FOREIGN KEY (agent_id) REFERENCES people_agents(id),
  FOREIGN KEY (team_id) REFERENCES people_teams(id)
);
CREATE INDEX people_memberships_team ON people_memberships USING btree (team_id);

create table people_organisation (
  id integer default 1 not null,
  name text not null,
  logo_sha256 text,
  logo_type text,
  postal_address text default ''::text not null,
  telephone text default ''::text not null,
  imprint text default ''::text not null,
  accent text,
  language text default 'en'::text not null,
  zone text default 'UTC'::text not null,
  default_team_id uuid,
  reopen_days integer default 30 not null,
  version integer default 1 not null,
  changed_at timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  CHECK (((reopen_days >= 0) AND (reopen_days <= 3650))),
  CHECK ((accent ~ '^#[0-9a-f]{6}$'::text)),
  CHECK ((id = 1)),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text])))
);

create table people_privacy_notices (
  language text not null,
  version integer not null,
  text text not null,
  valid_from timestamp(3) with time zone not null,
  PRIMARY KEY (language, version),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text])))
);

create table people_setup_keys (
  secret_hash text not null,
  made_at timestamp(3) with time zone not null,
  closed_at timestamp(3) with time zone,
  PRIMARY KEY (secret_hash)
);

create table people_teams (
  id uuid not null,
  name text not null,
  language text,
  created_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  version integer default 1 not null,
  PRIMARY KEY (id),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text])))
);
CREATE UNIQUE INDEX people_teams_name ON people_teams USING btree (lower(name)) WHERE (ended_at IS NULL);

create table people_tokens (
  id uuid not null,
  name text not null,
  role text not null,
  duties text[] default '{}'::text[] not null,
  team_ids uuid[],
  secret_hash text not null,
  created_at timestamp(3) with time zone not null,
  created_by uuid,
  revoked_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  UNIQUE (secret_hash),
  CHECK ((role = ANY (ARRAY['agent'::text, 'senior_agent'::text, 'supervisor'::text, 'manager'::text, 'auditor'::text, 'administrator'::text])))
);

create table search_documents (
  complaint_id uuid not null,
  kind text not null,
  id uuid not null,
  at timestamp(3) with time zone not null,
  document tsvector not null,
  codes text,
  PRIMARY KEY (complaint_id, kind, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id) ON DELETE CASCADE,
  CHECK ((kind = ANY (ARRAY['complaint'::text, 'message'::text, 'note'::text])))
);
CREATE INDEX search_documents_codes ON search_documents USING gin (codes gin_trgm_ops) WITH (fastupdate=off);
CREATE INDEX search_documents_words ON search_documents USING gin (document) WITH (fastupdate=off);

create table sessions_accounts (
  id text not null,
  user_id text not null,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp(3) with time zone,
  refresh_token_expires_at timestamp(3) with time zone,
  scope text,
  password text,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (user_id) REFERENCES sessions_users(id) ON DELETE CASCADE
);
CREATE INDEX sessions_accounts_user ON sessions_accounts USING btree (user_id);

create table sessions_rate_limits (
  id text not null,
  key text not null,
  count integer not null,
  last_request bigint not null,
  PRIMARY KEY (id),
  UNIQUE (key)
);

create table sessions_sessions (
  id text not null,
  user_id text not null,
  token text not null,
  expires_at timestamp(3) with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  UNIQUE (token),
  FOREIGN KEY (user_id) REFERENCES sessions_users(id) ON DELETE CASCADE
);
CREATE INDEX sessions_sessions_user ON sessions_sessions USING btree (user_id);

create table sessions_two_factors (
  id text not null,
  user_id text not null,
  secret text not null,
  backup_codes text not null,
  verified boolean default true not null,
  failed_verification_count integer default 0 not null,
  locked_until timestamp(3) with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (user_id) REFERENCES sessions_users(id) ON DELETE CASCADE
);
CREATE INDEX sessions_two_factors_user ON sessions_two_factors USING btree (user_id);

create table sessions_users (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean default false not null,
  image text,
  two_factor_enabled boolean default false not null,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  UNIQUE (email)
);

create table sessions_verifications (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp(3) with time zone not null,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  PRIMARY KEY (id)
);
CREATE INDEX sessions_verifications_identifier ON sessions_verifications USING btree (identifier);

CREATE OR REPLACE FUNCTION complaints_words_stay()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.words is distinct from old.words and new.words_salt is not null then
    raise exception 'the customer''s first words are immutable';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION facts_append(p_stream text, p_fact text, p_actor text, p_at timestamp with time zone, p_data text)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
declare
  head facts_streams;
  fresh text;
begin
  -- Locks the stream's head: two facts of one stream queue up here, facts of two streams do not.
  insert into facts_streams as s (stream) values (p_stream)
    on conflict (stream) do update set stream = excluded.stream
    returning s.* into head;
  fresh := facts_digest(head.hash, p_stream, head.seq + 1, p_fact, p_actor, p_at, p_data);
  insert into facts_facts (stream, seq, fact, actor, at, data, prev_hash, hash)
    values (p_stream, head.seq + 1, p_fact, p_actor, p_at, p_data::json, head.hash, fresh);
  update facts_streams set seq = head.seq + 1, hash = fresh where stream = p_stream;
  perform pg_notify('facts', json_build_object('stream', p_stream, 'fact', p_fact, 'seq', head.seq + 1)::text);
  return head.seq + 1;
end $function$
;

CREATE OR REPLACE FUNCTION facts_digest(p_prev text, p_stream text, p_seq bigint, p_fact text, p_actor text, p_at timestamp with time zone, p_data text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN encode(sha256(convert_to(concat_ws('
'::text, p_prev, p_stream, (p_seq)::text, p_fact, p_actor, to_char((p_at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text), p_data), 'UTF8'::name)), 'hex'::text)
;

CREATE OR REPLACE FUNCTION facts_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'facts are append-only';
end $function$
;

CREATE OR REPLACE FUNCTION fold(value text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT COST 200
AS $function$
declare
  folded text := value;
begin
  if pg_catalog.octet_length(folded) = pg_catalog.char_length(folded) then
    return pg_catalog.lower(folded collate "C");
  end if;
  folded := pg_catalog.regexp_replace(folded collate "C", '[\u2057\u2152\u2167\u2177\u247d-\u2487\u2a0c\u320e-\u321e\u327c\u327d\u3300-\u3357\u337f\u3389\u33a8\u33ae\u33af\u33c2\u33c6\u33d8\ufdf2-\ufdfc]', ' ', 'g');
  folded := pg_catalog.lower(pg_catalog.normalize(folded, 'NFKD') collate "C");
  folded := pg_catalog.replace(folded, U&'n\0303', 'ñ');
  folded := pg_catalog.replace(pg_catalog.replace(folded, U&'\0301', ''), U&'\0308', '');
  folded := pg_catalog.regexp_replace(folded collate "C", '[\u00ad\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]+', '', 'g');
  if folded collate "C" ~ '[\u0391-\u03a9\u03c2]' then
    -- Not translate(): it walks its whole list for every letter, and this is five times as fast.
    folded := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(folded, 'Α', 'α'), 'Β', 'β'), 'Γ', 'γ'), 'Δ', 'δ'), 'Ε', 'ε');
    folded := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(folded, 'Ζ', 'ζ'), 'Η', 'η'), 'Θ', 'θ'), 'Ι', 'ι'), 'Κ', 'κ');
    folded := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(folded, 'Λ', 'λ'), 'Μ', 'μ'), 'Ν', 'ν'), 'Ξ', 'ξ'), 'Ο', 'ο');
    folded := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(folded, 'Π', 'π'), 'Ρ', 'ρ'), 'Σ', 'σ'), 'Τ', 'τ'), 'Υ', 'υ');
    folded := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(folded, 'Φ', 'φ'), 'Χ', 'χ'), 'Ψ', 'ψ'), 'Ω', 'ω'), 'ς', 'σ');
  end if;
  if folded collate "C" !~ '[^\u0001-\u007f\u0391-\u03c9\u00f1]' then
    return folded;
  end if;
  if folded collate "C" ~ '[\u0400-\u042f\u0490]' then
    folded := pg_catalog.translate(folded, 'АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐ', 'абвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґ');
  end if;
  if folded collate "C" ~ '[\u00ab\u00bb\u02bc\u2010-\u201f\u2044\u2212]' then
    folded := pg_catalog.translate(folded, U&'\2019\2018\02BC\201B\201C\201D\201E\00AB\00BB\201F\2010\2012\2013\2014\2015\2212\2044', '''''''''""""""------/');
  end if;
  if folded collate "C" ~ '[\u00c6\u00d0\u00d8\u00de\u00df\u00e6\u00f0\u00f8\u00fe\u0110\u0111\u0126\u0127\u0131\u0141\u0142\u014a\u014b\u0152\u0153\u0166\u0167\u1e9e]' then
    folded := pg_catalog.translate(folded, 'ØøĐđŁłĦħŦŧŊŋıðÐ', 'ooddllhhttnnidd');
    folded := pg_catalog.replace(pg_catalog.replace(folded, 'ß', 'ss'), 'ẞ', 'ss');
    folded := pg_catalog.replace(pg_catalog.replace(folded, 'Æ', 'ae'), 'æ', 'ae');
    folded := pg_catalog.replace(pg_catalog.replace(folded, 'Œ', 'oe'), 'œ', 'oe');
    folded := pg_catalog.replace(pg_catalog.replace(folded, 'Þ', 'th'), 'þ', 'th');
  end if;
  return folded;
end $function$
;

CREATE OR REPLACE FUNCTION mask_numbers(value text, known text[] DEFAULT '{}'::text[])
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
declare
  run constant text := '(?<![A-Za-z0-9\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff])[0-9](?:[ \u00a0\u2007\u2009\u202f\u2010-\u2015-]{0,3}[0-9]){11,}(?![A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff])';
  bare text[];
  masked text;
  runs text[];
  pieces text[];
begin
  -- Twelve digits are the shortest of all; most texts have none.
  if length(regexp_replace(value collate "C", '[^0-9]+', '', 'g')) < 12 then
    return value;
  end if;
  bare := array(select upper(regexp_replace(number collate "C", '[^A-Za-z0-9]', '', 'g')) from unnest(known) as number);
  masked := search_mask_ibans(value, bare);
  runs := array(select hit[1] from regexp_matches(masked collate "C", '(' || run || ')', 'g') as hit);
  if runs = '{}' then
    return masked;
  end if;
  pieces := regexp_split_to_array(masked collate "C", run);
  masked := pieces[1];
  for place in 1 .. cardinality(runs) loop
    masked := masked || search_mask_cards_in(runs[place], bare) || pieces[place + 1];
  end loop;
  return masked;
end $function$
;

CREATE OR REPLACE FUNCTION search_codes(number text, order_numbers text[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select '#' || ltrim(regexp_replace(number, '^RD-[0-9]{4}-|-', '', 'g'), '0')
    || coalesce((select string_agg(' =' || regexp_replace(fold(code) collate "C", '[\u0001-/:-@\[-`{-\u00bf]+', '', 'g'), '') from unnest(order_numbers) as code), '')
$function$
;

CREATE OR REPLACE FUNCTION search_document(language text, value text)
 RETURNS tsvector
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE COST 1000
AS $function$
declare
  folded text := search_words(fold(pg_catalog.left(value, 60000)));
  document tsvector;
  each_word text;
  stems tsvector;
begin
  if folded is null then
    return ''::tsvector;
  end if;
  if folded collate "C" ~ '[^ ]{65}' then
    folded := pg_catalog.regexp_replace(folded collate "C", '[^ ]{65,}', ' ', 'g');
  end if;
  document := pg_catalog.to_tsvector('pg_catalog.simple', folded);
  each_word := pg_catalog.array_to_string(pg_catalog.tsvector_to_array(document), ' ');
  if each_word collate "C" ~ '[α-ω]' then
    stems := pg_catalog.to_tsvector('search_el', search_greek_words(each_word));
    document := document || pg_catalog.strip(stems)
      || pg_catalog.strip(pg_catalog.to_tsvector('pg_catalog.simple', search_greek_sound(pg_catalog.array_to_string(pg_catalog.tsvector_to_array(stems), ' '))));
  elsif language = 'el' then
    document := document || pg_catalog.strip(pg_catalog.to_tsvector('pg_catalog.simple',
      search_greeklish_stem(search_greek_sound(each_word))));
  end if;
  if language = 'es' then
    return document || pg_catalog.strip(pg_catalog.to_tsvector('search_es', search_spanish_stem(each_word)));
  elsif language = 'el' then
    return document;
  end if;
  return document || pg_catalog.strip(pg_catalog.to_tsvector('search_en', each_word));
end $function$
;

CREATE OR REPLACE FUNCTION search_forget()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from search_documents where complaint_id = old.complaint_id and id = old.id and kind = tg_argv[0];
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION search_forms(word text, language text, unfinished boolean)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  exact text := search_phrase(pg_catalog.left(word, 65));
  forms text[] := '{}';
  sound text;
begin
  if exact is null or pg_catalog.char_length(word) > 64 then
    return null;
  elsif pg_catalog.strpos(exact, '<->') > 0 then
    return exact;
  elsif word ~ '[0-9]' and word collate "C" ~ '[a-zα-ω]' then
    forms := search_lookalikes(word);
  end if;
  if word collate "C" ~ '^[a-z]+$' and language is distinct from 'es' then
    forms := forms || pg_catalog.ts_lexize('search_english', word);
  end if;
  if word collate "C" ~ '^[a-zñ]+$' and coalesce(language, 'es') = 'es' then
    forms := forms || pg_catalog.ts_lexize('search_spanish', search_spanish_stem(word));
  end if;
  if word collate "C" ~ '^[a-z38]*[a-z][a-z38]*$' and coalesce(language, 'el') = 'el' then
    forms := forms || search_greeklish_forms(word);
  elsif word collate "C" ~ '^[α-ω]+$' then
    forms := forms || pg_catalog.ts_lexize('search_greek', pg_catalog.btrim(search_greek_words(word)));
    sound := search_greek_sound(forms[1]);
    forms := forms || case when pg_catalog.char_length(sound) > 2 then sound end
      || pg_catalog.btrim(search_greeklish_stem(search_greek_sound(word)));
  end if;
  select '(' || pg_catalog.string_agg(form, ' | ') || ')' into exact
  from (
    select pg_catalog.btrim(exact, '()') || case when unfinished and pg_catalog.char_length(word) > 3 then ':*' else '' end as form
    union
    select pg_catalog.quote_literal(other) from pg_catalog.unnest(forms) as other where other <> '' and (unfinished or other <> word)
  ) as every_form;
  return exact;
end $function$
;

CREATE OR REPLACE FUNCTION search_greek_sound(folded_words text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT COST 200
AS $function$
declare
  sound text := folded_words;
begin
  if sound collate "C" ~ '[α-ω]' then
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ου', '0u'), 'αυ', 'av'), 'ευ', 'ev'), 'ψ', 'ps');
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'α', 'a'), 'β', 'v'), 'γ', 'g'), 'δ', 'd');
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ε', 'e'), 'ζ', 'z'), 'η', 'i'), 'θ', 't');
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ι', 'i'), 'κ', 'c'), 'λ', 'l'), 'μ', 'm');
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ν', 'n'), 'ξ', 'x'), 'ο', 'o'), 'π', 'p');
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ρ', 'r'), 'σ', 's'), 'τ', 't'), 'υ', 'i');
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'φ', 'v'), 'χ', 'x'), 'ω', 'o');
  end if;
  if sound collate "C" ~ '[ae][uy]|h|3|8' then
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'th', 't'), 'ch', 'x'), 'kh', 'x'), 'ph', 'v');
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'au', 'av'), 'eu', 'ev'), 'ay', 'av'), 'ey', 'ev');
    sound := pg_catalog.regexp_replace(sound collate "C", 'h(?=[aeiouyw])|(?<![^ ])h', 'x', 'g');
    sound := pg_catalog.regexp_replace(sound collate "C", '8(?=[a-z])', 't', 'g');
    sound := pg_catalog.regexp_replace(sound collate "C", '3(?=[a-z])', 'x', 'g');
  end if;
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ks', 'x'), 'mp', 'v'), 'nt', 'd'), 'ng', 'g');
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'gk', 'g'), 'gc', 'g'), 'ou', '0u'), '0u', 'ω');
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ei', 'i'), 'oi', 'i'), 'ai', 'e'), 'b', 'v');
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'f', 'v'), 'h', 'i'), 'j', 'x'), 'k', 'c');
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'q', 'c'), 'u', 'i'), 'w', 'o'), 'y', 'i');
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ñ', 'n'), 'ω', 'u'), 'cc', 'c'), 'gg', 'g');
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ii', 'i'), 'll', 'l'), 'mm', 'm'), 'nn', 'n');
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'pp', 'p'), 'rr', 'r'), 'ss', 's'), 'tt', 't');
  return sound;
end $function$
;

CREATE OR REPLACE FUNCTION search_greek_words(folded_words text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
declare
  repaired text := folded_words || ' ';
begin
  repaired := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(repaired, 'οντα ', 'ον '), 'οντοσ ', 'ον '), 'οντων ', 'ον '), 'ιεσ ', 'ια ');
  repaired := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(repaired, 'ιων ', 'ια '), 'ιασ ', 'ια '), 'ηριου ', 'ηρια '), 'ηριο ', 'ηρια ');
  repaired := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(repaired, 'ικοσ ', 'ικο '), 'ικη ', 'ικο '), 'ικα ', 'ικο '), 'ικεσ ', 'ικο ');
  repaired := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(repaired, 'ικησ ', 'ικο '), 'ικου ', 'ικο '), 'ικων ', 'ικο '), 'ικουσ ', 'ικο ');
  repaired := pg_catalog.replace(pg_catalog.replace(repaired, 'λογιου ', 'λογια '), 'λογιο ', 'λογια ');
  return repaired;
end $function$
;

CREATE OR REPLACE FUNCTION search_greeklish_forms(word text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select array(
    select pg_catalog.btrim(search_greeklish_stem(search_greek_sound(word)))
    union
    select pg_catalog.regexp_replace(sound, ending || '$', '')
    from (values (search_greek_sound(word)), (search_greek_sound(pg_catalog.regexp_replace(word, 'th(?=[^aeiouyw]|$)', 'ti', 'g')))) as heard(said),
      pg_catalog.regexp_replace(said, 'od(a|os|on)$', 'on') as sound,
      (values (''), ('[aeiousn]'), ('[aeiou][aeiousn]'), ('[aeiou]{2}[aeiousn]'), ('[aeiou]+[sn]'), ('at(a|os|on)'), ('m(a|ata|atos|aton)')) as endings(ending)
    where pg_catalog.char_length(pg_catalog.regexp_replace(sound, ending || '$', '')) > 2)
$function$
;

CREATE OR REPLACE FUNCTION search_greeklish_stem(sounding_words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select pg_catalog.regexp_replace(sounding_words || ' ' collate "C", '([aeious]{1,4}n?)? +', 'ω ', 'g')
$function$
;

CREATE OR REPLACE FUNCTION search_hidden(written text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select regexp_replace(left(written, length(written) - length(tail)) collate "C", '[A-Za-z0-9]', '•', 'g') || tail
  from (select coalesce(substring(written collate "C" from '(?:[A-Za-z0-9][^A-Za-z0-9]*){4}$'), '') as tail) as last_four
$function$
;

CREATE OR REPLACE FUNCTION search_indexed(language text, value text, at timestamp with time zone)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when language is null
    then search_document('en', value) || strip(search_document('es', value)) || strip(search_document('el', value))
    else search_document(language, value) end || array_to_tsvector(array[search_week(at)])
$function$
;

CREATE OR REPLACE FUNCTION search_is_card(digits text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
declare
  sum int := 0;
  value int;
begin
  if digits !~ '^(4([0-9]{12}|[0-9]{15}|[0-9]{18})|(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)[0-9]*|3[47][0-9]{13}|3(0[0-5]|095|[689])[0-9]*|(6011|64[4-9]|65)[0-9]*|35(2[89]|[3-8])[0-9]*|62[0-9]{14,17}|(5018|5020|5038|5893|6304|6390|6759|676[1-3])[0-9]*)$' then
    return false;
  end if;
  if not (digits ~ '^(4|3[47]|62)'
    or (length(digits) = 16 and digits ~ '^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)')
    or (length(digits) in (14, 16) and digits ~ '^3(0[0-5]|095|[689])')
    or (length(digits) in (16, 19) and digits ~ '^(6011|64[4-9]|65|35(2[89]|[3-8]))')
    or (length(digits) in (12, 13, 14, 15, 16, 18, 19) and digits ~ '^(5018|5020|5038|5893|6304|6390|6759|676[1-3])')) then
    return false;
  end if;
  for place in 1 .. length(digits) loop
    value := substr(digits, length(digits) - place + 1, 1)::int;
    if place % 2 = 0 then
      value := value * 2;
      value := case when value > 9 then value - 9 else value end;
    end if;
    sum := sum + value;
  end loop;
  return sum % 10 = 0;
end $function$
;

CREATE OR REPLACE FUNCTION search_is_iban(written text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
declare
  iban text := upper(regexp_replace(written collate "C", '[^A-Za-z0-9]', '', 'g') collate "C");
  turned text := substr(iban, 5) || left(iban, 4);
  carried int := 0;
  value int;
begin
  for place in 1 .. length(turned) loop
    value := strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(turned, place, 1)) - 1;
    carried := (carried * case when value > 9 then 100 else 10 end + value) % 97;
  end loop;
  return carried = 1;
end $function$
;

CREATE OR REPLACE FUNCTION search_keep_complaint()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into search_documents (complaint_id, kind, id, at, document, codes)
  values (new.id, 'complaint', new.id, new.received_at,
    search_indexed(new.language, mask_numbers(left(concat_ws(E'\n', new.subject, new.summary, new.words), 60000), new.order_numbers) || E'\n' || array_to_string(new.order_numbers, ' '), new.received_at),
    search_codes(new.number, new.order_numbers))
  on conflict (complaint_id, kind, id) do update set at = excluded.at, document = excluded.document, codes = excluded.codes;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION search_keep_message()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.moved_to is not null then
    delete from search_documents where complaint_id = new.complaint_id and kind = 'message' and id = new.id;
    return null;
  end if;
  -- An acknowledgement says the same to everybody; the words with which a complaint began are found with the complaint.
  if new.kind = 'acknowledgement' or exists (select from complaints_complaints c where c.id = new.complaint_id and strpos(c.words, new.visible_text) > 0) then
    return null;
  end if;
  insert into search_documents (complaint_id, kind, id, at, document)
  values (new.complaint_id, 'message', new.id, new.at, search_indexed(new.language, mask_numbers(left(new.visible_text, 60000)), new.at))
  on conflict (complaint_id, kind, id) do update set at = excluded.at, document = excluded.document;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION search_keep_note()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into search_documents (complaint_id, kind, id, at, document)
  values (new.complaint_id, 'note', new.id, new.at, search_indexed(null, mask_numbers(left(new.text, 60000)), new.at))
  on conflict (complaint_id, kind, id) do update set at = excluded.at, document = excluded.document;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION search_lookalikes(folded text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select array[pg_catalog.translate(folded, 'αβεζηικμνορτυχ', 'abezhikmnoptyx'), pg_catalog.translate(folded, 'abezhikmnoptyx', 'αβεζηικμνορτυχ')]
$function$
;

CREATE OR REPLACE FUNCTION search_mask_cards_in(run text, known text[])
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
declare
  groups text[] := array(select hit[1] from regexp_matches(run, '([0-9]+)', 'g') as hit);
  gaps text[] := regexp_split_to_array(run, '[0-9]+');
  masked text := gaps[1];
  place int := 1;
  digits text;
  last int;
  card text;
begin
  -- Nobody writes or searches for hundreds of numbers in a row: none of them is found, and nobody keeps the database busy with them.
  if cardinality(groups) > 200 then
    return regexp_replace(run collate "C", '[0-9]', '•', 'g');
  end if;
  while place <= cardinality(groups) loop
    digits := '';
    last := 0;
    if groups[place] ~ '^[2-6]' then
      for onward in place .. cardinality(groups) loop
        exit when length(digits) > 19;
        digits := digits || groups[onward];
        if length(digits) between 12 and 19 and search_is_card(digits) then
          last := onward;
        end if;
      end loop;
    end if;
    card := groups[place];
    for onward in place + 1 .. last loop
      card := card || gaps[onward] || groups[onward];
    end loop;
    if last > 0 and not regexp_replace(card, '[^0-9]', '', 'g') = any (known) then
      card := search_hidden(card);
    end if;
    place := greatest(last, place) + 1;
    masked := masked || card || gaps[place];
  end loop;
  return masked;
end $function$
;

CREATE OR REPLACE FUNCTION search_mask_ibans(value text, known text[])
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
declare
  lengths constant jsonb := '{"AD":24,"AE":23,"AL":28,"AT":20,"AZ":28,"BA":20,"BE":16,"BG":22,"BH":22,"BI":27,"BR":29,"BY":28,"CH":21,"CR":22,"CY":28,"CZ":24,"DE":22,"DJ":27,"DK":18,"DO":28,"EE":20,"EG":29,"ES":24,"FI":18,"FK":18,"FO":18,"FR":27,"GB":22,"GE":22,"GI":23,"GL":18,"GR":27,"GT":28,"HN":28,"HR":21,"HU":28,"IE":22,"IL":23,"IQ":23,"IS":26,"IT":27,"JO":30,"KW":30,"KZ":20,"LB":28,"LC":32,"LI":21,"LT":20,"LU":20,"LV":21,"LY":25,"MC":27,"MD":24,"ME":22,"MK":19,"MN":20,"MR":27,"MT":31,"MU":30,"NI":28,"NL":18,"NO":15,"OM":23,"PK":24,"PL":28,"PS":29,"PT":25,"QA":29,"RO":24,"RS":22,"RU":33,"SA":24,"SC":31,"SD":18,"SE":24,"SI":19,"SK":24,"SM":27,"SO":23,"ST":25,"SV":28,"TL":23,"TN":24,"TR":26,"UA":29,"VA":22,"VG":24,"XK":20,"YE":30}';
  -- Each piece but the first begins where an IBAN may begin.
  pieces text[] := regexp_split_to_array(value collate "C", '(?<![A-Za-z0-9\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff])(?=[A-Za-z]{2}[0-9]{2})');
  masked text := '';
  ahead text;
  country_length int;
  iban text;
  covered int := 0;
begin
  for place in 1 .. cardinality(pieces) loop
    if covered >= length(pieces[place]) then
      covered := covered - length(pieces[place]);
      continue;
    end if;
    ahead := substr(pieces[place], covered + 1);
    country_length := case when covered = 0 then (lengths ->> upper(left(ahead, 2)))::int end;
    covered := 0;
    if country_length is not null then
      for onward in place + 1 .. least(place + 24, cardinality(pieces)) loop
        exit when length(ahead) > 136;
        ahead := ahead || pieces[onward];
      end loop;
      iban := substring(left(ahead, 136) collate "C" from '^(?:[ \u00a0\u2007\u2009\u202f\u2010-\u2015-]{0,3}[A-Za-z0-9]){' || country_length || '}');
      if iban is not null and substr(ahead, length(iban) + 1, 1) collate "C" !~ '[A-Za-z0-9\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff]' and search_is_iban(iban)
        and not upper(regexp_replace(iban collate "C", '[^A-Za-z0-9]', '', 'g')) = any (known) then
        masked := masked || search_hidden(iban);
        covered := length(iban);
      end if;
      ahead := substr(pieces[place], covered + 1);
      covered := greatest(covered - length(pieces[place]), 0);
    end if;
    masked := masked || ahead;
  end loop;
  return masked;
end $function$
;

CREATE OR REPLACE FUNCTION search_phrase(folded_words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select case when folded_words !~ '^ *$' then '(' || nullif(pg_catalog.phraseto_tsquery('pg_catalog.simple', folded_words)::text, '') || ')' end
$function$
;

CREATE OR REPLACE FUNCTION search_question(value text, language text DEFAULT NULL::text)
 RETURNS tsquery
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  small_words constant text[] := '{a,al,and,are,as,at,be,but,by,con,de,del,el,en,es,for,from,han,has,have,he,i,in,is,it,la,las,le,lo,los,me,mi,my,no,not,of,on,or,our,para,pero,por,que,se,she,su,sus,te,that,the,they,this,to,un,una,was,we,were,with,y,you,your,αν,απο,αυτο,για,δεν,εγω,ειναι,εναν,ενα,ενασ,η,θα,και,κι,με,μεσα,μη,μην,μια,μου,μασ,να,ο,οι,οτι,που,προσ,πωσ,σασ,σε,στα,στη,στην,στισ,στο,στον,στουσ,τα,τη,την,τησ,τι,τισ,το,τον,του,τουσ,των,ωσ}';
  folded text := fold(pg_catalog.left(value, 400));
  unfinished boolean := folded collate "C" !~ '[\u0001- "]$';
  pieces text[] := pg_catalog.string_to_array(folded, '"');
  chunks text[];
  words text[];
  small text[] := '{}';
  terms text[] := '{}';
  last boolean;
begin
  for piece in 1 .. coalesce(pg_catalog.cardinality(pieces), 0) loop
    if piece % 2 = 0 and piece < pg_catalog.cardinality(pieces) then
      terms := terms || search_phrase(search_words(pieces[piece]));
      continue;
    end if;
    chunks := pg_catalog.regexp_split_to_array(pieces[piece] collate "C", '[\u0001-\u0020\u2028\u2029]+');
    for place in 1 .. pg_catalog.cardinality(chunks) loop
      last := unfinished and piece = pg_catalog.cardinality(pieces) and place = pg_catalog.cardinality(chunks);
      words := pg_catalog.array_remove(pg_catalog.string_to_array(search_words(chunks[place]), ' '), '');
      if pg_catalog.cardinality(words) > 1 and chunks[place] ~ '[0-9@]' then
        terms := terms || search_phrase(search_words(chunks[place]));
        continue;
      end if;
      for at in 1 .. pg_catalog.cardinality(words) loop
        if words[at] = any (small_words) then
          small := small || search_forms(words[at], language, last and at = pg_catalog.cardinality(words));
        else
          terms := terms || search_forms(words[at], language, last and at = pg_catalog.cardinality(words));
        end if;
      end loop;
    end loop;
  end loop;
  terms := pg_catalog.array_remove(terms, null);
  if terms = '{}' then
    terms := pg_catalog.array_remove(small, null);
  end if;
  return coalesce(pg_catalog.array_to_string(terms[1:16], ' & '), '')::tsquery;
end $function$
;

CREATE OR REPLACE FUNCTION search_spanish_stem(folded_words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select pg_catalog.regexp_replace(folded_words collate "C", '(?<=[a-z][cs])ion(?![^ ])', 'iones', 'g')
$function$
;

CREATE OR REPLACE FUNCTION search_week(at timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select '~' || floor(extract(epoch from at at time zone 'UTC') / 604800)::bigint::text
$function$
;

CREATE OR REPLACE FUNCTION search_words(folded text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select pg_catalog.regexp_replace(folded collate "C", '[\u0001-\u001f!-/:-@\[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02b9-\u036f\u0375\u037e\u0387\u055a-\u055f\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\ud7ff\ufe10-\ufe6f\ufff0-\uffff\U0001f000-\U0001faff]+', ' ', 'g')
$function$
;

CREATE TRIGGER complaints_words_stay BEFORE UPDATE OF words ON complaints_complaints FOR EACH ROW EXECUTE FUNCTION complaints_words_stay();

CREATE TRIGGER facts_stay BEFORE DELETE OR UPDATE ON facts_facts FOR EACH ROW EXECUTE FUNCTION facts_refuse_change();

CREATE TRIGGER facts_stay_whole BEFORE TRUNCATE ON facts_facts FOR EACH STATEMENT EXECUTE FUNCTION facts_refuse_change();

CREATE TRIGGER search_forget AFTER DELETE ON conversations_notes FOR EACH ROW EXECUTE FUNCTION search_forget('note');

CREATE TRIGGER search_forget AFTER DELETE ON conversations_messages FOR EACH ROW EXECUTE FUNCTION search_forget('message');

CREATE TRIGGER search_keep AFTER INSERT OR UPDATE OF text, at ON conversations_notes FOR EACH ROW EXECUTE FUNCTION search_keep_note();

CREATE TRIGGER search_keep AFTER INSERT OR UPDATE OF visible_text, language, at, moved_to ON conversations_messages FOR EACH ROW EXECUTE FUNCTION search_keep_message();

CREATE TRIGGER search_keep AFTER INSERT OR UPDATE OF subject, words, summary, order_numbers, language, received_at, number ON complaints_complaints FOR EACH ROW EXECUTE FUNCTION search_keep_complaint();
