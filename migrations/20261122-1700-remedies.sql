-- What each role may decide alone, version by version. Who decided anything keeps the number of the version it was decided under.
create table remedies_matrices (
  version int primary key check (version > 0),
  valid_from timestamptz(3) not null,
  rules jsonb not null,
  change text check (change <> ''),
  written_by text not null,
  written_at timestamptz(3) not null,
  check (valid_from >= written_at)
);
create index remedies_matrices_valid on remedies_matrices (valid_from, version);

-- What a team may give out of goodwill in a period; without a team: whoever has none. What is owed takes nothing from it.
create table remedies_budgets (
  id uuid primary key,
  team_id uuid references people_teams (id),
  -- Both days belong to it.
  starts_on date not null,
  ends_on date not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  envelope bigint not null check (envelope > 0),
  warning_percent int not null default 80 check (warning_percent between 1 and 99),
  -- Approved and not expired, and executed; counted with its row locked.
  used bigint not null default 0 check (used >= 0),
  warned_at timestamptz(3),
  -- A manager let it be overdrawn.
  opened_at timestamptz(3),
  opened_by text,
  written_by text not null,
  written_at timestamptz(3) not null,
  version int not null default 1,
  check (starts_on <= ends_on),
  check ((opened_at is null) = (opened_by is null))
);
create index remedies_budgets_team on remedies_budgets (team_id, starts_on);

-- What is summed before it is written is locked first: one row for each customer, colleague and order, made when it is first needed.
create table remedies_purses (
  key text primary key,
  locked_at timestamptz(3) not null
);

-- What the customer asked for on an issue, and what we owe without bargaining.
create table remedies_expectations (
  complaint_id uuid not null,
  issue_id uuid not null,
  wanted text check (wanted <> ''),
  salt bytea,
  tags jsonb not null default '[]',
  floor_amount bigint check (floor_amount > 0),
  floor_currency text check (floor_currency ~ '^[A-Z]{3}$'),
  floor_reason text check (floor_reason <> ''),
  floor_salt bytea,
  noted_by text not null,
  noted_at timestamptz(3) not null,
  version int not null default 1,
  primary key (complaint_id, issue_id),
  foreign key (complaint_id, issue_id) references complaints_issues (complaint_id, id),
  check ((wanted is null) = (salt is null)),
  check ((floor_amount is null) = (floor_currency is null) and (floor_amount is null) = (floor_reason is null)),
  check ((floor_reason is null) = (floor_salt is null))
);

