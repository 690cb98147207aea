-- Generated from the catalogue by scripts/regenerate.ts, for reading. The truth is in the other files of this folder.

create sequence complaints_counter;

create table boundaries_help (
  language text not null,
  text text not null,
  changed_by uuid,
  changed_at timestamp(3) with time zone not null,
  version integer default 1 not null,
  PRIMARY KEY (language),
  FOREIGN KEY (changed_by) REFERENCES people_agents(id),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text])))
);

create table boundaries_incidents (
  complaint_id uuid not null,
  id uuid not null,
  step text not null,
  quote text not null,
  quote_salt bytea,
  channel text not null,
  happened_at timestamp(3) with time zone not null,
  next_at timestamp(3) with time zone,
  alerted_id uuid,
  attended_at timestamp(3) with time zone,
  attended_by uuid,
  attended_note text,
  attended_salt bytea,
  logged_by text not null,
  logged_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (alerted_id) REFERENCES people_agents(id),
  FOREIGN KEY (attended_by) REFERENCES people_agents(id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK (((attended_at IS NULL) = (attended_by IS NULL))),
  CHECK (((attended_at IS NULL) = (attended_note IS NULL))),
  CHECK (((step <> 'contact_ended'::text) OR (next_at IS NOT NULL))),
  CHECK (((step = ANY (ARRAY['threat'::text, 'self_harm'::text])) = (alerted_id IS NOT NULL))),
  CHECK ((channel = ANY (ARRAY['email'::text, 'web_form'::text, 'portal'::text, 'phone'::text, 'counter'::text, 'letter'::text, 'chat'::text, 'social'::text, 'api'::text]))),
  CHECK ((happened_at <= logged_at)),
  CHECK ((logged_by <> ('person/'::text || (alerted_id)::text))),
  CHECK ((quote <> ''::text)),
  CHECK ((step = ANY (ARRAY['boundary'::text, 'contact_ended'::text, 'threat'::text, 'self_harm'::text])))
);
CREATE INDEX boundaries_incidents_alerted ON boundaries_incidents USING btree (alerted_id) WHERE (attended_at IS NULL);

create table boundaries_limits (
  complaint_id uuid not null,
  id uuid not null,
  manner text not null,
  channel text,
  contact_id uuid,
  reasons text not null,
  review_on date not null,
  proposed_by uuid not null,
  proposed_at timestamp(3) with time zone not null,
  decision text,
  decided_by uuid,
  decided_at timestamp(3) with time zone,
  decision_reason text,
  told_message_id uuid,
  told_at timestamp(3) with time zone,
  appeal_words text,
  appeal_salt bytea,
  appealed_at timestamp(3) with time zone,
  appeal_outcome text,
  appeal_judge uuid,
  appeal_decided_at timestamp(3) with time zone,
  appeal_reason text,
  reminded_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  ended_by uuid,
  ended_reason text,
  version integer default 1 not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (appeal_judge) REFERENCES people_agents(id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  FOREIGN KEY (complaint_id, told_message_id) REFERENCES conversations_messages(complaint_id, id),
  FOREIGN KEY (contact_id) REFERENCES people_agents(id),
  FOREIGN KEY (decided_by) REFERENCES people_agents(id),
  FOREIGN KEY (ended_by) REFERENCES people_agents(id),
  FOREIGN KEY (proposed_by) REFERENCES people_agents(id),
  CHECK ((((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (decided_at IS NULL)) AND ((decision IS NULL) = (decision_reason IS NULL)))),
  CHECK (((appeal_judge <> decided_by) AND (appeal_judge <> proposed_by))),
  CHECK (((appeal_outcome IS NULL) OR ((appealed_at IS NOT NULL) AND (appeal_judge IS NOT NULL) AND (appeal_decided_at IS NOT NULL) AND (appeal_reason IS NOT NULL)))),
  CHECK (((appealed_at IS NULL) = (appeal_words IS NULL))),
  CHECK (((appealed_at IS NULL) OR (told_at IS NOT NULL))),
  CHECK (((ended_at IS NULL) OR ((decision = 'approved'::text) AND (ended_reason IS NOT NULL)))),
  CHECK (((manner = 'channel'::text) = (channel IS NOT NULL))),
  CHECK (((manner = 'single_contact'::text) = (contact_id IS NOT NULL))),
  CHECK (((told_at IS NULL) = (told_message_id IS NULL))),
  CHECK (((told_at IS NULL) OR (decision = 'approved'::text))),
  CHECK ((appeal_outcome = ANY (ARRAY['kept'::text, 'lifted'::text]))),
  CHECK ((channel = ANY (ARRAY['email'::text, 'web_form'::text, 'phone'::text, 'counter'::text, 'letter'::text, 'chat'::text, 'social'::text]))),
  CHECK ((decided_by <> proposed_by)),
  CHECK ((decision = ANY (ARRAY['approved'::text, 'refused'::text]))),
  CHECK ((manner = ANY (ARRAY['channel'::text, 'single_contact'::text]))),
  CHECK ((reasons <> ''::text)),
  CHECK ((review_on <= ((((proposed_at AT TIME ZONE 'UTC'::text))::date + '3 mons'::interval))::date)),
  CHECK ((review_on > ((proposed_at AT TIME ZONE 'UTC'::text))::date))
);
CREATE UNIQUE INDEX boundaries_limits_one ON boundaries_limits USING btree (complaint_id) WHERE ((ended_at IS NULL) AND (decision IS DISTINCT FROM 'refused'::text));
CREATE INDEX boundaries_limits_review ON boundaries_limits USING btree (review_on) WHERE (ended_at IS NULL);

create table calendars_calendars (
  id uuid not null,
  name text not null,
  is_default boolean default false not null,
  zone text not null,
  region text,
  week jsonb not null,
  version integer default 1 not null,
  created_at timestamp(3) with time zone not null,
  retired_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  CHECK (((retired_at IS NULL) OR (NOT is_default))),
  CHECK ((jsonb_array_length(week) = 7))
);
CREATE UNIQUE INDEX calendars_calendars_default ON calendars_calendars USING btree (is_default) WHERE is_default;
CREATE UNIQUE INDEX calendars_calendars_name ON calendars_calendars USING btree (lower(name)) WHERE (retired_at IS NULL);

create table calendars_corrections (
  id uuid not null,
  region text not null,
  kind text not null,
  day date not null,
  to_day date,
  name text,
  reason text not null,
  origin text not null,
  written_by text not null,
  written_at timestamp(3) with time zone not null,
  withdrawn_by text,
  withdrawn_at timestamp(3) with time zone,
  PRIMARY KEY (id),
  CHECK (((kind <> 'added'::text) OR (name IS NOT NULL))),
  CHECK (((kind = 'moved'::text) = (to_day IS NOT NULL))),
  CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL))),
  CHECK ((kind = ANY (ARRAY['added'::text, 'removed'::text, 'moved'::text]))),
  CHECK ((origin = ANY (ARRAY['hand'::text, 'ical'::text]))),
  CHECK ((reason <> ''::text))
);
CREATE UNIQUE INDEX calendars_corrections_one ON calendars_corrections USING btree (region, day) WHERE (withdrawn_at IS NULL);

create table calendars_versions (
  calendar_id uuid not null,
  number integer not null,
  name text not null,
  zone text not null,
  region text,
  week jsonb not null,
  change text,
  written_by text not null,
  written_at timestamp(3) with time zone not null,
  PRIMARY KEY (calendar_id, number),
  FOREIGN KEY (calendar_id) REFERENCES calendars_calendars(id)
);

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

create table clocks_choices (
  complaint_id uuid not null,
  id uuid not null,
  preset text not null,
  act text not null,
  reason text not null,
  salt bytea,
  made_at timestamp(3) with time zone not null,
  made_by text not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((act = ANY (ARRAY['added'::text, 'removed'::text])))
);

create table clocks_clocks (
  complaint_id uuid not null,
  id uuid not null,
  cycle smallint default 1 not null,
  kind text not null,
  preset text,
  preset_version integer,
  promise_id uuid,
  legal boolean not null,
  why text not null,
  calendar text,
  started_at timestamp(3) with time zone not null,
  due_at timestamp(3) with time zone not null,
  state text not null,
  open boolean not null,
  met_at timestamp(3) with time zone,
  met_message_id uuid,
  extended_by uuid,
  kept boolean default true not null,
  warned smallint default 0 not null,
  next_at timestamp(3) with time zone,
  nearest boolean default false not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK (((next_at IS NULL) OR open)),
  CHECK (((preset IS NULL) = (preset_version IS NULL))),
  CHECK (((preset IS NULL) = (promise_id IS NOT NULL))),
  CHECK (((state = 'met'::text) <= (met_at IS NOT NULL))),
  CHECK ((kept OR (NOT open))),
  CHECK ((kind = ANY (ARRAY['acknowledgement'::text, 'first_reply'::text, 'update'::text, 'final'::text, 'early_resolution'::text, 'notice'::text, 'promise'::text]))),
  CHECK ((open OR (NOT nearest))),
  CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'met'::text, 'unmet'::text, 'breached'::text, 'stopped'::text])))
);
CREATE INDEX clocks_clocks_due ON clocks_clocks USING btree (due_at, complaint_id, id) WHERE open;
CREATE INDEX clocks_clocks_nearest ON clocks_clocks USING btree (due_at, complaint_id) WHERE nearest;
CREATE INDEX clocks_clocks_next ON clocks_clocks USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE UNIQUE INDEX clocks_clocks_once ON clocks_clocks USING btree (complaint_id, cycle, kind, preset, promise_id) NULLS NOT DISTINCT;

create table clocks_digests (
  agent_id uuid not null,
  wanted boolean,
  sent_on date,
  PRIMARY KEY (agent_id),
  FOREIGN KEY (agent_id) REFERENCES people_agents(id)
);

create table clocks_presets (
  code text not null,
  version integer not null,
  body jsonb not null,
  used_from date,
  pack text,
  change text,
  written_at timestamp(3) with time zone not null,
  written_by text not null,
  PRIMARY KEY (code, version)
);

create table clocks_settings (
  id integer default 1 not null,
  region text,
  sectors text[] default '{}'::text[] not null,
  without text[] default '{}'::text[] not null,
  early boolean default false not null,
  limit_hours integer default 24 not null,
  revision uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  changed_at timestamp(3) with time zone default now() not null,
  PRIMARY KEY (id),
  CHECK (((limit_hours >= 1) AND (limit_hours <= 8760))),
  CHECK ((id = 1))
);

create table clocks_submissions (
  complaint_id uuid not null,
  id uuid not null,
  missing text not null,
  salt bytea,
  message_id uuid not null,
  asked_at timestamp(3) with time zone not null,
  complete_by timestamp(3) with time zone not null,
  completed_at timestamp(3) with time zone,
  recorded_by text not null,
  completed_by text,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK (((completed_at IS NULL) = (completed_by IS NULL))),
  CHECK ((complete_by > asked_at))
);
CREATE UNIQUE INDEX clocks_submissions_open ON clocks_submissions USING btree (complaint_id) WHERE (completed_at IS NULL);

create table complaints_answers (
  complaint_id uuid not null,
  id uuid not null,
  answer text not null,
  how text not null,
  words text not null,
  salt bytea,
  said_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  recorded_by text not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((answer = ANY (ARRAY['accepted'::text, 'refused'::text, 'countered'::text]))),
  CHECK ((how = ANY (ARRAY['page'::text, 'message'::text, 'phone'::text, 'in_person'::text, 'letter'::text])))
);

create table complaints_bulk_rows (
  complaint_id uuid not null,
  bulk_id uuid not null,
  done_by text not null,
  done_at timestamp with time zone not null,
  act jsonb not null,
  before jsonb not null,
  version integer not null,
  PRIMARY KEY (complaint_id, bulk_id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id)
);
CREATE INDEX complaints_bulk_rows_bulk ON complaints_bulk_rows USING btree (bulk_id);
CREATE INDEX complaints_bulk_rows_done ON complaints_bulk_rows USING btree (done_at);

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
  state text default 'decided'::text not null,
  settled_at timestamp(3) with time zone,
  settled_by text,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((state = ANY (ARRAY['proposed'::text, 'decided'::text, 'dropped'::text])))
);

