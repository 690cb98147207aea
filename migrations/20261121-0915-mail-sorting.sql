-- How often a mail was read in vain, and how it begins, for the list of what was put aside.
alter table channels_mails add column tries int not null default 0;
alter table channels_mails add column beginning text;

-- What a colleague should see beside a complaint: it came by itself, by a list, to no mailbox of ours; it was not acknowledged; it is spam.
create table channels_marks (
  complaint_id uuid not null references complaints_complaints (id),
  mark text not null check (mark in ('automatic', 'list', 'no_mailbox', 'unacknowledged', 'spam')),
  reason text,
  since timestamptz(3) not null,
  primary key (complaint_id, mark)
);
-- A list narrowed by a mark begins here: what bears one is little beside all.
create index channels_marks_mark on channels_marks (mark, complaint_id);
