-- Lists: what they are narrowed by has its index, and so has each order.
create index complaints_changed on complaints_complaints (last_activity_at desc, id desc);
create index complaints_quiet on complaints_complaints (last_activity_at, id)
  where state in ('received', 'open', 'waiting_customer', 'waiting_internal', 'offered', 'fulfilling', 'follow_up');
create index complaints_of_state on complaints_complaints (state, received_at desc, id desc);
create index complaints_of_owner on complaints_complaints (owner_id, received_at desc, id desc);
create index complaints_of_team on complaints_complaints (team_id, received_at desc, id desc);
create index complaints_of_channel on complaints_complaints (channel, received_at desc, id desc);
create index complaints_pressing on complaints_complaints (received_at desc, id desc) where urgency in ('critical', 'high');
create index complaints_few_kinds on complaints_complaints (kind, received_at desc, id desc) where kind <> 'complaint';
create index complaints_anonymous on complaints_complaints (received_at desc, id desc) where anonymous;
create index complaints_restricted_newest on complaints_complaints (received_at desc, id desc) where restriction is not null;
create index complaints_reopened on complaints_closures (complaint_id) where reopened_at is not null;

-- A list that somebody named: a query in codes, an order, columns. Shared with a team or with all by who may.
create table worklist_views (
  id uuid primary key,
  owner_id uuid not null,
  name text not null,
  query text not null,
  sort text,
  columns text[],
  shared text check (shared in ('team', 'all')),
  team_id uuid,
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  changed_by text not null,
  -- Taken away; it can be brought back for a while.
  ended_at timestamptz(3),
  version int not null default 1,
  check ((shared is not distinct from 'team') = (team_id is not null))
);
create index worklist_views_owner on worklist_views (owner_id) where ended_at is null;
create index worklist_views_shared on worklist_views (shared, team_id) where shared is not null and ended_at is null;

-- How one person wants lists: the columns, and the order of the views.
create table worklist_habits (
  agent_id uuid primary key,
  columns text[],
  views uuid[] not null default '{}',
  changed_at timestamptz(3) not null
);

-- A list that left the house as a file: who, when, which, how much. What was asked may name a person: it stands here, not in the fact.
create table worklist_exports (
  id uuid primary key,
  exported_by text not null,
  began_at timestamptz(3) not null,
  query text not null,
  columns text[] not null,
  -- Unknown until it has left whole.
  rows int,
  ended_at timestamptz(3)
);
create index worklist_exports_began on worklist_exports (began_at desc, id desc);

-- Files are found by their names.
alter table search_documents drop constraint search_documents_kind_check;
alter table search_documents add constraint search_documents_kind_check check (kind in ('complaint', 'message', 'note', 'attachment'));

-- A picture inside a mail has a name that nobody gave it; what hangs on a draft has not been said yet.
create function search_keep_attachment() returns trigger language plpgsql as $$
begin
  if new.inline or coalesce(new.message_id, new.note_id) is null then
    delete from search_documents where complaint_id = new.complaint_id and kind = 'attachment' and id = new.id;
    return null;
  end if;
  insert into search_documents (complaint_id, kind, id, at, document)
  values (new.complaint_id, 'attachment', new.id, new.added_at, search_indexed(null, mask_numbers(left(new.name, 1000)), new.added_at))
  on conflict (complaint_id, kind, id) do update set at = excluded.at, document = excluded.document;
  return null;
end $$;
create trigger search_keep after insert or update of name, inline, added_at, message_id, note_id on conversations_attachments
  for each row execute function search_keep_attachment();
create trigger search_forget after delete on conversations_attachments for each row execute function search_forget('attachment');

-- What was attached before its name was found.
update conversations_attachments set name = name where not inline;