create table complaints_closures (
  complaint_id uuid not null,
  id uuid not null,
  asked_at timestamp(3) with time zone not null,
  asked_by text not null,
  closed_at timestamp(3) with time zone,
  closed_by text,
  waivers jsonb default '[]'::jsonb not null,
  returned_at timestamp(3) with time zone,
  returned_why text,
  reopened_at timestamp(3) with time zone,
  reopened_by text,
  reopened_reason text,
  reopened_salt bytea,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK (((closed_at IS NULL) OR (returned_at IS NULL))),
  CHECK (((reopened_at IS NULL) OR (closed_at IS NOT NULL)))
);
CREATE INDEX complaints_reopened ON complaints_closures USING btree (complaint_id) WHERE (reopened_at IS NOT NULL);

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
  delivered_at timestamp(3) with time zone,
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
CREATE INDEX complaints_anonymous ON complaints_complaints USING btree (received_at DESC, id DESC) WHERE anonymous;
CREATE INDEX complaints_changed ON complaints_complaints USING btree (last_activity_at DESC, id DESC);
CREATE INDEX complaints_ended ON complaints_complaints USING btree (closed_at DESC, id DESC) WHERE (closed_at IS NOT NULL);
CREATE INDEX complaints_few_kinds ON complaints_complaints USING btree (kind, received_at DESC, id DESC) WHERE (kind <> 'complaint'::text);
CREATE INDEX complaints_mine ON complaints_complaints USING btree (owner_id, rank, received_at, id) WHERE (state = ANY (ARRAY['received'::text, 'open'::text, 'waiting_internal'::text, 'offered'::text, 'fulfilling'::text, 'follow_up'::text]));
CREATE INDEX complaints_newest ON complaints_complaints USING btree (received_at DESC, id DESC);
CREATE INDEX complaints_of_channel ON complaints_complaints USING btree (channel, received_at DESC, id DESC);
CREATE INDEX complaints_of_customer ON complaints_complaints USING btree (customer_id, received_at DESC);
CREATE INDEX complaints_of_owner ON complaints_complaints USING btree (owner_id, received_at DESC, id DESC);
CREATE INDEX complaints_of_state ON complaints_complaints USING btree (state, received_at DESC, id DESC);
CREATE INDEX complaints_of_team ON complaints_complaints USING btree (team_id, received_at DESC, id DESC);
CREATE INDEX complaints_orders ON complaints_complaints USING gin (order_numbers) WHERE (order_numbers <> '{}'::text[]);
CREATE INDEX complaints_pressing ON complaints_complaints USING btree (received_at DESC, id DESC) WHERE (urgency = ANY (ARRAY['critical'::text, 'high'::text]));
CREATE INDEX complaints_quiet ON complaints_complaints USING btree (last_activity_at, id) WHERE (state = ANY (ARRAY['received'::text, 'open'::text, 'waiting_customer'::text, 'waiting_internal'::text, 'offered'::text, 'fulfilling'::text, 'follow_up'::text]));
CREATE INDEX complaints_restricted_newest ON complaints_complaints USING btree (received_at DESC, id DESC) WHERE (restriction IS NOT NULL);
CREATE INDEX complaints_running ON complaints_complaints USING btree (rank, received_at, id) WHERE (state = ANY (ARRAY['received'::text, 'open'::text, 'waiting_internal'::text, 'offered'::text, 'fulfilling'::text, 'follow_up'::text]));
CREATE INDEX complaints_waiting ON complaints_complaints USING btree (reply_by, id) WHERE (state = 'waiting_customer'::text);

create table complaints_differences (
  complaint_id uuid not null,
  other_id uuid not null,
  said_at timestamp(3) with time zone not null,
  said_by text not null,
  PRIMARY KEY (complaint_id, other_id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id)
);

create table complaints_disputes (
  complaint_id uuid not null,
  id uuid not null,
  body text not null,
  name text,
  reference text,
  opened_at timestamp(3) with time zone not null,
  opened_by text not null,
  ended_at timestamp(3) with time zone,
  ended_by text,
  ended_reason text,
  ended_salt bytea,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((body = ANY (ARRAY['ombudsman'::text, 'arbitration'::text, 'court'::text, 'authority'::text, 'other'::text])))
);

create table complaints_followers (
  complaint_id uuid not null,
  agent_id uuid not null,
  followed_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, agent_id),
  FOREIGN KEY (agent_id) REFERENCES people_agents(id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id)
);

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
  CHECK ((kind = ANY (ARRAY['follow_up'::text, 'merged'::text, 'split'::text]))),
  CHECK ((role = ANY (ARRAY['earlier'::text, 'later'::text])))
);

create table complaints_mentions (
  complaint_id uuid not null,
  agent_id uuid not null,
  mentioned_at timestamp(3) with time zone not null,
  mentioned_by text not null,
  PRIMARY KEY (complaint_id, agent_id),
  FOREIGN KEY (agent_id) REFERENCES people_agents(id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id)
);
CREATE INDEX complaints_mentions_agent ON complaints_mentions USING btree (agent_id, complaint_id);

create table complaints_merges (
  complaint_id uuid not null,
  id uuid not null,
  into_id uuid not null,
  reason text not null,
  salt bytea,
  state_before text not null,
  received_before timestamp(3) with time zone not null,
  issues jsonb default '{}'::jsonb not null,
  merged_at timestamp(3) with time zone not null,
  merged_by text not null,
  undone_at timestamp(3) with time zone,
  undone_by text,
  undone_reason text,
  undone_salt bytea,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id)
);
CREATE INDEX complaints_merges_into ON complaints_merges USING btree (into_id) WHERE (undone_at IS NULL);

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

create table complaints_splits (
  complaint_id uuid not null,
  id uuid not null,
  issue_id uuid not null,
  into_id uuid not null,
  into_issue_id uuid not null,
  reason text not null,
  salt bytea,
  split_at timestamp(3) with time zone not null,
  split_by text not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  FOREIGN KEY (complaint_id, issue_id) REFERENCES complaints_issues(complaint_id, id)
);
CREATE UNIQUE INDEX complaints_splits_into ON complaints_splits USING btree (into_id);

create table complaints_subjects (
  complaint_id uuid not null,
  agent_id uuid not null,
  named_at timestamp(3) with time zone not null,
  named_by text not null,
  PRIMARY KEY (complaint_id, agent_id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id)
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

create table complaints_waitings (
  complaint_id uuid not null,
  id uuid not null,
  waits_for text not null,
  until timestamp(3) with time zone not null,
  words text,
  salt bytea,
  message_id uuid,
  remind_at timestamp(3) with time zone,
  agent_id uuid,
  team_id uuid,
  began_at timestamp(3) with time zone not null,
  began_by text not null,
  ended_at timestamp(3) with time zone,
  ended_by text,
  ended_how text,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((ended_how = ANY (ARRAY['answered'::text, 'passed'::text, 'moved_on'::text]))),
  CHECK ((waits_for = ANY (ARRAY['customer'::text, 'colleague'::text])))
);

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
CREATE INDEX conversations_attachments_same ON conversations_attachments USING btree (sha256);

create table conversations_cues (
  complaint_id uuid not null,
  message_id uuid not null,
  number smallint not null,
  cue text not null,
  kind text,
  starts_at integer not null,
  ends_at integer not null,
  PRIMARY KEY (complaint_id, message_id, number),
  FOREIGN KEY (complaint_id, message_id) REFERENCES conversations_messages(complaint_id, id),
  CHECK ((cue = ANY (ARRAY['thanks'::text, 'apology'::text, 'empathy'::text, 'solution'::text, 'options'::text, 'deadline'::text, 'contact'::text, 'cause'::text, 'clarifying_question'::text, 'anything_else'::text, 'external_route'::text, 'feedback_purpose'::text]))),
  CHECK ((kind = ANY (ARRAY['experience'::text, 'fault'::text])))
);

create table conversations_draft_versions (
  complaint_id uuid not null,
  agent_id uuid not null,
  kind text not null,
  id uuid not null,
  html text not null,
  text text not null,
  recipients jsonb default '[]'::jsonb not null,
  attachment_ids uuid[] default '{}'::uuid[] not null,
  saved_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, agent_id, kind, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((kind = ANY (ARRAY['reply'::text, 'note'::text])))
);

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
  texts jsonb default '[]'::jsonb not null,
  helped jsonb default '[]'::jsonb not null,
  PRIMARY KEY (complaint_id, agent_id, kind),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((kind = ANY (ARRAY['reply'::text, 'note'::text])))
);

create table conversations_helper_drafts (
  complaint_id uuid not null,
  id uuid not null,
  kind text not null,
  state text not null,
  asked_by text not null,
  asked_at timestamp(3) with time zone not null,
  taken_by text,
  trouble text,
  model text,
  text text,
  salt bytea,
  answered_at timestamp(3) with time zone,
  message_id uuid,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK (((state = 'ready'::text) = (text IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['summary'::text, 'reply'::text]))),
  CHECK ((state = ANY (ARRAY['asked'::text, 'talking'::text, 'ready'::text, 'failed'::text, 'used'::text])))
);
CREATE UNIQUE INDEX conversations_helper_drafts_complaint_id_kind_idx ON conversations_helper_drafts USING btree (complaint_id, kind) WHERE (state = ANY (ARRAY['asked'::text, 'talking'::text]));

create table conversations_kept_words (
  complaint_id uuid not null,
  message_id uuid not null,
  rules text[] not null,
  reason text not null,
  salt bytea not null,
  hits jsonb default '[]'::jsonb not null,
  PRIMARY KEY (complaint_id, message_id),
  FOREIGN KEY (complaint_id, message_id) REFERENCES conversations_messages(complaint_id, id)
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
  thread_guid uuid,
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
  letter text,
  hold_seconds integer,
  helped_by text,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK (((direction = 'out'::text) = (state IS NOT NULL))),
  CHECK (((hold_seconds >= 0) AND (hold_seconds <= 86400))),
  CHECK (((hold_seconds IS NULL) OR (kind = 'contact'::text))),
  CHECK ((by_hand = ANY (ARRAY['printed'::text, 'told'::text]))),
  CHECK ((channel = ANY (ARRAY['email'::text, 'web_form'::text, 'portal'::text, 'phone'::text, 'counter'::text, 'letter'::text, 'chat'::text, 'social'::text, 'api'::text]))),
  CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  CHECK ((kind = ANY (ARRAY['message'::text, 'acknowledgement'::text, 'notice'::text, 'contact'::text]))),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text]))),
  CHECK ((letter = ANY (ARRAY['acknowledgement'::text, 'holding'::text, 'offer'::text, 'final_upheld'::text, 'final_not_upheld'::text, 'summary'::text, 'closing'::text, 'message'::text]))),
  CHECK ((protection = ANY (ARRAY['pgp_encrypted'::text, 'pgp_signed'::text, 'smime_encrypted'::text, 'smime_signed'::text]))),
  CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'bounced'::text, 'unsure'::text, 'withdrawn'::text])))
);
CREATE INDEX conversations_messages_stuck ON conversations_messages USING btree (state, at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text, 'failed'::text, 'bounced'::text, 'unsure'::text]));
CREATE INDEX conversations_messages_thread ON conversations_messages USING btree (thread_guid) WHERE (thread_guid IS NOT NULL);
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

create table conversations_orientations (
  complaint_id uuid not null,
  orientation text not null,
  reason text not null,
  set_by text not null,
  set_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((orientation = ANY (ARRAY['result'::text, 'recognition'::text, 'both'::text, 'unknown'::text]))),
  CHECK ((reason <> ''::text))
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

create table conversations_playbooks (
  complaint_id uuid not null,
  id uuid not null,
  playbook text not null,
  stage text,
  done_by text not null,
  done_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((playbook = ANY (ARRAY['phone'::text, 'chat'::text, 'counter'::text, 'email'::text, 'social'::text]))),
  CHECK ((stage = ANY (ARRAY['release'::text, 'reassure'::text, 'reconnect'::text])))
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
  CHECK ((role = ANY (ARRAY['to'::text, 'cc'::text, 'bcc'::text])))
);

create table conversations_shown_messages (
  complaint_id uuid not null,
  message_id uuid not null,
  from_id uuid not null,
  shown_at timestamp(3) with time zone not null,
  shown_by text not null,
  PRIMARY KEY (complaint_id, message_id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id)
);

create table conversations_signatures (
  id uuid not null,
  scope text not null,
  of_id uuid,
  texts jsonb not null,
  version integer default 1 not null,
  edited_at timestamp(3) with time zone not null,
  edited_by text not null,
  PRIMARY KEY (id),
  CHECK (((of_id IS NULL) = (scope = 'desk'::text))),
  CHECK ((scope = ANY (ARRAY['desk'::text, 'team'::text, 'mailbox'::text])))
);
CREATE UNIQUE INDEX conversations_signatures_of ON conversations_signatures USING btree (scope, of_id) NULLS NOT DISTINCT;

create table conversations_stages (
  complaint_id uuid not null,
  id uuid not null,
  stage text not null,
  set_by text not null,
  set_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((stage = ANY (ARRAY['release'::text, 'reassure'::text, 'reconnect'::text])))
);

create table conversations_text_uses (
  complaint_id uuid not null,
  message_id uuid not null,
  text_id uuid not null,
  language text not null,
  number integer not null,
  changed real not null,
  satisfaction real,
  used_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, message_id, text_id),
  FOREIGN KEY (complaint_id, message_id) REFERENCES conversations_messages(complaint_id, id),
  CHECK (((changed >= (0)::double precision) AND (changed <= (1)::double precision)))
);
CREATE INDEX conversations_text_uses_text ON conversations_text_uses USING btree (text_id, used_at);

