-- What a house gives, form by form: every version that an entry ever had. Number 0, which is not here, is what came with the desk.
create table remedies_catalogue (
  code text not null check (code ~ '^[a-z0-9-]{1,60}$'),
  number int not null check (number > 0),
  -- {kind, basis, categories, range, evidence, name, happens, days, valid_from, valid_to, ended}
  terms jsonb not null,
  change text check (change <> ''),
  written_by text not null,
  written_at timestamptz(3) not null,
  primary key (code, number)
);
create trigger remedies_catalogue_stay before update or delete on remedies_catalogue for each row execute function remedies_refuse_change();

-- The entry, and its version, by whose terms a remedy was proposed; none where somebody wrote it freely.
alter table remedies_remedies add column catalogue_code text, add column catalogue_number int,
  add check ((catalogue_code is null) = (catalogue_number is null));

create function remedies_keep_entry() returns trigger language plpgsql as $$
begin
  if (new.catalogue_code, new.catalogue_number) is distinct from (old.catalogue_code, old.catalogue_number) then
    raise exception 'another entry is another remedy';
  end if;
  return new;
end $$;
create trigger remedies_entry before update on remedies_remedies for each row execute function remedies_keep_entry();

-- Several remedies of which the customer gets one for each issue, or one that they may take or leave.
create table letters_offers (
  complaint_id uuid not null,
  id uuid not null,
  message_id uuid not null,
  language text not null check (language in ('en', 'el', 'es')),
  made_by text not null,
  made_at timestamptz(3) not null,
  -- Until then the customer may choose.
  expires_at timestamptz(3) not null,
  answer text check (answer in ('chosen', 'declined', 'countered', 'replaced')),
  -- By which way we heard of it.
  how text check (how in ('page', 'message', 'phone', 'in_person', 'letter')),
  answered_at timestamptz(3),
  said_at timestamptz(3),
  answered_by text,
  primary key (complaint_id, id),
  foreign key (complaint_id, message_id) references letters_letters (complaint_id, message_id),
  check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null)),
  check ((answer is null or answer = 'replaced') = (how is null) and (how is null) = (said_at is null))
);
-- One offer waits for an answer at a time.
create unique index letters_offers_open on letters_offers (complaint_id) where answer is null;

-- What the customer reads of each: it stays as it was, whatever becomes of the entry.
create table letters_options (
  complaint_id uuid not null,
  offer_id uuid not null,
  remedy_id uuid not null,
  issue_id uuid not null,
  position int not null check (position > 0),
  title text not null check (title <> ''),
  happens text not null check (happens <> ''),
  -- Within so many days of the choice.
  days int not null check (days between 0 and 365),
  chosen boolean not null default false,
  primary key (complaint_id, offer_id, remedy_id),
  foreign key (complaint_id, offer_id) references letters_offers (complaint_id, id),
  foreign key (complaint_id, remedy_id) references remedies_remedies (complaint_id, id),
  foreign key (complaint_id, issue_id) references complaints_issues (complaint_id, id)
);
create unique index letters_options_chosen on letters_options (complaint_id, offer_id, issue_id) where chosen;

-- Which offer a link to choose opens.
create table letters_offer_links (
  complaint_id uuid not null,
  link_id uuid not null,
  offer_id uuid not null,
  primary key (complaint_id, link_id),
  foreign key (complaint_id, offer_id) references letters_offers (complaint_id, id)
);
