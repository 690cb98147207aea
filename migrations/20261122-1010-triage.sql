-- What the desk taught about texts: one correction a task and text. Numbers and addresses of people are taken out before.
create table triage_corrections (
  id uuid primary key,
  task text not null check (task in ('is_complaint', 'kind', 'category', 'sentiment', 'urgency', 'intent')),
  text text not null,
  -- Of the folded text: the same text corrected again replaces, and a text stays on its side when some are held back.
  text_hash bytea not null,
  label text not null,
  language text,
  -- Where it comes from a complaint: erased with it.
  complaint_id uuid,
  given_by text not null,
  given_at timestamptz(3) not null
);
create unique index triage_corrections_once on triage_corrections (task, text_hash);
create index triage_corrections_newest on triage_corrections (given_at);
create index triage_corrections_complaint on triage_corrections (complaint_id) where complaint_id is not null;

-- What was learned from them. In use is the newest of a task that was kept.
create table triage_models (
  task text not null check (task in ('is_complaint', 'kind', 'category', 'sentiment', 'urgency', 'intent')),
  version int not null,
  corrections int not null,
  held_back int not null,
  -- Parts of the held-back corrections that were right: with it, and with what was used before (null where nothing was).
  accuracy double precision not null,
  before double precision,
  kept boolean not null,
  -- How much the rules' answer counts beside it, on the scale of probabilities.
  rules_weight double precision not null,
  -- Weights only; null where it was not kept.
  model jsonb,
  trained_at timestamptz(3) not null,
  trained_by text not null,
  primary key (task, version)
);