create table conversations_triage_corrections (
  complaint_id uuid not null,
  message_id uuid not null,
  output text not null,
  value text not null,
  reason text,
  set_by text not null,
  set_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, message_id, output),
  FOREIGN KEY (complaint_id, message_id) REFERENCES conversations_triages(complaint_id, message_id),
  CHECK ((output = ANY (ARRAY['kind'::text, 'category'::text, 'urgency'::text, 'sentiment'::text, 'orientation'::text, 'conduct'::text])))
);

create table conversations_triages (
  complaint_id uuid not null,
  message_id uuid not null,
  reading jsonb not null,
  marks text[] not null,
  read_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, message_id),
  FOREIGN KEY (complaint_id, message_id) REFERENCES conversations_messages(complaint_id, id)
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

create table handovers_handovers (
  complaint_id uuid not null,
  id uuid not null,
  state text default 'requested'::text not null,
  why text not null,
  reason text,
  asked_by text not null,
  requested_by text not null,
  requested_at timestamp(3) with time zone not null,
  owner_id uuid,
  receiver_id uuid not null,
  reach_by timestamp(3) with time zone not null,
  facts text not null,
  feelings text not null,
  promises text not null,
  offered text not null,
  wanted text not null,
  settled_at timestamp(3) with time zone,
  settled_by text,
  settled_reason text,
  version integer default 1 not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  FOREIGN KEY (owner_id) REFERENCES people_agents(id),
  FOREIGN KEY (receiver_id) REFERENCES people_agents(id),
  CHECK (((settled_at IS NULL) = (settled_by IS NULL))),
  CHECK (((state <> 'declined'::text) OR (settled_reason IS NOT NULL))),
  CHECK (((state = 'requested'::text) = (settled_at IS NULL))),
  CHECK (((why <> 'other'::text) OR (reason IS NOT NULL))),
  CHECK ((asked_by = ANY (ARRAY['customer'::text, 'colleague'::text]))),
  CHECK ((owner_id IS DISTINCT FROM receiver_id)),
  CHECK ((reach_by > requested_at)),
  CHECK ((requested_by <> ('person/'::text || (receiver_id)::text))),
  CHECK ((state = ANY (ARRAY['requested'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text]))),
  CHECK ((why = ANY (ARRAY['customer_asks'::text, 'second_broken_promise'::text, 'above_authority'::text, 'staff_conduct'::text, 'public_scene'::text, 'threat'::text, 'regulator'::text, 'strong_emotion'::text, 'other'::text])))
);
CREATE UNIQUE INDEX handovers_open ON handovers_handovers USING btree (complaint_id) WHERE (state = 'requested'::text);
CREATE INDEX handovers_receiver ON handovers_handovers USING btree (receiver_id, requested_at) WHERE (state = 'requested'::text);
CREATE INDEX handovers_requested ON handovers_handovers USING btree (requested_by, requested_at) WHERE (state = ANY (ARRAY['requested'::text, 'declined'::text]));

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

create table knowledge_texts (
  id uuid not null,
  code text not null,
  kind text not null,
  letter text,
  categories text[] default '{}'::text[] not null,
  channels text[] default '{}'::text[] not null,
  stage text default 'none'::text not null,
  step smallint,
  audience text[] default '{agents}'::text[] not null,
  owner_id uuid,
  review_on date,
  shipped text,
  retired_at timestamp(3) with time zone,
  retired_by text,
  created_at timestamp(3) with time zone not null,
  version integer default 1 not null,
  PRIMARY KEY (id),
  UNIQUE (code),
  CHECK (((audience <@ ARRAY['agents'::text, 'customers'::text]) AND (cardinality(audience) > 0))),
  CHECK (((step >= 1) AND (step <= 12))),
  CHECK ((kind = ANY (ARRAY['canned'::text, 'template'::text, 'letter'::text, 'playbook'::text, 'card'::text, 'rule_card'::text]))),
  CHECK ((letter = ANY (ARRAY['acknowledgement'::text, 'holding'::text, 'offer'::text, 'final_upheld'::text, 'final_not_upheld'::text, 'summary'::text, 'closing'::text, 'message'::text]))),
  CHECK ((stage = ANY (ARRAY['release'::text, 'reassure'::text, 'reconnect'::text, 'none'::text])))
);

create table knowledge_versions (
  text_id uuid not null,
  language text not null,
  number integer not null,
  title text not null,
  body text not null,
  plain text not null,
  steps jsonb default '[]'::jsonb not null,
  folded text generated always as (fold(((title || ' '::text) || plain))) stored not null,
  written_by text not null,
  written_at timestamp(3) with time zone not null,
  change text,
  replaced_at timestamp(3) with time zone,
  rule jsonb,
  PRIMARY KEY (text_id, language, number),
  FOREIGN KEY (text_id) REFERENCES knowledge_texts(id),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text])))
);
CREATE UNIQUE INDEX knowledge_versions_current ON knowledge_versions USING btree (text_id, language) WHERE (replaced_at IS NULL);

create table letters_answers (
  complaint_id uuid not null,
  message_id uuid not null,
  issue_id uuid not null,
  PRIMARY KEY (complaint_id, message_id, issue_id),
  FOREIGN KEY (complaint_id, issue_id) REFERENCES complaints_issues(complaint_id, id),
  FOREIGN KEY (complaint_id, message_id) REFERENCES letters_letters(complaint_id, message_id)
);

create table letters_bodies (
  language text not null,
  name text not null,
  address text not null,
  website text not null,
  time_limit text not null,
  others jsonb default '[]'::jsonb not null,
  version integer default 1 not null,
  changed_by text not null,
  changed_at timestamp(3) with time zone not null,
  PRIMARY KEY (language),
  CHECK ((jsonb_typeof(others) = 'array'::text)),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text])))
);

create table letters_letters (
  complaint_id uuid not null,
  message_id uuid not null,
  letter text not null,
  language text not null,
  template integer not null,
  content jsonb not null,
  attachment_id uuid not null,
  PRIMARY KEY (complaint_id, message_id),
  FOREIGN KEY (complaint_id, message_id) REFERENCES conversations_messages(complaint_id, id),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text]))),
  CHECK ((letter = ANY (ARRAY['acknowledgement'::text, 'holding'::text, 'offer'::text, 'final_upheld'::text, 'final_not_upheld'::text, 'summary'::text, 'closing'::text, 'message'::text])))
);

create table letters_offer_links (
  complaint_id uuid not null,
  link_id uuid not null,
  offer_id uuid not null,
  PRIMARY KEY (complaint_id, link_id),
  FOREIGN KEY (complaint_id, offer_id) REFERENCES letters_offers(complaint_id, id)
);

create table letters_offers (
  complaint_id uuid not null,
  id uuid not null,
  message_id uuid not null,
  language text not null,
  made_by text not null,
  made_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  answer text,
  how text,
  answered_at timestamp(3) with time zone,
  said_at timestamp(3) with time zone,
  answered_by text,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id, message_id) REFERENCES letters_letters(complaint_id, message_id),
  CHECK (((((answer IS NULL) OR (answer = 'replaced'::text)) = (how IS NULL)) AND ((how IS NULL) = (said_at IS NULL)))),
  CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) = (answered_by IS NULL)))),
  CHECK ((answer = ANY (ARRAY['chosen'::text, 'declined'::text, 'countered'::text, 'replaced'::text]))),
  CHECK ((how = ANY (ARRAY['page'::text, 'message'::text, 'phone'::text, 'in_person'::text, 'letter'::text]))),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text])))
);
CREATE UNIQUE INDEX letters_offers_open ON letters_offers USING btree (complaint_id) WHERE (answer IS NULL);

create table letters_options (
  complaint_id uuid not null,
  offer_id uuid not null,
  remedy_id uuid not null,
  issue_id uuid not null,
  "position" integer not null,
  title text not null,
  happens text not null,
  days integer not null,
  chosen boolean default false not null,
  PRIMARY KEY (complaint_id, offer_id, remedy_id),
  FOREIGN KEY (complaint_id, issue_id) REFERENCES complaints_issues(complaint_id, id),
  FOREIGN KEY (complaint_id, offer_id) REFERENCES letters_offers(complaint_id, id),
  FOREIGN KEY (complaint_id, remedy_id) REFERENCES remedies_remedies(complaint_id, id),
  CHECK (("position" > 0)),
  CHECK (((days >= 0) AND (days <= 365))),
  CHECK ((happens <> ''::text)),
  CHECK ((title <> ''::text))
);
CREATE UNIQUE INDEX letters_options_chosen ON letters_options USING btree (complaint_id, offer_id, issue_id) WHERE chosen;

create table letters_templates (
  letter text not null,
  language text not null,
  number integer not null,
  subject text not null,
  blocks jsonb not null,
  change text,
  written_by text not null,
  written_at timestamp(3) with time zone not null,
  PRIMARY KEY (letter, language, number),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text]))),
  CHECK ((letter = ANY (ARRAY['acknowledgement'::text, 'holding'::text, 'offer'::text, 'final_upheld'::text, 'final_not_upheld'::text, 'summary'::text, 'closing'::text, 'message'::text]))),
  CHECK ((number > 0)),
  CHECK ((subject <> ''::text))
);

create table notices_browsers (
  id uuid not null,
  agent_id uuid not null,
  endpoint text not null,
  p256dh text not null,
  auth bytea not null,
  public_key text not null,
  added_at timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  UNIQUE (endpoint),
  FOREIGN KEY (agent_id) REFERENCES people_agents(id)
);
CREATE INDEX notices_browsers_agent ON notices_browsers USING btree (agent_id);

create table notices_choices (
  agent_id uuid not null,
  kind text not null,
  mail boolean not null,
  push boolean not null,
  PRIMARY KEY (agent_id, kind),
  FOREIGN KEY (agent_id) REFERENCES people_agents(id)
);

create table notices_keys (
  fingerprint text not null,
  public_key text not null,
  private_key bytea not null,
  made_at timestamp(3) with time zone not null,
  PRIMARY KEY (fingerprint)
);

create table notices_letters (
  id uuid not null,
  agent_id uuid not null,
  way text not null,
  browser_id uuid,
  state text not null,
  lines jsonb not null,
  made_at timestamp(3) with time zone not null,
  settled_at timestamp(3) with time zone,
  error text,
  PRIMARY KEY (id),
  FOREIGN KEY (agent_id) REFERENCES people_agents(id),
  CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'unsure'::text, 'dropped'::text]))),
  CHECK ((way = ANY (ARRAY['mail'::text, 'push'::text])))
);
CREATE INDEX notices_letters_agent ON notices_letters USING btree (agent_id, way, made_at);
CREATE INDEX notices_letters_old ON notices_letters USING btree (made_at);

create table notices_notices (
  complaint_id uuid not null,
  agent_id uuid not null,
  id uuid not null,
  what jsonb not null,
  kind text not null,
  place text,
  instead_of uuid,
  at timestamp(3) with time zone not null,
  read_at timestamp(3) with time zone,
  mail text[] default '{}'::text[] not null,
  push text[] default '{}'::text[] not null,
  waits_since timestamp(3) with time zone,
  PRIMARY KEY (complaint_id, agent_id, id),
  FOREIGN KEY (agent_id) REFERENCES people_agents(id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  FOREIGN KEY (instead_of) REFERENCES people_agents(id)
);
CREATE INDEX notices_of_agent ON notices_notices USING btree (agent_id, at DESC, id DESC);
CREATE INDEX notices_old ON notices_notices USING btree (at);
CREATE UNIQUE INDEX notices_unread ON notices_notices USING btree (complaint_id, agent_id) WHERE (read_at IS NULL);
CREATE INDEX notices_unread_of_agent ON notices_notices USING btree (agent_id) WHERE (read_at IS NULL);
CREATE INDEX notices_waiting ON notices_notices USING btree (agent_id) WHERE ((mail <> '{}'::text[]) OR (push <> '{}'::text[]));

create unlogged table notices_presences (
  complaint_id uuid not null,
  agent_id uuid not null,
  tab text not null,
  doing text not null,
  seen_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, agent_id, tab),
  CHECK ((doing = ANY (ARRAY['reading'::text, 'handing_over'::text, 'noting'::text, 'letter'::text, 'writing'::text])))
);
CREATE INDEX notices_presences_old ON notices_presences USING btree (seen_at);

