-- Facts: the append-only record. One chain a stream, so that complaints never wait for each other.
create table facts_streams (
  stream text primary key,
  seq bigint not null default 0,
  hash text not null default ''
);

create table facts_facts (
  stream text not null,
  seq bigint not null,
  fact text not null,
  actor text not null,
  at timestamptz(3) not null,
  -- `json`, not `jsonb`: the text that was hashed must stay the text that was stored.
  data json not null,
  prev_hash text not null,
  hash text not null,
  primary key (stream, seq)
);
create index facts_facts_newest on facts_facts (fact, at desc);

-- What one fact's hash is made of. The same text is built by `verify` outside the database.
create function facts_digest(p_prev text, p_stream text, p_seq bigint, p_fact text, p_actor text, p_at timestamptz, p_data text) returns text
  language sql immutable parallel safe
  return encode(sha256(convert_to(concat_ws(E'\n', p_prev, p_stream, p_seq::text, p_fact, p_actor,
    to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), p_data), 'UTF8')), 'hex');

create function facts_append(p_stream text, p_fact text, p_actor text, p_at timestamptz, p_data text) returns bigint
  language plpgsql as $$
declare
  head facts_streams;
  fresh text;
begin
  -- Locks the stream's head: two facts of one stream queue up here, facts of two streams do not.
  insert into facts_streams as s (stream) values (p_stream)
    on conflict (stream) do update set stream = excluded.stream
    returning s.* into head;
  fresh := facts_digest(head.hash, p_stream, head.seq + 1, p_fact, p_actor, p_at, p_data);
  insert into facts_facts (stream, seq, fact, actor, at, data, prev_hash, hash)
    values (p_stream, head.seq + 1, p_fact, p_actor, p_at, p_data::json, head.hash, fresh);
  update facts_streams set seq = head.seq + 1, hash = fresh where stream = p_stream;
  perform pg_notify('facts', json_build_object('stream', p_stream, 'fact', p_fact, 'seq', head.seq + 1)::text);
  return head.seq + 1;
end $$;

create function facts_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'facts are append-only';
end $$;
create trigger facts_stay before update or delete on facts_facts for each row execute function facts_refuse_change();
create trigger facts_stay_whole before truncate on facts_facts for each statement execute function facts_refuse_change();

-- The daily seal over all heads.
create table facts_seals (
  sealed_at timestamptz(3) primary key,
  streams bigint not null,
  facts bigint not null,
  hash text not null
);

-- Files are named by the sha256 of their plain bytes. The bytes are on disk before this row is committed.
create table files_files (
  sha256 text primary key,
  size bigint not null,
  encrypted boolean not null,
  stored_at timestamptz(3) not null
);

-- One answer a key, an actor and a route, for 24 hours.
create table http_answers (
  actor text not null,
  route text not null,
  key text not null,
  asked_sha256 text not null,
  answer bytea,
  at timestamptz(3) not null,
  primary key (actor, route, key)
);
create index http_answers_at on http_answers (at);

-- How often somebody came in a window. Lost in a crash, which costs nothing.
create unlogged table http_visits (
  visitor text not null,
  "window" timestamptz(3) not null,
  visits int not null,
  primary key (visitor, "window")
);

-- One row a running `work` process; its advisory lock is free when it died.
create table jobs_workers (
  worker_id text primary key,
  lock_key bigint not null,
  started_at timestamptz(3) not null
);
