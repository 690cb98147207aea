-- What was found in the wording of a reply when it was written: evidence for the steps of the procedure. Places are of the message's text.
create table conversations_cues (
  complaint_id uuid not null,
  message_id uuid not null,
  number smallint not null,
  cue text not null check (cue in ('thanks', 'apology', 'empathy', 'solution', 'options', 'deadline', 'contact', 'cause', 'clarifying_question', 'anything_else', 'external_route', 'feedback_purpose')),
  kind text check (kind in ('experience', 'fault')),
  starts_at int not null,
  ends_at int not null,
  primary key (complaint_id, message_id, number),
  foreign key (complaint_id, message_id) references conversations_messages (complaint_id, id)
);

-- Why wording that asks for a reason went out as it was.
create table conversations_kept_words (
  complaint_id uuid not null,
  message_id uuid not null,
  rules text[] not null,
  reason text not null,
  salt bytea not null,
  primary key (complaint_id, message_id),
  foreign key (complaint_id, message_id) references conversations_messages (complaint_id, id)
);

-- Which letter a reply is, as its writer said.
alter table conversations_messages add column letter text check (letter in ('acknowledgement', 'holding', 'offer', 'final_upheld', 'final_not_upheld', 'summary', 'closing', 'message'));
