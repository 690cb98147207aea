-- What each letter says in each language, as the house changed it. Number 0, which is not here, is what came with the desk.
create table letters_templates (
  letter text not null check (letter in ('acknowledgement', 'holding', 'offer', 'final_upheld', 'final_not_upheld', 'summary', 'closing', 'message')),
  language text not null check (language in ('en', 'el', 'es')),
  number int not null check (number > 0),
  subject text not null check (subject <> ''),
  -- {"<block>": {"heading": "…", "text": "…"}}
  blocks jsonb not null,
  -- What was changed, in the writer's words.
  change text,
  written_by text not null,
  written_at timestamptz(3) not null,
  primary key (letter, language, number)
);

-- Where a customer can turn who is not content with us, as customers read it.
create table letters_bodies (
  language text primary key check (language in ('en', 'el', 'es')),
  name text not null,
  address text not null,
  website text not null,
  time_limit text not null,
  -- Those that are named in its place where a rule applies: [{"preset", "name", "address", "website", "time_limit"}]
  others jsonb not null default '[]' check (jsonb_typeof(others) = 'array'),
  version int not null default 1,
  changed_by text not null,
  changed_at timestamptz(3) not null
);

-- A letter as it was written: its message carries it, this is how it is laid out on the page and on paper.
create table letters_letters (
  complaint_id uuid not null,
  message_id uuid not null,
  letter text not null check (letter in ('acknowledgement', 'holding', 'offer', 'final_upheld', 'final_not_upheld', 'summary', 'closing', 'message')),
  language text not null check (language in ('en', 'el', 'es')),
  -- Of letters_templates; 0 is the one that came with the desk.
  template int not null,
  -- {subject, dated, address, sections: [{issue, title, blocks: [{block, heading, text}]}], signature}
  content jsonb not null,
  attachment_id uuid not null,
  primary key (complaint_id, message_id),
  foreign key (complaint_id, message_id) references conversations_messages (complaint_id, id)
);

-- Which issues a letter answers: its block is filled and its sentence stands in it.
create table letters_answers (
  complaint_id uuid not null,
  message_id uuid not null,
  issue_id uuid not null,
  primary key (complaint_id, message_id, issue_id),
  foreign key (complaint_id, message_id) references letters_letters (complaint_id, message_id),
  foreign key (complaint_id, issue_id) references complaints_issues (complaint_id, id)
);