create table notices_rests (
  agent_id uuid not null,
  quiet_from time without time zone,
  quiet_to time without time zone,
  critical boolean default false not null,
  away_from timestamp(3) with time zone,
  away_until timestamp(3) with time zone,
  stand_in_id uuid,
  version integer default 1 not null,
  PRIMARY KEY (agent_id),
  FOREIGN KEY (agent_id) REFERENCES people_agents(id),
  FOREIGN KEY (stand_in_id) REFERENCES people_agents(id),
  CHECK (((away_from IS NULL) = (away_until IS NULL))),
  CHECK (((quiet_from IS NULL) = (quiet_to IS NULL))),
  CHECK ((away_until > away_from)),
  CHECK ((stand_in_id <> agent_id))
);

create table notices_watches (
  id uuid not null,
  agent_id uuid not null,
  kind text not null,
  subject text not null,
  inside uuid[] default '{}'::uuid[] not null,
  silent boolean default false not null,
  since timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (agent_id) REFERENCES people_agents(id),
  CHECK ((kind = ANY (ARRAY['customer'::text, 'category'::text, 'view'::text])))
);
CREATE INDEX notices_watches_agent ON notices_watches USING btree (agent_id, since);
CREATE UNIQUE INDEX notices_watches_subject ON notices_watches USING btree (kind, subject, agent_id);

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
  CHECK ((use = ANY (ARRAY['follow'::text, 'choose'::text, 'confirm'::text, 'survey'::text, 'coupon'::text])))
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

create table precedents_alarms (
  complaint_id uuid not null,
  id uuid not null,
  issue_id uuid not null,
  basis text not null,
  other_complaint_id uuid not null,
  other_issue_id uuid not null,
  kind text not null,
  factor numeric,
  found_at timestamp(3) with time zone not null,
  explained_at timestamp(3) with time zone,
  explained_by text,
  explanation text,
  salt bytea,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id, issue_id) REFERENCES complaints_issues(complaint_id, id),
  CHECK ((((explained_at IS NULL) = (explanation IS NULL)) AND ((explained_at IS NULL) = (explained_by IS NULL)))),
  CHECK (((explanation IS NULL) = (salt IS NULL))),
  CHECK ((explanation <> ''::text)),
  CHECK ((kind = ANY (ARRAY['amount'::text, 'refusal'::text])))
);
CREATE INDEX precedents_alarms_found ON precedents_alarms USING btree (found_at, id);
CREATE UNIQUE INDEX precedents_alarms_once ON precedents_alarms USING btree (complaint_id, issue_id, other_complaint_id, other_issue_id, kind);

create table precedents_precedents (
  complaint_id uuid not null,
  issue_id uuid not null,
  basis text not null,
  id uuid not null,
  category_code text not null,
  cause_code text,
  outcome text not null,
  forms text[] default '{}'::text[] not null,
  amount bigint,
  currency text,
  at_stake bigint,
  wishes text[] default '{}'::text[] not null,
  decided_at timestamp(3) with time zone not null,
  kept_at timestamp(3) with time zone not null,
  suspended_at timestamp(3) with time zone,
  reasons text[] default '{}'::text[] not null,
  sentence text,
  rule text,
  valid_to date,
  worded_by text,
  worded_at timestamp(3) with time zone,
  outdated_at timestamp(3) with time zone,
  outdated_by text,
  outdated_reason text,
  version integer default 1 not null,
  PRIMARY KEY (complaint_id, issue_id, basis),
  FOREIGN KEY (category_code) REFERENCES complaints_categories(code),
  FOREIGN KEY (complaint_id, issue_id) REFERENCES complaints_issues(complaint_id, id),
  CHECK ((((outdated_at IS NULL) = (outdated_reason IS NULL)) AND ((outdated_at IS NULL) = (outdated_by IS NULL)))),
  CHECK (((amount IS NULL) = (currency IS NULL))),
  CHECK (((worded_at IS NULL) = (worded_by IS NULL))),
  CHECK ((amount >= 0)),
  CHECK ((at_stake > 0)),
  CHECK ((basis = ANY (ARRAY['entitlement'::text, 'goodwill'::text, 'none'::text]))),
  CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CHECK ((outcome = ANY (ARRAY['upheld'::text, 'partly_upheld'::text, 'not_upheld'::text, 'not_upheld_goodwill'::text]))),
  CHECK ((outdated_reason <> ''::text)),
  CHECK ((rule <> ''::text)),
  CHECK ((sentence <> ''::text))
);
CREATE INDEX precedents_like ON precedents_precedents USING btree (category_code, decided_at) WHERE ((suspended_at IS NULL) AND (outdated_at IS NULL));
CREATE UNIQUE INDEX precedents_precedents_id ON precedents_precedents USING btree (id);

create table procedure_acts (
  complaint_id uuid not null,
  id uuid not null,
  step smallint not null,
  point text,
  kind text not null,
  code text,
  reason text,
  salt bytea,
  done_by text not null,
  done_at timestamp(3) with time zone not null,
  reset_by text,
  reset_at timestamp(3) with time zone,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK (((point IS NOT NULL) OR (code IS NOT NULL) OR (reason IS NOT NULL))),
  CHECK (((point IS NULL) OR (kind = 'tick'::text))),
  CHECK (((reset_at IS NULL) = (reset_by IS NULL))),
  CHECK (((step >= 1) AND (step <= 12))),
  CHECK ((kind = ANY (ARRAY['tick'::text, 'skip'::text])))
);
CREATE UNIQUE INDEX procedure_acts_in_force ON procedure_acts USING btree (complaint_id, step, COALESCE(point, ''::text)) WHERE (reset_at IS NULL);

create table procedure_causes (
  code text not null,
  parent_code text,
  names jsonb not null,
  "position" integer not null,
  ended_at timestamp(3) with time zone,
  version integer default 1 not null,
  PRIMARY KEY (code),
  CHECK ((code ~ '^[a-z0-9_]{1,60}$'::text)),
  CHECK ((parent_code <> code))
);

create table procedure_checklist_versions (
  checklist_code text not null,
  number integer not null,
  valid_from timestamp(3) with time zone not null,
  points jsonb not null,
  change text,
  written_by text not null,
  written_at timestamp(3) with time zone not null,
  PRIMARY KEY (checklist_code, number),
  FOREIGN KEY (checklist_code) REFERENCES procedure_checklists(code),
  CHECK ((number > 0))
);

create table procedure_checklists (
  code text not null,
  version integer default 0 not null,
  PRIMARY KEY (code)
);

create table procedure_feelings (
  complaint_id uuid not null,
  id uuid not null,
  feeling text not null,
  words text,
  salt bytea,
  noted_by text not null,
  noted_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((feeling = ANY (ARRAY['content'::text, 'accepting'::text, 'unhappy'::text, 'not_said'::text])))
);

create table procedure_findings (
  complaint_id uuid not null,
  id uuid not null,
  issue_id uuid,
  claim text not null,
  claim_salt bytea not null,
  source text not null,
  result text not null,
  note text,
  note_salt bytea,
  message_id uuid,
  attachment_id uuid,
  logged_by text not null,
  logged_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  FOREIGN KEY (complaint_id, issue_id) REFERENCES complaints_issues(complaint_id, id),
  CHECK (((note IS NULL) = (note_salt IS NULL))),
  CHECK ((claim <> ''::text)),
  CHECK ((result = ANY (ARRAY['confirmed'::text, 'refuted'::text, 'unclear'::text]))),
  CHECK ((source = ANY (ARRAY['customer'::text, 'record'::text, 'document'::text, 'colleague'::text, 'partner'::text, 'expert'::text, 'visit'::text, 'recording'::text, 'elsewhere'::text])))
);

create table procedure_intakes (
  id uuid not null,
  held_by uuid not null,
  stage text not null,
  typed jsonb not null,
  stages jsonb not null,
  begun_at timestamp(3) with time zone not null,
  saved_at timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (held_by) REFERENCES people_agents(id),
  CHECK ((stage = ANY (ARRAY['look'::text, 'listen'::text, 'ask'::text, 'verify'::text])))
);
CREATE INDEX procedure_intakes_of_agent ON procedure_intakes USING btree (held_by, saved_at);

create table procedure_issue_causes (
  complaint_id uuid not null,
  id uuid not null,
  issue_id uuid not null,
  code text not null,
  words text,
  salt bytea,
  set_by text not null,
  set_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  FOREIGN KEY (complaint_id, issue_id) REFERENCES complaints_issues(complaint_id, id),
  CHECK (((code <> 'unknown'::text) OR (words IS NOT NULL))),
  CHECK (((words IS NULL) = (salt IS NULL)))
);
CREATE INDEX procedure_issue_causes_last ON procedure_issue_causes USING btree (complaint_id, issue_id, set_at, id);

create table procedure_points (
  complaint_id uuid not null,
  id uuid not null,
  point text not null,
  status text not null,
  value text,
  value_salt bytea,
  source text,
  reason text,
  reason_salt bytea,
  noted_by text not null,
  noted_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK (((reason IS NULL) = (reason_salt IS NULL))),
  CHECK (((status <> 'known'::text) OR ((value IS NOT NULL) AND (source IS NOT NULL)))),
  CHECK (((status <> ALL (ARRAY['not_applicable'::text, 'unavailable'::text])) OR (reason IS NOT NULL))),
  CHECK (((value IS NULL) = (value_salt IS NULL))),
  CHECK ((source = ANY (ARRAY['customer'::text, 'record'::text, 'document'::text, 'colleague'::text, 'elsewhere'::text]))),
  CHECK ((status = ANY (ARRAY['known'::text, 'asked'::text, 'not_applicable'::text, 'unavailable'::text])))
);
CREATE INDEX procedure_points_last ON procedure_points USING btree (complaint_id, point, noted_at, id);

create table procedure_stages (
  complaint_id uuid not null,
  id uuid not null,
  stage text not null,
  held_by text not null,
  began_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((ended_at >= began_at)),
  CHECK ((stage = ANY (ARRAY['look'::text, 'listen'::text, 'ask'::text, 'verify'::text])))
);
CREATE UNIQUE INDEX procedure_stages_running ON procedure_stages USING btree (complaint_id) WHERE (ended_at IS NULL);

create table procedure_summaries (
  complaint_id uuid not null,
  id uuid not null,
  text text not null,
  salt bytea not null,
  language text not null,
  way text not null,
  message_id uuid,
  link_id uuid,
  asked_by text not null,
  asked_at timestamp(3) with time zone not null,
  answer text,
  correction text,
  correction_salt bytea,
  answered_by text,
  answered_at timestamp(3) with time zone,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK (((answer IS NULL) = (answered_at IS NULL))),
  CHECK (((answer IS NULL) = (answered_by IS NULL))),
  CHECK (((correction IS NOT NULL) = ((answer IS NOT NULL) AND (answer = 'corrected'::text)))),
  CHECK (((correction IS NULL) = (correction_salt IS NULL))),
  CHECK (((way = 'mail'::text) = (link_id IS NOT NULL))),
  CHECK (((way = 'mail'::text) = (message_id IS NOT NULL))),
  CHECK ((answer = ANY (ARRAY['confirmed'::text, 'corrected'::text]))),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text]))),
  CHECK ((text <> ''::text)),
  CHECK ((way = ANY (ARRAY['mail'::text, 'spoken'::text])))
);
CREATE UNIQUE INDEX procedure_summaries_of_link ON procedure_summaries USING btree (complaint_id, link_id) WHERE (link_id IS NOT NULL);

create table procedure_template_versions (
  template_code text not null,
  number integer not null,
  valid_from timestamp(3) with time zone not null,
  steps jsonb,
  change text,
  written_by text not null,
  written_at timestamp(3) with time zone not null,
  PRIMARY KEY (template_code, number),
  FOREIGN KEY (template_code) REFERENCES procedure_templates(code),
  CHECK ((number > 0))
);

create table procedure_templates (
  code text not null,
  version integer default 0 not null,
  PRIMARY KEY (code)
);

create table procedure_triggers (
  complaint_id uuid not null,
  code text not null,
  set_by text not null,
  set_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, code),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((code = ANY (ARRAY['poor_communication'::text, 'not_heard'::text, 'outage'::text, 'lack_of_urgency'::text, 'lack_of_trust'::text, 'unexpected_charge'::text, 'unresolved_issue'::text, 'reopened'::text])))
);

