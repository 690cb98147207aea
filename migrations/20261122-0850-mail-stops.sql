-- How much automatic mail may leave. One row; what stands here when there is none are the same figures.
create table channels_budgets (
  id int primary key default 1 check (id = 1),
  -- For one complaint, and for an address that has proved itself; any other address gets one a day, and that is no setting.
  complaint_a_day int not null default 3 check (complaint_a_day between 1 and 100),
  address_a_day int not null default 20 check (address_a_day between 1 and 1000),
  mailbox_an_hour int not null default 300 check (mailbox_an_hour between 1 and 1000000),
  mailbox_a_day int not null default 2000 check (mailbox_a_day between 1 and 1000000),
  desk_an_hour int not null default 1000 check (desk_an_hour between 1 and 1000000),
  desk_a_day int not null default 10000 check (desk_a_day between 1 and 1000000),
  version int not null default 1,
  changed_at timestamptz(3) not null
);

-- What of them is spent: by the desk, by a mailbox (or the house's own sender), for alarms. Locked before it is counted.
create table channels_spending (
  spender text primary key,
  hour timestamptz(3) not null,
  in_hour int not null,
  day date not null,
  in_day int not null
);

-- Moments of the last day: automatic mails that an address got, and those it was refused; and what it wrote, as hashes, to know a machine that says the same again.
alter table channels_senders
  drop column automatic_on,
  drop column automatic_count,
  add column automatic_at timestamptz(3)[] not null default '{}',
  add column refused_at timestamptz(3)[] not null default '{}',
  add column said text[] not null default '{}';

-- What holds mail back: a person's switch, or an alarm that the desk raised. It holds until a person ends it.
create table channels_stops (
  id uuid primary key,
  -- automatic: no automatic mail is written. outgoing: nothing leaves, what is queued waits.
  holds text not null check (holds in ('automatic', 'outgoing')),
  -- The whole desk where both are null.
  mailbox_id uuid references channels_mailboxes (id),
  address text,
  reason text not null check (reason in ('by_hand', 'mailbox_budget', 'desk_budget', 'loop')),
  note text,
  begun_by text not null,
  begun_at timestamptz(3) not null,
  -- When administrators were written to about it.
  told_at timestamptz(3),
  ended_by text,
  ended_at timestamptz(3)
);
create unique index channels_stops_running on channels_stops (holds, coalesce(mailbox_id::text, ''), coalesce(address, '')) where ended_at is null;
create index channels_stops_newest on channels_stops (begun_at desc, id desc);

-- A mailbox whose server is away is asked again then, by one letter, not by each that waits.
alter table channels_mailboxes
  add column send_tries int not null default 0,
  add column send_retry_at timestamptz(3);

-- When a message is tried again; and whom it goes to then, when others have it already, and what each one's server said.
alter table conversations_messages add column next_try_at timestamptz(3);
alter table conversations_recipients
  add column due_at timestamptz(3),
  add column refused_words text;