-- What puts an issue right. What was approved is what is executed: its form, sum, issue and payee never change; another sum is another remedy.
create table remedies_remedies (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  issue_id uuid not null,
  kind text not null check (
    kind in (
      'refund', 'price_reduction', 'replacement', 'repair', 'redelivery', 'coupon', 'gift_card', 'goodwill_payment', 'fee_waiver',
      'account_adjustment', 'gesture', 'apology'
    )
  ),
  basis text not null check (basis in ('entitlement', 'goodwill')),
  -- In minor units; null of what costs nothing.
  amount bigint check (amount > 0 and amount <= 1000000000000),
  currency text check (currency ~ '^[A-Z]{3}$'),
  -- Hundredths of a percent, of what is a share of a purchase to come; the sum is its valuation then.
  percent_hundredths int check (percent_hundredths between 1 and 10000),
  -- How the sum was valued: in which currency of the house, at which rate, and of a share, of which basket.
  valuation jsonb not null,
  -- In the currency of the house; null where no rate was known.
  valued bigint check (valued >= 0),
  order_number text check (order_number <> ''),
  order_paid bigint check (order_paid > 0),
  -- Null: the way in which it was paid.
  payee_id uuid,
  explanation text not null check (explanation <> ''),
  salt bytea not null,
  evidence text check (evidence <> ''),
  evidence_salt bytea,
  state text not null check (
    state in ('draft', 'requested', 'approved', 'refused', 'expired', 'cancelled', 'executed', 'confirmed', 'settled', 'reversed')
  ),
  -- Why it was not for its proposer to decide, and whose yes it needs.
  binds text,
  needs text check (needs in ('agent', 'senior_agent', 'supervisor', 'manager', 'finance_manager')),
  customer_id uuid,
  team_id uuid,
  budget_id uuid references remedies_budgets (id),
  proposed_by text not null,
  proposed_at timestamptz(3) not null,
  requested_at timestamptz(3),
  -- Until when the request waits, and the approval holds.
  expires_at timestamptz(3),
  decided_by text,
  decided_at timestamptz(3),
  matrix_version int not null,
  -- The message that explained it to the customer.
  message_id uuid,
  version int not null default 1,
  primary key (complaint_id, id),
  foreign key (complaint_id, issue_id) references complaints_issues (complaint_id, id),
  foreign key (complaint_id, message_id) references conversations_messages (complaint_id, id),
  check ((amount is null) = (currency is null)),
  check (amount is not null or kind in ('apology', 'gesture')),
  check (percent_hundredths is null or kind = 'coupon'),
  check ((order_number is null) = (order_paid is null)),
  check ((evidence is null) = (evidence_salt is null)),
  check ((decided_at is null) = (decided_by is null)),
  check (state <> 'requested' or (requested_at is not null and expires_at is not null and binds is not null and needs is not null)),
  check (state not in ('approved', 'executed', 'confirmed', 'settled', 'reversed') or decided_at is not null)
);
create index remedies_waiting on remedies_remedies (requested_at, complaint_id, id) where state = 'requested';
create index remedies_of_customer on remedies_remedies (customer_id, decided_at)
  where basis = 'goodwill' and state in ('approved', 'executed', 'confirmed', 'settled');
create index remedies_decided on remedies_remedies (decided_by, decided_at)
  where basis = 'goodwill' and state in ('approved', 'executed', 'confirmed', 'settled');
create index remedies_of_order on remedies_remedies (order_number) where order_number is not null;

create function remedies_keep_bound() returns trigger language plpgsql as $$
begin
  if (new.complaint_id, new.id, new.issue_id, new.kind, new.basis, new.amount, new.currency, new.percent_hundredths, new.valued, new.order_number,
      new.order_paid, new.payee_id, new.proposed_by, new.proposed_at)
    is distinct from
    (old.complaint_id, old.id, old.issue_id, old.kind, old.basis, old.amount, old.currency, old.percent_hundredths, old.valued, old.order_number,
      old.order_paid, old.payee_id, old.proposed_by, old.proposed_at)
  then
    raise exception 'another sum, form, payee or issue is another remedy';
  end if;
  return new;
end $$;
create trigger remedies_bound before update on remedies_remedies for each row execute function remedies_keep_bound();

create function remedies_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger remedies_remedies_stay before delete on remedies_remedies for each row execute function remedies_refuse_change();
create trigger remedies_remedies_stay_whole before truncate on remedies_remedies for each statement execute function remedies_refuse_change();
create trigger remedies_matrices_stay before update or delete on remedies_matrices for each row execute function remedies_refuse_change();

-- A yes: to this sum, in this form, to this payee, on this complaint, under this version of the limits, until then.
create table remedies_approvals (
  complaint_id uuid not null,
  id uuid not null,
  remedy_id uuid not null,
  given_as text not null check (given_as in ('own_authority', 'role', 'manager', 'finance')),
  role text not null,
  kind text not null,
  amount bigint,
  currency text,
  payee_id uuid,
  approved_by text not null,
  approved_at timestamptz(3) not null,
  matrix_version int not null,
  primary key (complaint_id, id),
  foreign key (complaint_id, remedy_id) references remedies_remedies (complaint_id, id)
);
create unique index remedies_approvals_once on remedies_approvals (complaint_id, remedy_id, approved_by);
create trigger remedies_approvals_stay before update or delete on remedies_approvals for each row execute function remedies_refuse_change();

