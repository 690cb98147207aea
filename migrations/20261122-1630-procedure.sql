-- Which steps a category has, which of them closing waits for, and what the house adds. One row a template: `every-category`, or a category's
-- code. Without a row, every category has the template that comes with the desk.
create table procedure_templates (
  code text primary key,
  version int not null default 0
);

-- Every version that a template ever had. A complaint keeps the one that was valid when it was entered.
create table procedure_template_versions (
  template_code text not null references procedure_templates (code),
  number int not null check (number > 0),
  valid_from timestamptz(3) not null,
  -- [{step, applies, required, points: [{code, names}]}]; null: from here on the category has none of its own.
  steps jsonb,
  change text,
  written_by text not null,
  written_at timestamptz(3) not null,
  primary key (template_code, number)
);

-- What people settled by hand: a step, or a point of the house's own. All else is derived from facts when it is read.
create table procedure_acts (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  step smallint not null check (step between 1 and 12),
  point text,
  kind text not null check (kind in ('tick', 'skip')),
  -- Chosen from the list of reasons; the reason in own words stands beside its salt, the fact holds the seal.
  code text,
  reason text,
  salt bytea,
  done_by text not null,
  done_at timestamptz(3) not null,
  reset_by text,
  reset_at timestamptz(3),
  primary key (complaint_id, id),
  check (point is null or kind = 'tick'),
  check (point is not null or code is not null or reason is not null),
  check ((reset_at is null) = (reset_by is null))
);
create unique index procedure_acts_in_force on procedure_acts (complaint_id, step, coalesce(point, '')) where reset_at is null;

-- How the customer felt about the outcome, each time somebody noted it; the last one counts.
create table procedure_feelings (
  complaint_id uuid not null references complaints_complaints (id),
  id uuid not null,
  feeling text not null check (feeling in ('content', 'accepting', 'unhappy', 'not_said')),
  words text,
  salt bytea,
  noted_by text not null,
  noted_at timestamptz(3) not null,
  primary key (complaint_id, id)
);
