-- Where mail comes in and goes out. Secrets are encrypted with the key outside the database.
create table channels_mailboxes (
  id uuid primary key,
  address text not null,
  name text not null,
  team_id uuid,
  -- {host, port, security: tls|starttls|none, user, folder}; the password beside it, sealed.
  imap jsonb,
  imap_secret bytea,
  smtp jsonb,
  smtp_secret bytea,
  -- The server delivers name+anything@ to name@: answers then come to an address that names their complaint.
  plus_addresses boolean not null default false,
  -- Mail servers in front of us whose Authentication-Results are believed.
  authentication_servers text[] not null default '{}',
  created_at timestamptz(3) not null,
  ended_at timestamptz(3),
  version int not null default 1,
  -- Health, written by who reads and sends.
  last_read_at timestamptz(3),
  last_mail_at timestamptz(3),
  last_sent_at timestamptz(3),
  read_trouble text,
  send_trouble text,
  -- Each in the server's own words above; since when.
  read_trouble_since timestamptz(3),
  send_trouble_since timestamptz(3)
);
create unique index channels_mailboxes_address on channels_mailboxes (lower(address)) where ended_at is null;

-- Raw first, judge later: each mail as it came, one row, before anybody reads it.
create table channels_mails (
  id uuid primary key,
  source text not null check (source in ('imap', 'smtp', 'http', 'import')),
  -- What makes it the same mail: mailbox, UIDVALIDITY and UID; or recipient and content; or, from an archive, its content alone.
  source_key text not null unique,
  mailbox_id uuid,
  recipient text,
  envelope_from text,
  remote_address text,
  -- How the server that brought it called itself.
  helo text,
  raw_sha256 text not null,
  size bigint not null,
  arrived_at timestamptz(3) not null,
  state text not null default 'stored' check (state in ('stored', 'attached', 'opened', 'put_aside', 'discarded')),
  put_aside text,
  -- What was read from it, for the put-aside list and for who asks by Message-ID.
  message_id text,
  subject text,
  from_name text,
  from_address text,
  automatic jsonb not null default '{}',
  authentication jsonb not null default '{}',
  complaint_id uuid,
  conversation_message_id uuid,
  -- Put aside: the complaint that it names, for a person to decide.
  suggested_complaint_id uuid,
  -- Sender, subject, words and files as one hash: the same mail under another Message-ID.
  content_key text,
  settled_at timestamptz(3),
  settled_by text,
  settled_reason text
);
create index channels_mails_unread on channels_mails (arrived_at) where state = 'stored';
create index channels_mails_aside on channels_mails (arrived_at desc, id desc) where state = 'put_aside';
create index channels_mails_message_id on channels_mails (message_id);
create index channels_mails_content on channels_mails (content_key, arrived_at desc) where conversation_message_id is not null;
create index channels_mails_complaint on channels_mails (complaint_id, arrived_at desc);

-- How far each IMAP folder has been read.
create table channels_positions (
  mailbox_id uuid primary key references channels_mailboxes (id),
  uid_validity bigint not null,
  last_uid bigint not null,
  seen_at timestamptz(3) not null
);

-- What we know of a sender's address: spam or trusted, said by a person; proved by itself; how much automatic mail it got.
create table channels_senders (
  address text primary key,
  verdict text check (verdict in ('spam', 'trusted')),
  judged_by text,
  judged_at timestamptz(3),
  proved_at timestamptz(3),
  automatic_on date,
  automatic_count int not null default 0
);