create table promises_promises (
  complaint_id uuid not null,
  id uuid not null,
  made_to text not null,
  words text not null,
  salt bytea not null,
  due_at timestamp(3) with time zone not null,
  owner_id uuid,
  state text default 'open'::text not null,
  message_id uuid,
  made_by text not null,
  made_at timestamp(3) with time zone not null,
  kept_at timestamp(3) with time zone,
  kept_by text,
  evidence text,
  evidence_id uuid,
  evidence_text text,
  broken_at timestamp(3) with time zone,
  released_at timestamp(3) with time zone,
  released_by text,
  release_said_at timestamp(3) with time zone,
  release_channel text,
  release_words text,
  version integer default 1 not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  FOREIGN KEY (complaint_id, message_id) REFERENCES conversations_messages(complaint_id, id),
  FOREIGN KEY (owner_id) REFERENCES people_agents(id),
  CHECK ((((kept_at IS NULL) = (kept_by IS NULL)) AND ((kept_at IS NULL) = (evidence IS NULL)))),
  CHECK ((((released_at IS NULL) = (released_by IS NULL)) AND ((released_at IS NULL) = (release_said_at IS NULL)))),
  CHECK (((broken_at IS NULL) OR (broken_at >= due_at))),
  CHECK (((evidence_id IS NOT NULL) = COALESCE((evidence = ANY (ARRAY['message'::text, 'contact'::text, 'note'::text])), false))),
  CHECK (((evidence_text IS NOT NULL) = COALESCE((evidence = 'text'::text), false))),
  CHECK (((release_words IS NOT NULL) = COALESCE((release_channel <> ALL (ARRAY['unsent'::text, 'split'::text])), false))),
  CHECK (((released_at IS NULL) = (release_channel IS NULL))),
  CHECK (((state = 'broken'::text) <= (broken_at IS NOT NULL))),
  CHECK (((state = 'kept'::text) = (kept_at IS NOT NULL))),
  CHECK (((state = 'released'::text) = (released_at IS NOT NULL))),
  CHECK ((evidence = ANY (ARRAY['message'::text, 'contact'::text, 'note'::text, 'text'::text]))),
  CHECK ((made_to <> ''::text)),
  CHECK ((release_channel = ANY (ARRAY['email'::text, 'web_form'::text, 'portal'::text, 'phone'::text, 'counter'::text, 'letter'::text, 'chat'::text, 'social'::text, 'withdrawal'::text, 'unsent'::text, 'split'::text]))),
  CHECK ((release_words <> ''::text)),
  CHECK ((state = ANY (ARRAY['open'::text, 'reagreed'::text, 'kept'::text, 'broken'::text, 'released'::text]))),
  CHECK ((words <> ''::text))
);
CREATE INDEX promises_promises_broken ON promises_promises USING btree (broken_at DESC) WHERE (state = 'broken'::text);
CREATE INDEX promises_promises_due ON promises_promises USING btree (due_at, complaint_id) WHERE (state = ANY (ARRAY['open'::text, 'reagreed'::text]));
CREATE INDEX promises_promises_owner ON promises_promises USING btree (owner_id, due_at) WHERE (state = ANY (ARRAY['open'::text, 'reagreed'::text]));

create table promises_reagreements (
  complaint_id uuid not null,
  id uuid not null,
  promise_id uuid not null,
  due_before timestamp(3) with time zone not null,
  due_at timestamp(3) with time zone not null,
  channel text not null,
  words text not null,
  salt bytea not null,
  agreed_by text not null,
  agreed_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id, promise_id) REFERENCES promises_promises(complaint_id, id),
  CHECK ((agreed_at <= due_before)),
  CHECK ((channel = ANY (ARRAY['email'::text, 'web_form'::text, 'portal'::text, 'phone'::text, 'counter'::text, 'letter'::text, 'chat'::text, 'social'::text]))),
  CHECK ((due_at > agreed_at)),
  CHECK ((words <> ''::text))
);
CREATE INDEX promises_reagreements_promise ON promises_reagreements USING btree (complaint_id, promise_id);

create table remedies_accounts (
  id uuid not null,
  holder text not null,
  sealed bytea not null,
  ending text not null,
  bic text,
  written_by text not null,
  written_at timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  CHECK ((holder <> ''::text))
);
CREATE INDEX remedies_accounts_written ON remedies_accounts USING btree (written_at DESC, id DESC);

create table remedies_acquaintances (
  complaint_id uuid not null,
  agent_id uuid not null,
  noted_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, agent_id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id)
);

create table remedies_acts (
  complaint_id uuid not null,
  remedy_id uuid not null,
  act text not null,
  done_by text not null,
  done_at timestamp(3) with time zone not null,
  reason text,
  salt bytea,
  reference text,
  key text,
  PRIMARY KEY (complaint_id, remedy_id, act),
  FOREIGN KEY (complaint_id, remedy_id) REFERENCES remedies_remedies(complaint_id, id),
  CHECK (((reason IS NULL) = (salt IS NULL))),
  CHECK ((act = ANY (ARRAY['refused'::text, 'expired'::text, 'cancelled'::text, 'executed'::text, 'confirmed'::text, 'settled'::text, 'reversed'::text]))),
  CHECK ((key <> ''::text)),
  CHECK ((reason <> ''::text)),
  CHECK ((reference <> ''::text))
);

create table remedies_approvals (
  complaint_id uuid not null,
  id uuid not null,
  remedy_id uuid not null,
  given_as text not null,
  role text not null,
  kind text not null,
  amount bigint,
  currency text,
  payee_id uuid,
  approved_by text not null,
  approved_at timestamp(3) with time zone not null,
  matrix_version integer not null,
  in_place_of uuid,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id, remedy_id) REFERENCES remedies_remedies(complaint_id, id),
  FOREIGN KEY (in_place_of) REFERENCES people_agents(id),
  CHECK ((given_as = ANY (ARRAY['own_authority'::text, 'role'::text, 'manager'::text, 'finance'::text])))
);
CREATE UNIQUE INDEX remedies_approvals_once ON remedies_approvals USING btree (complaint_id, remedy_id, approved_by);

create table remedies_budgets (
  id uuid not null,
  team_id uuid,
  starts_on date not null,
  ends_on date not null,
  currency text not null,
  envelope bigint not null,
  warning_percent integer default 80 not null,
  used bigint default 0 not null,
  warned_at timestamp(3) with time zone,
  opened_at timestamp(3) with time zone,
  opened_by text,
  written_by text not null,
  written_at timestamp(3) with time zone not null,
  version integer default 1 not null,
  PRIMARY KEY (id),
  FOREIGN KEY (team_id) REFERENCES people_teams(id),
  CHECK (((opened_at IS NULL) = (opened_by IS NULL))),
  CHECK (((warning_percent >= 1) AND (warning_percent <= 99))),
  CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CHECK ((envelope > 0)),
  CHECK ((starts_on <= ends_on)),
  CHECK ((used >= 0))
);
CREATE INDEX remedies_budgets_team ON remedies_budgets USING btree (team_id, starts_on);

create table remedies_catalogue (
  code text not null,
  number integer not null,
  terms jsonb not null,
  change text,
  written_by text not null,
  written_at timestamp(3) with time zone not null,
  PRIMARY KEY (code, number),
  CHECK ((change <> ''::text)),
  CHECK ((code ~ '^[a-z0-9-]{1,60}$'::text)),
  CHECK ((number > 0))
);

create table remedies_chargebacks (
  complaint_id uuid not null,
  id uuid not null,
  order_number text not null,
  noted_on date not null,
  noted_by text not null,
  noted_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((order_number <> ''::text))
);
CREATE INDEX remedies_chargebacks_of_order ON remedies_chargebacks USING btree (order_number);
CREATE UNIQUE INDEX remedies_chargebacks_order ON remedies_chargebacks USING btree (complaint_id, order_number);

create table remedies_coupon_batches (
  id uuid not null,
  pool_id uuid not null,
  source text not null,
  codes integer not null,
  refused integer default 0 not null,
  added_by text not null,
  added_at timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (pool_id) REFERENCES remedies_coupon_pools(id),
  CHECK ((codes >= 0)),
  CHECK ((refused >= 0)),
  CHECK ((source = ANY (ARRAY['imported'::text, 'generated'::text])))
);
CREATE INDEX remedies_coupon_batches_pool ON remedies_coupon_batches USING btree (pool_id, id);

create table remedies_coupon_codes (
  code_hash bytea not null,
  pool_id uuid not null,
  id uuid not null,
  batch_id uuid not null,
  sealed bytea not null,
  ending text not null,
  taken_at timestamp(3) with time zone,
  PRIMARY KEY (code_hash),
  FOREIGN KEY (batch_id) REFERENCES remedies_coupon_batches(id),
  FOREIGN KEY (pool_id) REFERENCES remedies_coupon_pools(id),
  CHECK ((length(code_hash) = 32))
);
CREATE INDEX remedies_coupon_stock ON remedies_coupon_codes USING btree (pool_id, id) WHERE (taken_at IS NULL);

create table remedies_coupon_deliveries (
  complaint_id uuid not null,
  link_id uuid not null,
  coupon_id uuid not null,
  way text not null,
  message_id uuid not null,
  delivered_by text not null,
  delivered_at timestamp(3) with time zone not null,
  told_in uuid not null,
  PRIMARY KEY (complaint_id, link_id),
  FOREIGN KEY (complaint_id, coupon_id) REFERENCES remedies_coupons(complaint_id, id),
  CHECK ((way = ANY (ARRAY['mail'::text, 'post'::text])))
);

create table remedies_coupon_pools (
  id uuid not null,
  name text not null,
  kind text not null,
  amount bigint,
  currency text,
  percent integer,
  days integer,
  valid_from date,
  valid_to date,
  low_at integer default 20 not null,
  added_by text not null,
  added_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  version integer default 1 not null,
  PRIMARY KEY (id),
  CHECK (((amount IS NULL) <> (percent IS NULL))),
  CHECK (((amount IS NULL) = (currency IS NULL))),
  CHECK (((days >= 1) AND (days <= 3650))),
  CHECK (((days IS NOT NULL) OR (valid_to IS NOT NULL))),
  CHECK (((kind = 'coupon'::text) OR (amount IS NOT NULL))),
  CHECK (((low_at >= 0) AND (low_at <= 1000000))),
  CHECK (((percent >= 1) AND (percent <= 100))),
  CHECK (((valid_from IS NULL) OR (valid_to IS NULL) OR (valid_from <= valid_to))),
  CHECK ((amount > 0)),
  CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CHECK ((kind = ANY (ARRAY['coupon'::text, 'gift_card'::text]))),
  CHECK ((name <> ''::text))
);
CREATE UNIQUE INDEX remedies_coupon_pools_name ON remedies_coupon_pools USING btree (lower(name)) WHERE (ended_at IS NULL);

