-- What an agent asked the configured language model to draft. The words are kept until they are used, or a day; a row that a draft holds stays as long.
create table conversations_helper_drafts (
  complaint_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('summary', 'reply')),
  state text not null check (state in ('asked', 'talking', 'ready', 'failed', 'used')),
  asked_by text not null,
  asked_at timestamptz(3) not null,
  -- The worker that asks the model now.
  taken_by text,
  -- Why there is none: a code.
  trouble text,
  model text,
  text text,
  salt bytea,
  answered_at timestamptz(3),
  -- The reply that it went into.
  message_id uuid,
  primary key (complaint_id, id),
  foreign key (complaint_id) references complaints_complaints (id),
  check ((state = 'ready') = (text is not null))
);

-- One open request a complaint and kind.
create unique index on conversations_helper_drafts (complaint_id, kind) where state in ('asked', 'talking');

-- Which of them stand in what is being written, and whether the writer says that they read them.
alter table conversations_drafts add column helped jsonb not null default '[]';

-- The model that helped with a reply.
alter table conversations_messages add column helped_by text;
