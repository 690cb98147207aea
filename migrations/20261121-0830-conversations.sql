-- Messages between the customer and us. Notes are another table, which nothing that sends can read.
create table conversations_messages (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  direction text not null check (direction in ('in', 'out')),
  channel text not null check (channel in ('email', 'web_form', 'portal', 'phone', 'counter', 'letter', 'chat', 'social', 'api')),
  -- acknowledgement: automatic; message: written by a person; notice: automatic, later (link, correction); contact: a call or visit that a
  -- colleague wrote down.
  kind text not null default 'message' check (kind in ('message', 'acknowledgement', 'notice', 'contact')),
  -- Outgoing: the language that it is written in.
  language text check (language in ('en', 'el', 'es')),
  author text not null,
  from_name text,
  from_address text,
  subject text not null default '',
  text text not null,
  html text,
  visible_text text not null,
  signature text,
  salt bytea,
  message_id text,
  in_reply_to text,
  reference_ids text[] not null default '{}',
  -- The conversation that Outlook's Thread-Index names.
  thread_guid uuid,
  mailbox_id uuid,
  mail_id uuid,
  bounce boolean not null default false,
  auto_reply boolean not null default false,
  loop boolean not null default false,
  generated boolean not null default false,
  bounced_recipients text[] not null default '{}',
  -- The mails that this one passes on, outermost first: [{from: {name, address} | null, date, subject}].
  forwarded jsonb not null default '[]',
  -- Whether it comes from where it says: {by, server, spf, dkim, dmarc}; null where nobody could tell.
  authentication jsonb,
  -- The appointments that it brings: [{method, what, where, start, end, people, ...}].
  invitations jsonb not null default '[]',
  -- Encrypted or signed mail, kept as it came.
  protection text check (protection in ('pgp_encrypted', 'pgp_signed', 'smime_encrypted', 'smime_signed')),
  -- Outgoing: DESIGN's delivery states; by_hand is told or printed by a person.
  state text check (state in ('queued', 'sending', 'sent', 'failed', 'bounced', 'unsure', 'withdrawn')),
  state_reason text,
  -- The worker that is sending it: what a dead worker left in `sending` becomes `unsure`.
  taken_by text,
  by_hand text check (by_hand in ('printed', 'told')),
  handed_by text,
  at timestamptz(3) not null,
  written_at timestamptz(3) not null,
  sent_at timestamptz(3),
  moved_to uuid,
  primary key (complaint_id, id),
  check ((direction = 'out') = (state is not null))
);
create index conversations_messages_timeline on conversations_messages (complaint_id, at, id);
create index conversations_messages_thread on conversations_messages (thread_guid) where thread_guid is not null;
create index conversations_messages_stuck on conversations_messages (state, at) where state in ('queued', 'sending', 'failed', 'bounced', 'unsure');

create table conversations_recipients (
  complaint_id uuid not null,
  message_id uuid not null,
  position int not null,
  role text not null check (role in ('to', 'cc')),
  name text,
  address text not null,
  bounced_at timestamptz(3),
  primary key (complaint_id, message_id, position),
  foreign key (complaint_id, message_id) references conversations_messages (complaint_id, id)
);

-- A Message-ID is said once in the world: where it is of ours, or came to us.
create table conversations_message_ids (
  message_id text primary key,
  complaint_id uuid not null,
  id uuid not null
);

create table conversations_notes (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  author text not null,
  text text not null,
  html text,
  salt bytea,
  at timestamptz(3) not null,
  primary key (complaint_id, id)
);

create table conversations_attachments (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  message_id uuid,
  note_id uuid,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  inline boolean not null default false,
  content_id text,
  scan text not null default 'not_scanned' check (scan in ('not_scanned', 'clean', 'infected')),
  added_by text not null,
  added_at timestamptz(3) not null,
  primary key (complaint_id, id)
);
create index conversations_attachments_message on conversations_attachments (complaint_id, message_id);
create index conversations_attachments_note on conversations_attachments (complaint_id, note_id) where note_id is not null;

-- What an agent is still writing: one a complaint, a person and a kind.
create table conversations_drafts (
  complaint_id uuid not null references complaints_complaints (id),
  agent_id uuid not null,
  kind text not null check (kind in ('reply', 'note')),
  html text not null,
  text text not null,
  recipients jsonb not null default '[]',
  attachment_ids uuid[] not null default '{}',
  version int not null default 1,
  saved_at timestamptz(3) not null,
  primary key (complaint_id, agent_id, kind)
);

-- Who takes part, and why an address is known here.
create table conversations_participants (
  complaint_id uuid not null references complaints_complaints (id),
  address text not null,
  name text,
  reason text not null check (reason in ('complained', 'copied', 'added', 'represents')),
  since timestamptz(3) not null,
  primary key (complaint_id, address)
);