create table remedies_coupons (
  complaint_id uuid not null,
  id uuid not null,
  pool_id uuid not null,
  remedy_id uuid,
  customer_id uuid,
  code_hash bytea not null,
  state text not null,
  kind text not null,
  amount bigint,
  currency text,
  percent integer,
  reserved_at timestamp(3) with time zone not null,
  reserved_by text not null,
  released_at timestamp(3) with time zone,
  issued_at timestamp(3) with time zone,
  issued_by text,
  expires_at timestamp(3) with time zone,
  revealed_at timestamp(3) with time zone,
  revealed_by text,
  revealed_way text,
  redeemed_at timestamp(3) with time zone,
  redeemed_by text,
  redemption_key text,
  reference text,
  expired_at timestamp(3) with time zone,
  cancelled_at timestamp(3) with time zone,
  cancelled_by text,
  cancel_reason text,
  salt bytea,
  replaced_by uuid,
  version integer default 1 not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  FOREIGN KEY (pool_id) REFERENCES remedies_coupon_pools(id),
  CHECK ((((cancelled_at IS NULL) = (cancelled_by IS NULL)) AND ((cancelled_at IS NULL) = (cancel_reason IS NULL)))),
  CHECK ((((issued_at IS NULL) = (expires_at IS NULL)) AND ((issued_at IS NULL) = (issued_by IS NULL)))),
  CHECK ((((redeemed_at IS NULL) = (redeemed_by IS NULL)) AND ((redeemed_at IS NULL) = (redemption_key IS NULL)))),
  CHECK ((((revealed_at IS NULL) = (revealed_by IS NULL)) AND ((revealed_at IS NULL) = (revealed_way IS NULL)))),
  CHECK (((amount IS NULL) <> (percent IS NULL))),
  CHECK (((amount IS NULL) = (currency IS NULL))),
  CHECK (((cancel_reason IS NULL) = (salt IS NULL))),
  CHECK (((percent >= 1) AND (percent <= 100))),
  CHECK (((revealed_at IS NULL) OR (issued_at IS NOT NULL))),
  CHECK (((state = 'cancelled'::text) = (cancelled_at IS NOT NULL))),
  CHECK (((state = 'expired'::text) = (expired_at IS NOT NULL))),
  CHECK (((state = 'redeemed'::text) = (redeemed_at IS NOT NULL))),
  CHECK (((state = 'released'::text) = (released_at IS NOT NULL))),
  CHECK (((state = ANY (ARRAY['reserved'::text, 'released'::text])) = (issued_at IS NULL))),
  CHECK ((amount > 0)),
  CHECK ((cancel_reason <> ''::text)),
  CHECK ((kind = ANY (ARRAY['coupon'::text, 'gift_card'::text]))),
  CHECK ((revealed_way = ANY (ARRAY['mail'::text, 'post'::text, 'page'::text]))),
  CHECK ((state = ANY (ARRAY['reserved'::text, 'released'::text, 'issued'::text, 'redeemed'::text, 'expired'::text, 'cancelled'::text])))
);
CREATE UNIQUE INDEX remedies_coupons_code ON remedies_coupons USING btree (code_hash) WHERE (state <> 'released'::text);
CREATE INDEX remedies_coupons_expiring ON remedies_coupons USING btree (expires_at, complaint_id, id) WHERE (state = 'issued'::text);
CREATE INDEX remedies_coupons_held ON remedies_coupons USING btree (reserved_at, complaint_id, id) WHERE (state = 'reserved'::text);
CREATE INDEX remedies_coupons_pool ON remedies_coupons USING btree (pool_id, state);
CREATE UNIQUE INDEX remedies_coupons_remedy ON remedies_coupons USING btree (complaint_id, remedy_id) WHERE ((remedy_id IS NOT NULL) AND (state = ANY (ARRAY['reserved'::text, 'issued'::text, 'redeemed'::text])));

create table remedies_deputies (
  id uuid not null,
  agent_id uuid not null,
  deputy_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  written_by text not null,
  written_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  ended_by text,
  PRIMARY KEY (id),
  FOREIGN KEY (agent_id) REFERENCES people_agents(id),
  FOREIGN KEY (deputy_id) REFERENCES people_agents(id),
  CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  CHECK ((agent_id <> deputy_id)),
  CHECK ((starts_on <= ends_on))
);
CREATE INDEX remedies_deputies_agent ON remedies_deputies USING btree (agent_id, ends_on) WHERE (ended_at IS NULL);

create table remedies_entries (
  complaint_id uuid not null,
  id uuid not null,
  booking_id uuid not null,
  remedy_id uuid not null,
  issue_id uuid not null,
  team_id uuid,
  basis text not null,
  kind text not null,
  act text not null,
  account text not null,
  amount bigint not null,
  currency text not null,
  booked_by text not null,
  booked_at timestamp(3) with time zone not null,
  message_id uuid,
  corrects uuid,
  TRIGGER DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id, issue_id) REFERENCES complaints_issues(complaint_id, id),
  FOREIGN KEY (complaint_id, remedy_id) REFERENCES remedies_remedies(complaint_id, id),
  CHECK ((((((((((((((((((act = 'approved'::text) AND (account = 'open'::text) AND ((amount > 0) = true)) OR ((act = 'approved'::text) AND (account = 'granted'::text) AND ((amount > 0) = false))) OR ((act = 'cancelled'::text) AND (account = 'cancelled'::text) AND ((amount > 0) = true))) OR ((act = 'cancelled'::text) AND (account = 'open'::text) AND ((amount > 0) = false))) OR ((act = 'expired'::text) AND (account = 'cancelled'::text) AND ((amount > 0) = true))) OR ((act = 'expired'::text) AND (account = 'open'::text) AND ((amount > 0) = false))) OR ((act = 'executed'::text) AND (account = 'executed'::text) AND ((amount > 0) = true))) OR ((act = 'executed'::text) AND (account = 'open'::text) AND ((amount > 0) = false))) OR ((act = 'confirmed'::text) AND (account = 'confirmed'::text) AND ((amount > 0) = true))) OR ((act = 'confirmed'::text) AND (account = 'executed'::text) AND ((amount > 0) = false))) OR ((act = 'settled'::text) AND (account = 'settled'::text) AND ((amount > 0) = true))) OR ((act = 'settled'::text) AND (account = 'confirmed'::text) AND ((amount > 0) = false))) OR ((act = 'reversed'::text) AND (account = 'reversed'::text) AND ((amount > 0) = true))) OR ((act = 'reversed'::text) AND (account = 'executed'::text) AND ((amount > 0) = false))) OR ((act = 'reversed'::text) AND (account = 'confirmed'::text) AND ((amount > 0) = false))) OR ((act = 'reversed'::text) AND (account = 'settled'::text) AND ((amount > 0) = false)))),
  CHECK (((act <> 'executed'::text) OR (basis <> 'goodwill'::text) OR (message_id IS NOT NULL))),
  CHECK (((act = 'reversed'::text) = (corrects IS NOT NULL))),
  CHECK ((amount <> 0)),
  CHECK ((basis = ANY (ARRAY['entitlement'::text, 'goodwill'::text]))),
  CHECK ((currency ~ '^[A-Z]{3}$'::text))
);
CREATE INDEX remedies_entries_booked ON remedies_entries USING btree (booked_at, id);
CREATE UNIQUE INDEX remedies_entries_once ON remedies_entries USING btree (complaint_id, remedy_id, act, account);

create table remedies_expectations (
  complaint_id uuid not null,
  issue_id uuid not null,
  wanted text,
  salt bytea,
  tags jsonb default '[]'::jsonb not null,
  floor_amount bigint,
  floor_currency text,
  floor_reason text,
  floor_salt bytea,
  noted_by text not null,
  noted_at timestamp(3) with time zone not null,
  version integer default 1 not null,
  PRIMARY KEY (complaint_id, issue_id),
  FOREIGN KEY (complaint_id, issue_id) REFERENCES complaints_issues(complaint_id, id),
  CHECK ((((floor_amount IS NULL) = (floor_currency IS NULL)) AND ((floor_amount IS NULL) = (floor_reason IS NULL)))),
  CHECK (((floor_reason IS NULL) = (floor_salt IS NULL))),
  CHECK (((wanted IS NULL) = (salt IS NULL))),
  CHECK ((floor_amount > 0)),
  CHECK ((floor_currency ~ '^[A-Z]{3}$'::text)),
  CHECK ((floor_reason <> ''::text)),
  CHECK ((wanted <> ''::text))
);

create table remedies_looks (
  complaint_id uuid not null,
  id uuid not null,
  remedy_id uuid not null,
  guard text not null,
  facts text not null,
  finding text not null,
  salt bytea not null,
  looked_by text not null,
  looked_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id, remedy_id) REFERENCES remedies_remedies(complaint_id, id),
  CHECK ((finding <> ''::text))
);
CREATE INDEX remedies_looks_remedy ON remedies_looks USING btree (complaint_id, remedy_id, guard, looked_at);

create table remedies_matrices (
  version integer not null,
  valid_from timestamp(3) with time zone not null,
  rules jsonb not null,
  change text,
  written_by text not null,
  written_at timestamp(3) with time zone not null,
  PRIMARY KEY (version),
  CHECK ((change <> ''::text)),
  CHECK ((valid_from >= written_at)),
  CHECK ((version > 0))
);
CREATE INDEX remedies_matrices_valid ON remedies_matrices USING btree (valid_from, version);

create table remedies_payees (
  complaint_id uuid not null,
  id uuid not null,
  customer_id uuid,
  holder text not null,
  sealed bytea not null,
  iban_hash bytea not null,
  ending text not null,
  country text not null,
  bic text,
  original boolean not null,
  named_by text not null,
  named_at timestamp(3) with time zone not null,
  check_how text,
  checked_by text,
  checked_at timestamp(3) with time zone,
  approved_by text,
  approved_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  ended_by text,
  version integer default 1 not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK ((((check_how IS NULL) = (checked_by IS NULL)) AND ((check_how IS NULL) = (checked_at IS NULL)))),
  CHECK (((approved_at IS NULL) OR (checked_at IS NOT NULL))),
  CHECK (((approved_by IS NULL) = (approved_at IS NULL))),
  CHECK (((approved_by IS NULL) OR ((approved_by <> named_by) AND (approved_by <> checked_by)))),
  CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  CHECK ((check_how = ANY (ARRAY['document'::text, 'video'::text, 'call_back'::text, 'account_match'::text]))),
  CHECK ((holder <> ''::text)),
  CHECK ((length(iban_hash) = 32))
);
CREATE INDEX remedies_payees_iban ON remedies_payees USING btree (iban_hash);

create table remedies_payment_files (
  id uuid not null,
  format text not null,
  account_id uuid not null,
  currency text not null,
  pay_on date not null,
  payments integer not null,
  total bigint not null,
  content_hash text not null,
  made_by text not null,
  made_at timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (account_id) REFERENCES remedies_accounts(id),
  CHECK ((format = ANY (ARRAY['csv'::text, 'pain_001'::text]))),
  CHECK ((payments > 0)),
  CHECK ((total > 0))
);

