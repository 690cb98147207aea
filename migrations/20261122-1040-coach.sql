-- Where the customer stands, as the agent hears it: release, reassure, reconnect. Each setting is a row; the newest counts.
create table conversations_stages (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  stage text not null check (stage in ('release', 'reassure', 'reconnect')),
  set_by text not null,
  set_at timestamptz(3) not null,
  primary key (complaint_id, id)
);

-- Whether the customer of this complaint looks for a result, for recognition, or both: set by an agent, with a reason. It is of the
-- complaint, never of the person, and counts until the complaint is closed.
create table conversations_orientations (
  complaint_id uuid not null primary key references complaints_complaints (id),
  orientation text not null check (orientation in ('result', 'recognition', 'both', 'unknown')),
  reason text not null check (reason <> ''),
  set_by text not null,
  set_at timestamptz(3) not null
);

-- How long the customer was on hold during a logged call.
alter table conversations_messages add column hold_seconds int check (hold_seconds between 0 and 86400);
alter table conversations_messages add check (hold_seconds is null or kind = 'contact');
