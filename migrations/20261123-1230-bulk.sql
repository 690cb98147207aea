-- What one act did to many complaints, for the moments in which it can be undone; swept by the next such act.
create table complaints_bulk_rows (
  complaint_id uuid not null references complaints_complaints (id),
  bulk_id uuid not null,
  done_by text not null,
  done_at timestamptz not null,
  act jsonb not null,
  before jsonb not null,
  version integer not null,
  primary key (complaint_id, bulk_id)
);
create index complaints_bulk_rows_bulk on complaints_bulk_rows (bulk_id);
create index complaints_bulk_rows_done on complaints_bulk_rows (done_at);
