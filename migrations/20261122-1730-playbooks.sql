-- A playbook that an agent went through to its end with the customer, and where the customer stood then, as far as an agent had said so.
create table conversations_playbooks (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  playbook text not null check (playbook in ('phone', 'chat', 'counter', 'email', 'social')),
  stage text check (stage in ('release', 'reassure', 'reconnect')),
  done_by text not null,
  done_at timestamptz(3) not null,
  primary key (complaint_id, id)
);

-- Where the wording stands that a reason was given for: [{rule, category, start, end}], places in the message's text.
alter table conversations_kept_words add column hits jsonb not null default '[]';
