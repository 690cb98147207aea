-- When the desk works. Until somebody writes the default one, it is Monday to Friday, 09:00 to 17:00, in the organisation's zone; no row says so.
create table calendars_calendars (
  id uuid primary key,
  name text not null,
  is_default boolean not null default false,
  zone text not null,
  -- Whose holidays it keeps: a country or a part of one (GR, ES-AN); none without.
  region text,
  -- Seven lists of shifts, Monday first: [[{"from": "09:00", "to": "17:00"}], …].
  week jsonb not null check (jsonb_array_length(week) = 7),
  version int not null default 1,
  created_at timestamptz(3) not null,
  retired_at timestamptz(3),
  check (retired_at is null or not is_default)
);
create unique index calendars_calendars_default on calendars_calendars (is_default) where is_default;
create unique index calendars_calendars_name on calendars_calendars (lower(name)) where retired_at is null;

-- Every calendar as it ever was: what a clock was counted by stays readable.
create table calendars_versions (
  calendar_id uuid not null references calendars_calendars (id),
  number int not null,
  name text not null,
  zone text not null,
  region text,
  week jsonb not null,
  change text,
  written_by text not null,
  written_at timestamptz(3) not null,
  primary key (calendar_id, number)
);

-- Where the shipped holidays of a region are wrong, or the house rests besides. It holds in the region's parts too.
create table calendars_corrections (
  id uuid primary key,
  region text not null,
  kind text not null check (kind in ('added', 'removed', 'moved')),
  day date not null,
  to_day date,
  name text,
  reason text not null check (reason <> ''),
  origin text not null check (origin in ('hand', 'ical')),
  written_by text not null,
  written_at timestamptz(3) not null,
  withdrawn_by text,
  withdrawn_at timestamptz(3),
  check ((kind = 'moved') = (to_day is not null)),
  check (kind <> 'added' or name is not null),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index calendars_corrections_one on calendars_corrections (region, day) where withdrawn_at is null;
