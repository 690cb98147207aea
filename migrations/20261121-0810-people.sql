-- Who we are. One row.
create table people_organisation (
  id int primary key default 1 check (id = 1),
  name text not null,
  logo_sha256 text,
  logo_type text,
  postal_address text not null default '',
  telephone text not null default '',
  imprint text not null default '',
  -- The colour of links and buttons on customers' pages and in mails; the house's own where nobody chose one.
  accent text check (accent ~ '^#[0-9a-f]{6}$'),
  language text not null default 'en' check (language in ('en', 'el', 'es')),
  zone text not null default 'UTC',
  default_team_id uuid,
  -- So many days after its end a complaint is opened again by what its customer writes; later a new, linked one is opened.
  reopen_days int not null default 30 check (reopen_days between 0 and 3650),
  version int not null default 1,
  changed_at timestamptz(3) not null
);

create table people_privacy_notices (
  language text not null check (language in ('en', 'el', 'es')),
  version int not null,
  text text not null,
  valid_from timestamptz(3) not null,
  primary key (language, version)
);

create table people_teams (
  id uuid primary key,
  name text not null,
  language text check (language in ('en', 'el', 'es')),
  created_at timestamptz(3) not null,
  ended_at timestamptz(3),
  version int not null default 1
);
create unique index people_teams_name on people_teams (lower(name)) where ended_at is null;

-- A colleague is a row here, made first; the login is linked afterwards and repaired at sign-in.
create table people_agents (
  id uuid primary key,
  name text not null,
  email text not null,
  role text not null check (role in ('agent', 'senior_agent', 'supervisor', 'manager', 'auditor', 'administrator')),
  duties text[] not null default '{}',
  language text not null default 'en' check (language in ('en', 'el', 'es')),
  login_id text unique,
  preferences jsonb not null default '{}',
  created_at timestamptz(3) not null,
  deactivated_at timestamptz(3),
  version int not null default 1
);
create unique index people_agents_email on people_agents (lower(email));

create table people_memberships (
  agent_id uuid not null references people_agents (id),
  team_id uuid not null references people_teams (id),
  leads boolean not null default false,
  primary key (agent_id, team_id)
);
create index people_memberships_team on people_memberships (team_id);

create table people_invitations (
  id uuid primary key,
  agent_id uuid not null references people_agents (id),
  secret_hash text not null unique,
  invited_by uuid,
  invited_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  -- How the secret travels: by mail, or by hand where no mail server is named (then the inviter was shown the link).
  delivery text not null check (delivery in ('by_hand', 'queued', 'sending', 'sent', 'failed', 'unsure')),
  -- The mail server's own words.
  delivery_error text
);
create index people_invitations_agent on people_invitations (agent_id);

-- The link by which the first administrator comes in, printed by `serve`. Closed when there is one.
create table people_setup_keys (
  secret_hash text primary key,
  made_at timestamptz(3) not null,
  closed_at timestamptz(3)
);

create table people_tokens (
  id uuid primary key,
  name text not null,
  role text not null check (role in ('agent', 'senior_agent', 'supervisor', 'manager', 'auditor', 'administrator')),
  duties text[] not null default '{}',
  team_ids uuid[],
  secret_hash text not null unique,
  created_at timestamptz(3) not null,
  created_by uuid,
  revoked_at timestamptz(3)
);

-- Customers are keyed by themselves; no foreign key crosses from complaints to them.
create table people_customers (
  id uuid primary key,
  name text not null default '',
  salutation text,
  language text check (language in ('en', 'el', 'es')),
  preferred_channel text,
  needs text,
  created_at timestamptz(3) not null,
  version int not null default 1
);

create table people_contacts (
  customer_id uuid not null references people_customers (id),
  kind text not null check (kind in ('email', 'phone', 'account_number', 'postal_address')),
  -- The form that is compared: lower case, digits only, without spaces.
  normal text not null,
  value text not null,
  added_at timestamptz(3) not null,
  primary key (customer_id, kind, normal)
);
create index people_contacts_normal on people_contacts (kind, normal);

-- An address belongs to one customer: the key that two mails arriving at once meet at.
create table people_email_owners (
  address text primary key,
  customer_id uuid not null
);

create table people_customer_notes (
  customer_id uuid not null references people_customers (id),
  id uuid not null,
  text text not null,
  pinned_by uuid,
  pinned_at timestamptz(3) not null,
  removed_at timestamptz(3),
  removed_by uuid,
  primary key (customer_id, id)
);

-- Customers' links: one complaint, one person, one use. The secret itself is kept nowhere.
create table people_links (
  complaint_id uuid not null,
  id uuid not null,
  customer_id uuid,
  use text not null check (use in ('follow', 'choose', 'confirm', 'survey', 'coupon')),
  minted_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  revoked_at timestamptz(3),
  primary key (complaint_id, id)
);

create table people_link_keys (
  secret_hash text primary key,
  complaint_id uuid not null,
  link_id uuid not null
);