create table remedies_payments (
  complaint_id uuid not null,
  id uuid not null,
  remedy_id uuid not null,
  payee_id uuid not null,
  amount bigint not null,
  currency text not null,
  reference text not null,
  state text default 'ordered'::text not null,
  ordered_by text not null,
  ordered_at timestamp(3) with time zone not null,
  file_id uuid,
  executed_on date,
  failure text,
  settled_by text,
  settled_at timestamp(3) with time zone,
  version integer default 1 not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id, payee_id) REFERENCES remedies_payees(complaint_id, id),
  CHECK (((settled_at IS NULL) = (settled_by IS NULL))),
  CHECK (((state = 'executed'::text) = (executed_on IS NOT NULL))),
  CHECK (((state = 'failed'::text) = (failure IS NOT NULL))),
  CHECK (((state = ANY (ARRAY['executed'::text, 'failed'::text, 'cancelled'::text])) = (settled_at IS NOT NULL))),
  CHECK (((state = ANY (ARRAY['exported'::text, 'executed'::text, 'failed'::text])) = (file_id IS NOT NULL))),
  CHECK ((amount > 0)),
  CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CHECK ((failure <> ''::text)),
  CHECK ((state = ANY (ARRAY['ordered'::text, 'exported'::text, 'executed'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX remedies_payments_file ON remedies_payments USING btree (file_id, id) WHERE (file_id IS NOT NULL);
CREATE INDEX remedies_payments_ordered ON remedies_payments USING btree (currency, id) WHERE (state = 'ordered'::text);
CREATE UNIQUE INDEX remedies_payments_reference ON remedies_payments USING btree (reference);
CREATE UNIQUE INDEX remedies_payments_remedy ON remedies_payments USING btree (complaint_id, remedy_id) WHERE (state = ANY (ARRAY['ordered'::text, 'exported'::text, 'executed'::text]));

create table remedies_purses (
  key text not null,
  locked_at timestamp(3) with time zone not null,
  PRIMARY KEY (key)
);

create table remedies_remedies (
  complaint_id uuid not null,
  id uuid not null,
  issue_id uuid not null,
  kind text not null,
  basis text not null,
  amount bigint,
  currency text,
  percent_hundredths integer,
  valuation jsonb not null,
  valued bigint,
  order_number text,
  order_paid bigint,
  payee_id uuid,
  explanation text not null,
  salt bytea not null,
  evidence text,
  evidence_salt bytea,
  state text not null,
  binds text,
  needs text,
  customer_id uuid,
  team_id uuid,
  budget_id uuid,
  proposed_by text not null,
  proposed_at timestamp(3) with time zone not null,
  requested_at timestamp(3) with time zone,
  expires_at timestamp(3) with time zone,
  decided_by text,
  decided_at timestamp(3) with time zone,
  matrix_version integer not null,
  message_id uuid,
  version integer default 1 not null,
  catalogue_code text,
  catalogue_number integer,
  departs text,
  departs_salt bytea,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (budget_id) REFERENCES remedies_budgets(id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  FOREIGN KEY (complaint_id, issue_id) REFERENCES complaints_issues(complaint_id, id),
  FOREIGN KEY (complaint_id, message_id) REFERENCES conversations_messages(complaint_id, id),
  FOREIGN KEY (complaint_id, payee_id) REFERENCES remedies_payees(complaint_id, id),
  CHECK (((amount > 0) AND (amount <= '1000000000000'::bigint))),
  CHECK (((amount IS NOT NULL) OR (kind = ANY (ARRAY['apology'::text, 'gesture'::text])))),
  CHECK (((amount IS NULL) = (currency IS NULL))),
  CHECK (((catalogue_code IS NULL) = (catalogue_number IS NULL))),
  CHECK (((decided_at IS NULL) = (decided_by IS NULL))),
  CHECK (((departs IS NULL) = (departs_salt IS NULL))),
  CHECK (((evidence IS NULL) = (evidence_salt IS NULL))),
  CHECK (((order_number IS NULL) = (order_paid IS NULL))),
  CHECK (((percent_hundredths >= 1) AND (percent_hundredths <= 10000))),
  CHECK (((percent_hundredths IS NULL) OR (kind = 'coupon'::text))),
  CHECK (((state <> 'requested'::text) OR ((requested_at IS NOT NULL) AND (expires_at IS NOT NULL) AND (binds IS NOT NULL) AND (needs IS NOT NULL)))),
  CHECK (((state <> ALL (ARRAY['approved'::text, 'executed'::text, 'confirmed'::text, 'settled'::text, 'reversed'::text])) OR (decided_at IS NOT NULL))),
  CHECK ((basis = ANY (ARRAY['entitlement'::text, 'goodwill'::text]))),
  CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CHECK ((departs <> ''::text)),
  CHECK ((evidence <> ''::text)),
  CHECK ((explanation <> ''::text)),
  CHECK ((kind = ANY (ARRAY['refund'::text, 'price_reduction'::text, 'replacement'::text, 'repair'::text, 'redelivery'::text, 'coupon'::text, 'gift_card'::text, 'goodwill_payment'::text, 'fee_waiver'::text, 'account_adjustment'::text, 'gesture'::text, 'apology'::text]))),
  CHECK ((needs = ANY (ARRAY['agent'::text, 'senior_agent'::text, 'supervisor'::text, 'manager'::text, 'finance_manager'::text]))),
  CHECK ((order_number <> ''::text)),
  CHECK ((order_paid > 0)),
  CHECK ((state = ANY (ARRAY['draft'::text, 'requested'::text, 'approved'::text, 'refused'::text, 'expired'::text, 'cancelled'::text, 'executed'::text, 'confirmed'::text, 'settled'::text, 'reversed'::text]))),
  CHECK ((valued >= 0))
);
CREATE INDEX remedies_asked ON remedies_remedies USING btree (requested_at) WHERE (requested_at IS NOT NULL);
CREATE INDEX remedies_decided ON remedies_remedies USING btree (decided_by, decided_at) WHERE ((basis = 'goodwill'::text) AND (state = ANY (ARRAY['approved'::text, 'executed'::text, 'confirmed'::text, 'settled'::text])));
CREATE INDEX remedies_of_customer ON remedies_remedies USING btree (customer_id, decided_at) WHERE ((basis = 'goodwill'::text) AND (state = ANY (ARRAY['approved'::text, 'executed'::text, 'confirmed'::text, 'settled'::text])));
CREATE INDEX remedies_of_order ON remedies_remedies USING btree (order_number) WHERE (order_number IS NOT NULL);
CREATE INDEX remedies_of_pair ON remedies_remedies USING btree (proposed_by, customer_id, proposed_at) WHERE (basis = 'goodwill'::text);
CREATE INDEX remedies_waiting ON remedies_remedies USING btree (requested_at, complaint_id, id) WHERE (state = 'requested'::text);

create table remedies_reminders (
  agent_id uuid not null,
  sent_on date not null,
  PRIMARY KEY (agent_id),
  FOREIGN KEY (agent_id) REFERENCES people_agents(id)
);

create table remedies_webhook_attempts (
  complaint_id uuid not null,
  message_id uuid not null,
  attempt integer not null,
  at timestamp(3) with time zone not null,
  status integer,
  trouble text,
  PRIMARY KEY (complaint_id, message_id, attempt),
  FOREIGN KEY (complaint_id, message_id) REFERENCES remedies_webhook_messages(complaint_id, id),
  CHECK ((((trouble IS NULL) OR (trouble = 'status'::text)) = (status IS NOT NULL))),
  CHECK ((attempt > 0)),
  CHECK ((trouble = ANY (ARRAY['status'::text, 'slow'::text, 'away'::text, 'private'::text])))
);

create table remedies_webhook_messages (
  complaint_id uuid not null,
  id uuid not null,
  webhook_id uuid not null,
  payment_id uuid not null,
  state text default 'waiting'::text not null,
  attempts integer default 0 not null,
  attempts_before integer default 0 not null,
  next_at timestamp(3) with time zone,
  made_at timestamp(3) with time zone not null,
  delivered_at timestamp(3) with time zone,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id, payment_id) REFERENCES remedies_payments(complaint_id, id),
  CHECK (((state = 'delivered'::text) = (delivered_at IS NOT NULL))),
  CHECK ((attempts >= 0)),
  CHECK ((attempts_before >= 0)),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'delivered'::text, 'given_up'::text])))
);
CREATE UNIQUE INDEX remedies_webhook_messages_id ON remedies_webhook_messages USING btree (id);
CREATE INDEX remedies_webhook_messages_newest ON remedies_webhook_messages USING btree (made_at DESC, id DESC);
CREATE UNIQUE INDEX remedies_webhook_messages_once ON remedies_webhook_messages USING btree (webhook_id, payment_id);

create table remedies_webhooks (
  id uuid not null,
  url text not null,
  secret bytea not null,
  added_by text not null,
  added_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  ended_by text,
  PRIMARY KEY (id),
  CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  CHECK ((url <> ''::text))
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
  CHECK ((kind = ANY (ARRAY['complaint'::text, 'message'::text, 'note'::text, 'attachment'::text])))
);
CREATE INDEX search_documents_codes ON search_documents USING gin (codes gin_trgm_ops) WITH (fastupdate='on', gin_pending_list_limit='64');
CREATE INDEX search_documents_words ON search_documents USING gin (document) WITH (fastupdate='on', gin_pending_list_limit='64');

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

create table surveys_optouts (
  customer_id uuid not null,
  said_at timestamp(3) with time zone not null,
  PRIMARY KEY (customer_id)
);

create table surveys_settings (
  id integer default 1 not null,
  delay_hours integer default 24 not null,
  open_days integer default 30 not null,
  alert_score integer default 2 not null,
  changed_at timestamp(3) with time zone,
  version integer default 1 not null,
  PRIMARY KEY (id),
  CHECK (((alert_score >= 1) AND (alert_score <= 4))),
  CHECK (((delay_hours >= 0) AND (delay_hours <= 720))),
  CHECK (((open_days >= 1) AND (open_days <= 90))),
  CHECK ((id = 1))
);

create table surveys_suppressions (
  complaint_id uuid not null,
  id uuid not null,
  reason text not null,
  words text,
  salt bytea,
  by_step boolean default false not null,
  said_by text not null,
  said_at timestamp(3) with time zone not null,
  PRIMARY KEY (complaint_id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  CHECK (((reason <> 'customer_asked_not_to'::text) OR (words IS NOT NULL) OR by_step)),
  CHECK (((words IS NULL) = (salt IS NULL))),
  CHECK ((reason = ANY (ARRAY['bereavement'::text, 'safety'::text, 'self_harm'::text, 'threat'::text, 'customer_asked_not_to'::text]))),
  CHECK ((words <> ''::text))
);

create table surveys_surveys (
  complaint_id uuid not null,
  id uuid not null,
  state text default 'due'::text not null,
  resolved_at timestamp(3) with time zone not null,
  due_at timestamp(3) with time zone not null,
  withheld text,
  asked_at timestamp(3) with time zone,
  expires_at timestamp(3) with time zone,
  message_id uuid,
  link_id uuid,
  language text,
  suppressed_at timestamp(3) with time zone,
  suppressed_for text,
  answered_at timestamp(3) with time zone,
  outcome integer,
  handling integer,
  comment text,
  comment_salt bytea,
  unhappy boolean,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  FOREIGN KEY (complaint_id, message_id) REFERENCES conversations_messages(complaint_id, id),
  CHECK ((((answered_at IS NULL) = (outcome IS NULL)) AND ((answered_at IS NULL) = (handling IS NULL)) AND ((answered_at IS NULL) = (unhappy IS NULL)))),
  CHECK ((((asked_at IS NULL) = (expires_at IS NULL)) AND ((asked_at IS NULL) = (language IS NULL)))),
  CHECK ((((state = 'suppressed'::text) = (suppressed_at IS NOT NULL)) AND ((suppressed_at IS NULL) = (suppressed_for IS NULL)))),
  CHECK (((comment IS NULL) = (comment_salt IS NULL))),
  CHECK (((comment IS NULL) OR (answered_at IS NOT NULL))),
  CHECK (((handling >= 1) AND (handling <= 5))),
  CHECK (((outcome >= 1) AND (outcome <= 5))),
  CHECK (((state <> ALL (ARRAY['asked'::text, 'answered'::text])) OR ((asked_at IS NOT NULL) AND (message_id IS NOT NULL) AND (link_id IS NOT NULL)))),
  CHECK (((state = 'answered'::text) = (answered_at IS NOT NULL))),
  CHECK ((comment <> ''::text)),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text]))),
  CHECK ((state = ANY (ARRAY['due'::text, 'asked'::text, 'answered'::text, 'suppressed'::text, 'lapsed'::text]))),
  CHECK ((suppressed_for = ANY (ARRAY['bereavement'::text, 'safety'::text, 'self_harm'::text, 'threat'::text, 'customer_asked_not_to'::text, 'no_address'::text, 'opted_out'::text, 'not_sendable'::text, 'not_delivered'::text])))
);
CREATE INDEX surveys_link ON surveys_surveys USING btree (complaint_id, link_id) WHERE (link_id IS NOT NULL);
CREATE UNIQUE INDEX surveys_one ON surveys_surveys USING btree (complaint_id, resolved_at);
CREATE INDEX surveys_resolved ON surveys_surveys USING btree (resolved_at);

create table tasks_tasks (
  complaint_id uuid not null,
  id uuid not null,
  why text not null,
  title text,
  salt bytea,
  owner_id uuid,
  follows boolean not null,
  due_at timestamp(3) with time zone not null,
  added_by text not null,
  added_at timestamp(3) with time zone not null,
  overdue_at timestamp(3) with time zone,
  state text default 'open'::text not null,
  settled_at timestamp(3) with time zone,
  settled_by text,
  settled_reason text,
  settled_salt bytea,
  version integer default 1 not null,
  PRIMARY KEY (complaint_id, id),
  FOREIGN KEY (complaint_id) REFERENCES complaints_complaints(id),
  FOREIGN KEY (owner_id) REFERENCES people_agents(id),
  CHECK (((settled_at IS NULL) = (settled_by IS NULL))),
  CHECK (((settled_reason IS NULL) = (settled_salt IS NULL))),
  CHECK (((state = 'cancelled'::text) OR (settled_reason IS NULL))),
  CHECK (((state = 'open'::text) = (settled_at IS NULL))),
  CHECK (((title IS NULL) = (salt IS NULL))),
  CHECK (((why = 'own'::text) = (title IS NOT NULL))),
  CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text]))),
  CHECK ((title <> ''::text)),
  CHECK ((why = ANY (ARRAY['own'::text, 'apology'::text, 'no_reply'::text, 'remind'::text, 'requested'::text, 'not_delivered'::text, 'unhappy'::text, 'lapsed'::text, 'pay'::text, 'not_paid'::text, 'adjust'::text, 'chosen'::text])))
);
CREATE UNIQUE INDEX tasks_asked ON tasks_tasks USING btree (complaint_id, why) WHERE ((state = 'open'::text) AND (why <> 'own'::text));
CREATE INDEX tasks_due ON tasks_tasks USING btree (due_at, id) WHERE (state = 'open'::text);
CREATE INDEX tasks_of_owner ON tasks_tasks USING btree (owner_id, due_at, id) WHERE (state = 'open'::text);

create table tone_changes (
  rule text not null,
  off boolean,
  severity smallint,
  channels text[],
  from_day date,
  until_day date,
  version integer default 1 not null,
  changed_by text not null,
  changed_at timestamp(3) with time zone not null,
  PRIMARY KEY (rule),
  CHECK (((severity >= 1) AND (severity <= 3)))
);

create table tone_editions (
  id integer default 1 not null,
  edition uuid not null,
  PRIMARY KEY (id),
  CHECK ((id = 1))
);

