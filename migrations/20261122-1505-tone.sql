-- What the house changed about a rule of wording that came with Redress.
create table tone_changes (
  rule text primary key,
  -- Null: as it came.
  off boolean,
  severity smallint check (severity between 1 and 3),
  channels text[],
  from_day date,
  until_day date,
  version int not null default 1,
  changed_by text not null,
  changed_at timestamptz(3) not null
);

-- Rules of the house's own: wording to avoid, and words of the table with what to say for them.
create table tone_rules (
  id uuid primary key,
  language text not null check (language in ('en', 'el', 'es')),
  category text not null,
  severity smallint not null check (severity between 1 and 3),
  patterns text[] not null,
  exclude text[] not null default '{}',
  why text not null,
  instead text[] not null default '{}',
  off boolean not null default false,
  channels text[],
  from_day date,
  until_day date,
  version int not null default 1,
  changed_by text not null,
  changed_at timestamptz(3) not null
);

-- Another one with every edit of either: browsers keep the compiled rules of an edition. One row.
create table tone_editions (
  id int primary key default 1 check (id = 1),
  edition uuid not null
);
