-- Staff sign-in. These tables belong to better-auth, which alone writes them, over a connection of its own.
create table sessions_users (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);

create table sessions_sessions (
  id text primary key,
  user_id text not null references sessions_users (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz(3) not null,
  ip_address text,
  user_agent text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
create index sessions_sessions_user on sessions_sessions (user_id);

create table sessions_accounts (
  id text primary key,
  user_id text not null references sessions_users (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz(3),
  refresh_token_expires_at timestamptz(3),
  scope text,
  password text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
create index sessions_accounts_user on sessions_accounts (user_id);

create table sessions_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
create index sessions_verifications_identifier on sessions_verifications (identifier);

create table sessions_two_factors (
  id text primary key,
  user_id text not null references sessions_users (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count int not null default 0,
  locked_until timestamptz(3)
);
create index sessions_two_factors_user on sessions_two_factors (user_id);

create table sessions_rate_limits (
  id text primary key,
  key text not null unique,
  count int not null,
  last_request bigint not null
);
