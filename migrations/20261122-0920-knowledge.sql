-- Ready texts: what they are for stands here, what they say in knowledge_versions, once for each language.
create table knowledge_texts (
  id uuid primary key,
  code text not null unique,
  kind text not null check (kind in ('canned', 'template', 'letter', 'playbook', 'card', 'rule_card')),
  -- Which letter it is, where it is one.
  letter text check (letter in ('acknowledgement', 'holding', 'offer', 'final_upheld', 'final_not_upheld', 'summary', 'closing', 'message')),
  -- Codes of the category tree; none of them: for every category. The same for channels.
  categories text[] not null default '{}',
  channels text[] not null default '{}',
  stage text not null default 'none' check (stage in ('release', 'reassure', 'reconnect', 'none')),
  -- The step of the procedure that it serves.
  step smallint check (step between 1 and 12),
  audience text[] not null default '{agents}' check (audience <@ array['agents', 'customers'] and cardinality(audience) > 0),
  owner_id uuid,
  review_on date,
  -- The seal of what was shipped, while nobody here has changed it: such a text follows the next release.
  shipped text,
  retired_at timestamptz(3),
  retired_by text,
  created_at timestamptz(3) not null,
  version int not null default 1
);

-- Every wording that a text ever had. The current one of a language has no replaced_at.
create table knowledge_versions (
  text_id uuid not null references knowledge_texts (id),
  language text not null check (language in ('en', 'el', 'es')),
  number int not null,
  title text not null,
  body text not null,
  plain text not null,
  -- Playbooks and cards: [{title, does: [], say: [], avoid: []}].
  steps jsonb not null default '[]',
  folded text not null generated always as (public.fold(title || ' ' || plain)) stored,
  written_by text not null,
  written_at timestamptz(3) not null,
  -- What was changed, in the writer's words.
  change text,
  replaced_at timestamptz(3),
  primary key (text_id, language, number)
);
create unique index knowledge_versions_current on knowledge_versions (text_id, language) where replaced_at is null;

-- Which ready texts a sent reply was made from, and how much of them was changed before it was sent (0 to 1). What customers thought of it comes later.
create table conversations_text_uses (
  complaint_id uuid not null,
  message_id uuid not null,
  text_id uuid not null,
  language text not null,
  number int not null,
  changed real not null check (changed between 0 and 1),
  satisfaction real,
  used_at timestamptz(3) not null,
  primary key (complaint_id, message_id, text_id),
  foreign key (complaint_id, message_id) references conversations_messages (complaint_id, id)
);
create index conversations_text_uses_text on conversations_text_uses (text_id, used_at);

-- A draft remembers them too: [{text, language, number}].
alter table conversations_drafts add column texts jsonb not null default '[]';
