-- A complaint handed to a named colleague with a brief of one screen. Whoever has it keeps it until the colleague accepts.
create table handovers_handovers (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  state text not null default 'requested' check (state in ('requested', 'accepted', 'declined', 'withdrawn')),
  why text not null check (
    why in (
      'customer_asks',
      'second_broken_promise',
      'above_authority',
      'staff_conduct',
      'public_scene',
      'threat',
      'regulator',
      'strong_emotion',
      'other'
    )
  ),
  reason text,
  asked_by text not null check (asked_by in ('customer', 'colleague')),
  requested_by text not null,
  requested_at timestamptz(3) not null,
  owner_id uuid references people_agents (id),
  receiver_id uuid not null references people_agents (id),
  -- When the customer hears from the receiver.
  reach_by timestamptz(3) not null,
  facts text not null,
  feelings text not null,
  promises text not null,
  offered text not null,
  wanted text not null,
  settled_at timestamptz(3),
  settled_by text,
  settled_reason text,
  version int not null default 1,
  primary key (complaint_id, id),
  check ((state = 'requested') = (settled_at is null)),
  check ((settled_at is null) = (settled_by is null)),
  check (state <> 'declined' or settled_reason is not null),
  check (why <> 'other' or reason is not null),
  check (reach_by > requested_at),
  check (requested_by <> 'person/' || receiver_id::text),
  check (owner_id is distinct from receiver_id)
);
create unique index handovers_open on handovers_handovers (complaint_id) where state = 'requested';
create index handovers_receiver on handovers_handovers (receiver_id, requested_at) where state = 'requested';
create index handovers_requested on handovers_handovers (requested_by, requested_at) where state in ('requested', 'declined');