-- What happened to a remedy beside a yes, each once: who, when, why.
create table remedies_acts (
  complaint_id uuid not null,
  remedy_id uuid not null,
  act text not null check (act in ('refused', 'expired', 'cancelled', 'executed', 'confirmed', 'settled', 'reversed')),
  done_by text not null,
  done_at timestamptz(3) not null,
  reason text check (reason <> ''),
  salt bytea,
  -- What the world outside calls it: a payment, a parcel.
  reference text check (reference <> ''),
  -- The caller's own key: asked again with it, the first answer is given again.
  key text check (key <> ''),
  primary key (complaint_id, remedy_id, act),
  foreign key (complaint_id, remedy_id) references remedies_remedies (complaint_id, id),
  check ((reason is null) = (salt is null))
);
create trigger remedies_acts_stay before update or delete on remedies_acts for each row execute function remedies_refuse_change();

-- The ledger: each booking moves a sum from one account to the next, and is never changed.
create table remedies_entries (
  complaint_id uuid not null,
  id uuid not null,
  booking_id uuid not null,
  remedy_id uuid not null,
  issue_id uuid not null,
  -- Whose complaint it was when it was proposed.
  team_id uuid,
  basis text not null check (basis in ('entitlement', 'goodwill')),
  kind text not null,
  act text not null,
  account text not null,
  amount bigint not null check (amount <> 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  booked_by text not null,
  booked_at timestamptz(3) not null,
  message_id uuid,
  -- Of a counter-entry: the booking that it takes back.
  corrects uuid,
  primary key (complaint_id, id),
  foreign key (complaint_id, remedy_id) references remedies_remedies (complaint_id, id),
  foreign key (complaint_id, issue_id) references complaints_issues (complaint_id, id),
  -- Where a sum goes to and comes from is fixed for each act, and with it the sign.
  check (
    (act, account, amount > 0) in (
      ('approved', 'open', true), ('approved', 'granted', false),
      ('cancelled', 'cancelled', true), ('cancelled', 'open', false),
      ('expired', 'cancelled', true), ('expired', 'open', false),
      ('executed', 'executed', true), ('executed', 'open', false),
      ('confirmed', 'confirmed', true), ('confirmed', 'executed', false),
      ('settled', 'settled', true), ('settled', 'confirmed', false),
      ('reversed', 'reversed', true), ('reversed', 'executed', false), ('reversed', 'confirmed', false), ('reversed', 'settled', false)
    )
  ),
  check ((act = 'reversed') = (corrects is not null)),
  -- Nothing is given out of goodwill without a word.
  check (act <> 'executed' or basis <> 'goodwill' or message_id is not null)
);
create unique index remedies_entries_once on remedies_entries (complaint_id, remedy_id, act, account);
create index remedies_entries_booked on remedies_entries (booked_at, id);
create trigger remedies_entries_stay before update or delete on remedies_entries for each row execute function remedies_refuse_change();
create trigger remedies_entries_stay_whole before truncate on remedies_entries for each statement execute function remedies_refuse_change();

-- At the end of each transaction: every booking is balanced in each currency, and no account of a remedy gave more than it had.
create function remedies_balance() returns trigger language plpgsql as $$
begin
  if exists (
    select from remedies_entries e where e.complaint_id = new.complaint_id and e.remedy_id = new.remedy_id
      group by e.booking_id, e.currency having sum(e.amount) <> 0
  ) then
    raise exception 'a booking is not balanced';
  end if;
  if exists (
    select from remedies_entries e where e.complaint_id = new.complaint_id and e.remedy_id = new.remedy_id and e.account <> 'granted'
      group by e.account, e.currency having sum(e.amount) < 0
  ) then
    raise exception 'more was executed than was approved';
  end if;
  if exists (
    select from remedies_remedies r where r.complaint_id = new.complaint_id and r.id = new.remedy_id
      and (r.currency is distinct from new.currency or r.amount is distinct from abs(new.amount) or r.issue_id <> new.issue_id)
  ) then
    raise exception 'the ledger books what was approved';
  end if;
  return null;
end $$;
create constraint trigger remedies_entries_balance after insert on remedies_entries deferrable initially deferred
  for each row execute function remedies_balance();
