-- What a colleague wants to hear of beyond single complaints: a customer, a category, or a view.
create table notices_watches (
  id uuid primary key,
  agent_id uuid not null references people_agents (id),
  kind text not null check (kind in ('customer', 'category', 'view')),
  -- The customer's id, the category's code, the view's id.
  subject text not null,
  -- The complaints that the view held when it was last looked into: who is not among them has come in since.
  inside uuid[] not null default '{}',
  -- The view holds more than one person can be told of.
  silent boolean not null default false,
  since timestamptz(3) not null
);
create unique index notices_watches_subject on notices_watches (kind, subject, agent_id);
create index notices_watches_agent on notices_watches (agent_id, since);

-- Who writes a note, a hand-over or a letter is seen as well. Rows of seconds: nothing is read to add this.
alter table notices_presences drop constraint notices_presences_doing_check;
alter table notices_presences add constraint notices_presences_doing_check
  check (doing in ('reading', 'handing_over', 'noting', 'letter', 'writing'));
