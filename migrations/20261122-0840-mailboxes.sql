-- Signing in by consent (OAuth2) instead of a password: {provider, tenant, client_id, authorise_url, token_url, scopes}; the client's secret beside it, sealed.
alter table channels_mailboxes
  add column consent jsonb,
  add column consent_secret bytea,
  -- How the reader hears of new mail: idle, poll; null when nobody is connected. When it tries again.
  add column listening text check (listening in ('idle', 'poll')),
  add column listening_since timestamptz(3),
  add column next_try_at timestamptz(3);

-- Everything that reached the folder before this moment is here; the UIDs may change while we catch up.
alter table channels_positions add column read_to timestamptz(3);

-- What a person gave us leave to do, until it lapses. Tokens are sealed; nobody refreshes while another does.
create table channels_consents (
  mailbox_id uuid primary key references channels_mailboxes (id),
  given_by uuid not null,
  given_at timestamptz(3) not null,
  account text,
  refresh_token bytea,
  access_token bytea not null,
  access_until timestamptz(3) not null,
  refreshing_until timestamptz(3),
  -- lapsed: a person must give it anew; client: the application's own id or secret is refused; away: the provider did not answer.
  trouble text check (trouble in ('lapsed', 'client', 'away')),
  trouble_said text,
  trouble_since timestamptz(3)
);

-- A consent that was begun: for one session, once, and not for long.
create table channels_consent_requests (
  state_hash text primary key,
  mailbox_id uuid not null references channels_mailboxes (id),
  session_hash text not null,
  verifier bytea not null,
  expires_at timestamptz(3) not null
);

-- What administrators were told of, once each time: silent, unread, unsent.
create table channels_alarms (
  id uuid primary key,
  mailbox_id uuid not null references channels_mailboxes (id),
  kind text not null check (kind in ('silent', 'unread', 'unsent')),
  since timestamptz(3) not null,
  -- How many mails would usually have come meanwhile.
  missed int,
  raised_at timestamptz(3) not null,
  ended_at timestamptz(3)
);
create unique index channels_alarms_open on channels_alarms (mailbox_id, kind) where ended_at is null;

-- When mail came to a mailbox: what is usual for it is learned from that.
create index channels_mails_arrivals on channels_mails (mailbox_id, arrived_at desc);