create table tone_rules (
  id uuid not null,
  language text not null,
  category text not null,
  severity smallint not null,
  patterns text[] not null,
  exclude text[] default '{}'::text[] not null,
  why text not null,
  instead text[] default '{}'::text[] not null,
  off boolean default false not null,
  channels text[],
  from_day date,
  until_day date,
  version integer default 1 not null,
  changed_by text not null,
  changed_at timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  CHECK (((severity >= 1) AND (severity <= 3))),
  CHECK ((language = ANY (ARRAY['en'::text, 'el'::text, 'es'::text])))
);

create table triage_corrections (
  id uuid not null,
  task text not null,
  text text not null,
  text_hash bytea not null,
  label text not null,
  language text,
  complaint_id uuid,
  given_by text not null,
  given_at timestamp(3) with time zone not null,
  PRIMARY KEY (id),
  CHECK ((task = ANY (ARRAY['is_complaint'::text, 'kind'::text, 'category'::text, 'sentiment'::text, 'urgency'::text, 'intent'::text])))
);
CREATE INDEX triage_corrections_complaint ON triage_corrections USING btree (complaint_id) WHERE (complaint_id IS NOT NULL);
CREATE INDEX triage_corrections_newest ON triage_corrections USING btree (given_at);
CREATE UNIQUE INDEX triage_corrections_once ON triage_corrections USING btree (task, text_hash);

create table triage_models (
  task text not null,
  version integer not null,
  corrections integer not null,
  held_back integer not null,
  accuracy double precision not null,
  before double precision,
  kept boolean not null,
  rules_weight double precision not null,
  model jsonb,
  trained_at timestamp(3) with time zone not null,
  trained_by text not null,
  PRIMARY KEY (task, version),
  CHECK ((task = ANY (ARRAY['is_complaint'::text, 'kind'::text, 'category'::text, 'sentiment'::text, 'urgency'::text, 'intent'::text])))
);

create table worklist_exports (
  id uuid not null,
  exported_by text not null,
  began_at timestamp(3) with time zone not null,
  query text not null,
  columns text[] not null,
  rows integer,
  ended_at timestamp(3) with time zone,
  PRIMARY KEY (id)
);
CREATE INDEX worklist_exports_began ON worklist_exports USING btree (began_at DESC, id DESC);

create table worklist_habits (
  agent_id uuid not null,
  columns text[],
  views uuid[] default '{}'::uuid[] not null,
  changed_at timestamp(3) with time zone not null,
  PRIMARY KEY (agent_id)
);

create table worklist_views (
  id uuid not null,
  owner_id uuid not null,
  name text not null,
  query text not null,
  sort text,
  columns text[],
  shared text,
  team_id uuid,
  created_at timestamp(3) with time zone not null,
  changed_at timestamp(3) with time zone not null,
  changed_by text not null,
  ended_at timestamp(3) with time zone,
  version integer default 1 not null,
  PRIMARY KEY (id),
  CHECK (((NOT (shared IS DISTINCT FROM 'team'::text)) = (team_id IS NOT NULL))),
  CHECK ((shared = ANY (ARRAY['team'::text, 'all'::text])))
);
CREATE INDEX worklist_views_owner ON worklist_views USING btree (owner_id) WHERE (ended_at IS NULL);
CREATE INDEX worklist_views_shared ON worklist_views USING btree (shared, team_id) WHERE ((shared IS NOT NULL) AND (ended_at IS NULL));

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

CREATE OR REPLACE FUNCTION remedies_balance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select from remedies_entries e where e.complaint_id = new.complaint_id and e.remedy_id = new.remedy_id
      group by e.booking_id, e.currency having sum(e.amount) <> 0
  ) then
    raise exception 'a booking is not balanced';
  end if;
  if exists (
    select from remedies_entries e where e.complaint_id = new.complaint_id and e.remedy_id = new.remedy_id and e.account <> 'granted'
      group by e.account, e.currency having sum(e.amount) < 0
  ) then
    raise exception 'more was executed than was approved';
  end if;
  if exists (
    select from remedies_remedies r where r.complaint_id = new.complaint_id and r.id = new.remedy_id
      and (r.currency is distinct from new.currency or r.amount is distinct from abs(new.amount) or r.issue_id <> new.issue_id)
  ) then
    raise exception 'the ledger books what was approved';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION remedies_keep_bound()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.complaint_id, new.id, new.issue_id, new.kind, new.basis, new.amount, new.currency, new.percent_hundredths, new.valued, new.order_number,
      new.order_paid, new.payee_id, new.proposed_by, new.proposed_at)
    is distinct from
    (old.complaint_id, old.id, old.issue_id, old.kind, old.basis, old.amount, old.currency, old.percent_hundredths, old.valued, old.order_number,
      old.order_paid, old.payee_id, old.proposed_by, old.proposed_at)
  then
    raise exception 'another sum, form, payee or issue is another remedy';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION remedies_keep_entry()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.catalogue_code, new.catalogue_number) is distinct from (old.catalogue_code, old.catalogue_number) then
    raise exception 'another entry is another remedy';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION remedies_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name;
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

CREATE OR REPLACE FUNCTION search_greek_spellings(word text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
declare
  spelt text;
  verb text;
begin
  spelt := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(word, 'th', 'θ'), 'nch', 'γχ'), 'nx', 'γξ'), 'ph', 'φ');
  spelt := pg_catalog.replace(pg_catalog.replace(spelt, 'ch', 'χ'), 'kh', 'χ');
  spelt := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(spelt, 'ps', 'ψ'), 'ks', 'ξ'), 'ou', 'ου'), 'ng', 'γγ');
  spelt := pg_catalog.regexp_replace(spelt collate "C", '([ae])[uvf](?=[^aeiouyw]|$)', '\1υ', 'g');
  if spelt collate "C" ~ '^b' then
    spelt := 'μπ' || pg_catalog.substr(spelt, 2);
  end if;
  spelt := pg_catalog.translate(spelt, 'abcdefghijklmnopqrstuvwxyz38', 'αβκδεφγηιξκλμνοπκρστυβωχυζξθ');
  -- βρέθηκε, ζητήσατε, πληρώθηκαν: what stands before the ending of a verb is long.
  verb := pg_catalog.regexp_replace(spelt collate "C", 'ικ(ε|α|εσ|αν|αμε|ατε)$', 'ηκ\1');
  verb := pg_catalog.regexp_replace(verb collate "C", 'ι(?=(θηκ|θ|σ)(α|ε|ο|ω|ει|η)[α-ω]{0,4}$|στε$)', 'η');
  verb := pg_catalog.regexp_replace(verb collate "C", 'ο(?=(θηκ|θ|σ)(α|ε|ο|ω|ει|η)[α-ω]{0,4}$|στε$)', 'ω');
  return pg_catalog.concat_ws(' ', spelt, verb,
    pg_catalog.regexp_replace(spelt collate "C", 'ικ(ε|α|εσ|αν|αμε|ατε)$', 'ηκ\1'),
    pg_catalog.regexp_replace(verb collate "C", 'ο([σν]?)$', 'ω\1'),
    pg_catalog.regexp_replace(verb collate "C", 'ι(σ?)$', 'η\1'),
    pg_catalog.regexp_replace(verb collate "C", 'ι(σ?)$', 'ει\1'),
    pg_catalog.regexp_replace(spelt collate "C", 'ε$', 'αι'));
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
    where pg_catalog.char_length(pg_catalog.regexp_replace(sound, ending || '$', '')) > 2
    union
    select search_greek_sound(stem)
    from pg_catalog.unnest(pg_catalog.tsvector_to_array(pg_catalog.to_tsvector('search_el', search_greek_words(search_greek_spellings(word))))) as stems(stem)
    where pg_catalog.char_length(search_greek_sound(stem)) > 2)
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

CREATE OR REPLACE FUNCTION search_invited(invitations jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select string_agg(concat_ws(E'\n', one ->> 'what', one ->> 'where', one ->> 'description'), E'\n') from jsonb_array_elements(invitations) as one
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

CREATE OR REPLACE FUNCTION search_keep_attachment()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.inline or coalesce(new.message_id, new.note_id) is null then
    delete from search_documents where complaint_id = new.complaint_id and kind = 'attachment' and id = new.id;
    return null;
  end if;
  insert into search_documents (complaint_id, kind, id, at, document)
  values (new.complaint_id, 'attachment', new.id, new.added_at, search_indexed(null, mask_numbers(left(new.name, 1000)), new.added_at))
  on conflict (complaint_id, kind, id) do update set at = excluded.at, document = excluded.document;
  return null;
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
declare
  invited text := case when new.invitations <> '[]' then search_invited(new.invitations) end;
  said text := new.visible_text;
begin
  if new.moved_to is not null then
    delete from search_documents where complaint_id = new.complaint_id and kind = 'message' and id = new.id;
    return null;
  end if;
  -- An acknowledgement says the same to everybody; the words with which a complaint began are found with the complaint.
  if new.kind = 'acknowledgement' or exists (select from complaints_complaints c
    where c.id = new.complaint_id and strpos(search_unspaced(c.words), search_unspaced(new.visible_text)) > 0) then
    said := null;
    if invited is null then
      return null;
    end if;
  end if;
  insert into search_documents (complaint_id, kind, id, at, document)
  values (new.complaint_id, 'message', new.id, new.at, search_indexed(new.language, mask_numbers(left(concat_ws(E'\n', said, invited), 60000)), new.at))
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

CREATE OR REPLACE FUNCTION search_unspaced(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select regexp_replace(value collate "C", '[[:space:]]+', '', 'g')
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

CREATE TRIGGER remedies_acts_stay BEFORE DELETE OR UPDATE ON remedies_acts FOR EACH ROW EXECUTE FUNCTION remedies_refuse_change();

CREATE TRIGGER remedies_approvals_stay BEFORE DELETE OR UPDATE ON remedies_approvals FOR EACH ROW EXECUTE FUNCTION remedies_refuse_change();

CREATE TRIGGER remedies_bound BEFORE UPDATE ON remedies_remedies FOR EACH ROW EXECUTE FUNCTION remedies_keep_bound();

CREATE TRIGGER remedies_catalogue_stay BEFORE DELETE OR UPDATE ON remedies_catalogue FOR EACH ROW EXECUTE FUNCTION remedies_refuse_change();

CREATE CONSTRAINT TRIGGER remedies_entries_balance AFTER INSERT ON remedies_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION remedies_balance();

CREATE TRIGGER remedies_entries_stay BEFORE DELETE OR UPDATE ON remedies_entries FOR EACH ROW EXECUTE FUNCTION remedies_refuse_change();

CREATE TRIGGER remedies_entries_stay_whole BEFORE TRUNCATE ON remedies_entries FOR EACH STATEMENT EXECUTE FUNCTION remedies_refuse_change();

CREATE TRIGGER remedies_entry BEFORE UPDATE ON remedies_remedies FOR EACH ROW EXECUTE FUNCTION remedies_keep_entry();

CREATE TRIGGER remedies_matrices_stay BEFORE DELETE OR UPDATE ON remedies_matrices FOR EACH ROW EXECUTE FUNCTION remedies_refuse_change();

CREATE TRIGGER remedies_remedies_stay BEFORE DELETE ON remedies_remedies FOR EACH ROW EXECUTE FUNCTION remedies_refuse_change();

CREATE TRIGGER remedies_remedies_stay_whole BEFORE TRUNCATE ON remedies_remedies FOR EACH STATEMENT EXECUTE FUNCTION remedies_refuse_change();

CREATE TRIGGER search_forget AFTER DELETE ON conversations_messages FOR EACH ROW EXECUTE FUNCTION search_forget('message');

CREATE TRIGGER search_forget AFTER DELETE ON conversations_notes FOR EACH ROW EXECUTE FUNCTION search_forget('note');

CREATE TRIGGER search_forget AFTER DELETE ON conversations_attachments FOR EACH ROW EXECUTE FUNCTION search_forget('attachment');

CREATE TRIGGER search_keep AFTER INSERT OR UPDATE OF name, inline, added_at, message_id, note_id ON conversations_attachments FOR EACH ROW EXECUTE FUNCTION search_keep_attachment();

CREATE TRIGGER search_keep AFTER INSERT OR UPDATE OF visible_text, language, at, moved_to, invitations ON conversations_messages FOR EACH ROW EXECUTE FUNCTION search_keep_message();

CREATE TRIGGER search_keep AFTER INSERT OR UPDATE OF text, at ON conversations_notes FOR EACH ROW EXECUTE FUNCTION search_keep_note();

CREATE TRIGGER search_keep AFTER INSERT OR UPDATE OF subject, words, summary, order_numbers, language, received_at, number ON complaints_complaints FOR EACH ROW EXECUTE FUNCTION search_keep_complaint();
