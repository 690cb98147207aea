-- How a message reads: spans and codes, no words of it. One row a message; read again, the row stays.
create table conversations_triages (
  complaint_id uuid not null,
  message_id uuid not null,
  -- Which words led to what, as offsets in the message's visible text and its subject.
  reading jsonb not null,
  -- What of it a list shows: danger, self_harm, threat, abuse.
  marks text[] not null,
  read_at timestamptz(3) not null,
  primary key (complaint_id, message_id),
  foreign key (complaint_id, message_id) references conversations_messages (complaint_id, id)
);

-- What a person says instead of an output: it counts from then on, and teaches.
create table conversations_triage_corrections (
  complaint_id uuid not null,
  message_id uuid not null,
  output text not null check (output in ('kind', 'category', 'urgency', 'sentiment', 'orientation', 'conduct')),
  value text not null,
  reason text,
  set_by text not null,
  set_at timestamptz(3) not null,
  primary key (complaint_id, message_id, output),
  foreign key (complaint_id, message_id) references conversations_triages (complaint_id, message_id)
);
