-- What a code of a pool is worth, and how long it lives. A sum or a percentage, never both.
create table remedies_coupon_pools (
  id uuid primary key,
  name text not null check (name <> ''),
  kind text not null check (kind in ('coupon', 'gift_card')),
  -- In minor units of the currency.
  amount bigint check (amount > 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  percent int check (percent between 1 and 100),
  -- So many days after its issue a code is over, or on the pool's last day, whichever is earlier.
  days int check (days between 1 and 3650),
  valid_from date,
  valid_to date,
  -- At so many codes left somebody should think of new ones.
  low_at int not null default 20 check (low_at between 0 and 1000000),
  added_by text not null,
  added_at timestamptz(3) not null,
  ended_at timestamptz(3),
  version int not null default 1,
  check ((amount is null) = (currency is null)),
  check ((amount is null) <> (percent is null)),
  check (kind = 'coupon' or amount is not null),
  check (days is not null or valid_to is not null),
  check (valid_from is null or valid_to is null or valid_from <= valid_to)
);
create unique index remedies_coupon_pools_name on remedies_coupon_pools (lower(name)) where ended_at is null;

-- Codes that came together: a file, or so many that were generated at once.
create table remedies_coupon_batches (
  id uuid primary key,
  pool_id uuid not null references remedies_coupon_pools (id),
  source text not null check (source in ('imported', 'generated')),
  codes int not null check (codes >= 0),
  refused int not null default 0 check (refused >= 0),
  added_by text not null,
  added_at timestamptz(3) not null
);
create index remedies_coupon_batches_pool on remedies_coupon_batches (pool_id, id);

-- Every code of the desk, found by a keyed hash of its letters, so that one never exists twice; the letters are sealed with the key outside the database.
create table remedies_coupon_codes (
  code_hash bytea primary key check (length(code_hash) = 32),
  pool_id uuid not null references remedies_coupon_pools (id),
  id uuid not null,
  batch_id uuid not null references remedies_coupon_batches (id),
  sealed bytea not null,
  -- The last characters, which a colleague may see.
  ending text not null,
  -- It has left the stock: it is held for a remedy, or was issued.
  taken_at timestamptz(3)
);
create index remedies_coupon_stock on remedies_coupon_codes (pool_id, id) where taken_at is null;

-- A code that is a customer's. What it was worth when it was issued stays, whatever becomes of the pool.
create table remedies_coupons (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  pool_id uuid not null references remedies_coupon_pools (id),
  remedy_id uuid,
  customer_id uuid,
  code_hash bytea not null,
  state text not null check (state in ('reserved', 'released', 'issued', 'redeemed', 'expired', 'cancelled')),
  kind text not null check (kind in ('coupon', 'gift_card')),
  amount bigint check (amount > 0),
  currency text,
  percent int check (percent between 1 and 100),
  reserved_at timestamptz(3) not null,
  reserved_by text not null,
  released_at timestamptz(3),
  issued_at timestamptz(3),
  issued_by text,
  expires_at timestamptz(3),
  -- Shown to the customer, once, and by which way they came.
  revealed_at timestamptz(3),
  revealed_by text,
  revealed_way text check (revealed_way in ('mail', 'post', 'page')),
  redeemed_at timestamptz(3),
  redeemed_by text,
  -- The caller's key: the same call again gets the same answer, however late.
  redemption_key text,
  -- What the shop calls its sale.
  reference text,
  expired_at timestamptz(3),
  cancelled_at timestamptz(3),
  cancelled_by text,
  cancel_reason text check (cancel_reason <> ''),
  salt bytea,
  -- The one that took its place.
  replaced_by uuid,
  version int not null default 1,
  primary key (complaint_id, id),
  check ((amount is null) = (currency is null)),
  check ((amount is null) <> (percent is null)),
  check ((state in ('reserved', 'released')) = (issued_at is null)),
  check ((issued_at is null) = (expires_at is null) and (issued_at is null) = (issued_by is null)),
  check ((state = 'released') = (released_at is not null)),
  check ((revealed_at is null) = (revealed_by is null) and (revealed_at is null) = (revealed_way is null)),
  check (revealed_at is null or issued_at is not null),
  check ((state = 'redeemed') = (redeemed_at is not null)),
  check ((redeemed_at is null) = (redeemed_by is null) and (redeemed_at is null) = (redemption_key is null)),
  check ((state = 'expired') = (expired_at is not null)),
  check ((state = 'cancelled') = (cancelled_at is not null)),
  check ((cancelled_at is null) = (cancelled_by is null) and (cancelled_at is null) = (cancel_reason is null)),
  check ((cancel_reason is null) = (salt is null))
);
-- A code is one customer's, for ever; only one that was held and never issued goes back.
create unique index remedies_coupons_code on remedies_coupons (code_hash) where state <> 'released';
-- A remedy has one coupon at a time, however often it is executed.
create unique index remedies_coupons_remedy on remedies_coupons (complaint_id, remedy_id)
  where remedy_id is not null and state in ('reserved', 'issued', 'redeemed');
create index remedies_coupons_expiring on remedies_coupons (expires_at, complaint_id, id) where state = 'issued';
create index remedies_coupons_held on remedies_coupons (reserved_at, complaint_id, id) where state = 'reserved';
create index remedies_coupons_pool on remedies_coupons (pool_id, state);

-- How the customer was told of it: by mail or on paper, each with a link of its own.
create table remedies_coupon_deliveries (
  complaint_id uuid not null,
  link_id uuid not null,
  coupon_id uuid not null,
  way text not null check (way in ('mail', 'post')),
  message_id uuid not null,
  delivered_by text not null,
  delivered_at timestamptz(3) not null,
  primary key (complaint_id, link_id),
  foreign key (complaint_id, coupon_id) references remedies_coupons (complaint_id, id),
  foreign key (complaint_id, message_id) references conversations_messages (complaint_id, id)
);

-- The account that the house pays from. A change is a new row, for a file that was made says the same for ever.
create table remedies_accounts (
  id uuid primary key,
  holder text not null check (holder <> ''),
  -- The IBAN, with the key outside the database.
  sealed bytea not null,
  ending text not null,
  bic text,
  written_by text not null,
  written_at timestamptz(3) not null
);
create index remedies_accounts_written on remedies_accounts (written_at desc, id desc);

-- To whom money goes. The IBAN is here and nowhere else, sealed with the key outside the database. A change is another payee.
create table remedies_payees (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  customer_id uuid,
  holder text not null check (holder <> ''),
  sealed bytea not null,
  -- By which two payees with one account are seen to be so.
  iban_hash bytea not null check (length(iban_hash) = 32),
  ending text not null,
  country text not null,
  bic text,
  -- The account that the order was paid from: the only one that needs no second look.
  original boolean not null,
  named_by text not null,
  named_at timestamptz(3) not null,
  check_how text check (check_how in ('document', 'video', 'call_back', 'account_match')),
  checked_by text,
  checked_at timestamptz(3),
  approved_by text,
  approved_at timestamptz(3),
  ended_at timestamptz(3),
  ended_by text,
  version int not null default 1,
  primary key (complaint_id, id),
  check ((check_how is null) = (checked_by is null) and (check_how is null) = (checked_at is null)),
  check ((approved_by is null) = (approved_at is null)),
  check (approved_at is null or checked_at is not null),
  -- Four eyes.
  check (approved_by is null or (approved_by <> named_by and approved_by <> checked_by)),
  check ((ended_at is null) = (ended_by is null))
);
create index remedies_payees_iban on remedies_payees (iban_hash);
alter table remedies_remedies add foreign key (complaint_id, payee_id) references remedies_payees (complaint_id, id);

-- What was ordered to be paid. Each leaves in one file only; what fails is ordered anew, as another.
create table remedies_payments (
  complaint_id uuid not null,
  id uuid not null,
  remedy_id uuid not null,
  payee_id uuid not null,
  amount bigint not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- By which the bank names it back to us.
  reference text not null,
  state text not null default 'ordered' check (state in ('ordered', 'exported', 'executed', 'failed', 'cancelled')),
  ordered_by text not null,
  ordered_at timestamptz(3) not null,
  file_id uuid,
  executed_on date,
  failure text check (failure <> ''),
  settled_by text,
  settled_at timestamptz(3),
  version int not null default 1,
  primary key (complaint_id, id),
  foreign key (complaint_id, payee_id) references remedies_payees (complaint_id, id),
  check ((state in ('exported', 'executed', 'failed')) = (file_id is not null)),
  check ((state = 'executed') = (executed_on is not null)),
  check ((state = 'failed') = (failure is not null)),
  check ((state in ('executed', 'failed', 'cancelled')) = (settled_at is not null)),
  check ((settled_at is null) = (settled_by is null))
);
create unique index remedies_payments_reference on remedies_payments (reference);
create unique index remedies_payments_remedy on remedies_payments (complaint_id, remedy_id) where state in ('ordered', 'exported', 'executed');
create index remedies_payments_ordered on remedies_payments (currency, id) where state = 'ordered';
create index remedies_payments_file on remedies_payments (file_id, id) where file_id is not null;

-- What left the house. The bytes are made from the rows whenever they are asked for, and are the same by their hash.
create table remedies_payment_files (
  id uuid primary key,
  format text not null check (format in ('csv', 'pain_001')),
  account_id uuid not null references remedies_accounts (id),
  currency text not null,
  -- The day on which the bank is asked to pay.
  pay_on date not null,
  payments int not null check (payments > 0),
  total bigint not null check (total > 0),
  content_hash text not null,
  made_by text not null,
  made_at timestamptz(3) not null
);
