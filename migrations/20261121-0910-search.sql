-- What may not be read may not be found: card numbers and IBANs are hidden before a text is indexed, as src/modules/conversations/rules/mask-numbers.ts
-- hides them before it is shown. src/modules/search/mask-numbers.test.ts holds the two together.

create function search_is_card(digits text) returns boolean
language plpgsql immutable parallel safe strict as $$
declare
  sum int := 0;
  value int;
begin
  if digits !~ '^(4([0-9]{12}|[0-9]{15}|[0-9]{18})|(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)[0-9]*|3[47][0-9]{13}|3(0[0-5]|095|[689])[0-9]*|(6011|64[4-9]|65)[0-9]*|35(2[89]|[3-8])[0-9]*|62[0-9]{14,17}|(5018|5020|5038|5893|6304|6390|6759|676[1-3])[0-9]*)$' then
    return false;
  end if;
  if not (digits ~ '^(4|3[47]|62)'
    or (length(digits) = 16 and digits ~ '^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)')
    or (length(digits) in (14, 16) and digits ~ '^3(0[0-5]|095|[689])')
    or (length(digits) in (16, 19) and digits ~ '^(6011|64[4-9]|65|35(2[89]|[3-8]))')
    or (length(digits) in (12, 13, 14, 15, 16, 18, 19) and digits ~ '^(5018|5020|5038|5893|6304|6390|6759|676[1-3])')) then
    return false;
  end if;
  for place in 1 .. length(digits) loop
    value := substr(digits, length(digits) - place + 1, 1)::int;
    if place % 2 = 0 then
      value := value * 2;
      value := case when value > 9 then value - 9 else value end;
    end if;
    sum := sum + value;
  end loop;
  return sum % 10 = 0;
end $$;

-- ISO 13616: the remainder of the turned number, letters as 10 to 35, is 1.
create function search_is_iban(written text) returns boolean
language plpgsql immutable parallel safe strict as $$
declare
  iban text := upper(regexp_replace(written collate "C", '[^A-Za-z0-9]', '', 'g') collate "C");
  turned text := substr(iban, 5) || left(iban, 4);
  carried int := 0;
  value int;
begin
  for place in 1 .. length(turned) loop
    value := strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(turned, place, 1)) - 1;
    carried := (carried * case when value > 9 then 100 else 10 end + value) % 97;
  end loop;
  return carried = 1;
end $$;

-- The last four characters stay.
create function search_hidden(written text) returns text
language sql immutable parallel safe strict as $$
  select regexp_replace(left(written, length(written) - length(tail)) collate "C", '[A-Za-z0-9]', '•', 'g') || tail
  from (select coalesce(substring(written collate "C" from '(?:[A-Za-z0-9][^A-Za-z0-9]*){4}$'), '') as tail) as last_four
$$;

create function search_mask_ibans(value text, known text[]) returns text
language plpgsql immutable parallel safe strict as $$
declare
  lengths constant jsonb := '{"AD":24,"AE":23,"AL":28,"AT":20,"AZ":28,"BA":20,"BE":16,"BG":22,"BH":22,"BI":27,"BR":29,"BY":28,"CH":21,"CR":22,"CY":28,"CZ":24,"DE":22,"DJ":27,"DK":18,"DO":28,"EE":20,"EG":29,"ES":24,"FI":18,"FK":18,"FO":18,"FR":27,"GB":22,"GE":22,"GI":23,"GL":18,"GR":27,"GT":28,"HN":28,"HR":21,"HU":28,"IE":22,"IL":23,"IQ":23,"IS":26,"IT":27,"JO":30,"KW":30,"KZ":20,"LB":28,"LC":32,"LI":21,"LT":20,"LU":20,"LV":21,"LY":25,"MC":27,"MD":24,"ME":22,"MK":19,"MN":20,"MR":27,"MT":31,"MU":30,"NI":28,"NL":18,"NO":15,"OM":23,"PK":24,"PL":28,"PS":29,"PT":25,"QA":29,"RO":24,"RS":22,"RU":33,"SA":24,"SC":31,"SD":18,"SE":24,"SI":19,"SK":24,"SM":27,"SO":23,"ST":25,"SV":28,"TL":23,"TN":24,"TR":26,"UA":29,"VA":22,"VG":24,"XK":20,"YE":30}';
  -- Each piece but the first begins where an IBAN may begin.
  pieces text[] := regexp_split_to_array(value collate "C", '(?<![A-Za-z0-9\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff])(?=[A-Za-z]{2}[0-9]{2})');
  masked text := '';
  ahead text;
  country_length int;
  iban text;
  covered int := 0;
begin
  for place in 1 .. cardinality(pieces) loop
    if covered >= length(pieces[place]) then
      covered := covered - length(pieces[place]);
      continue;
    end if;
    ahead := substr(pieces[place], covered + 1);
    country_length := case when covered = 0 then (lengths ->> upper(left(ahead, 2)))::int end;
    covered := 0;
    if country_length is not null then
      for onward in place + 1 .. least(place + 24, cardinality(pieces)) loop
        exit when length(ahead) > 136;
        ahead := ahead || pieces[onward];
      end loop;
      iban := substring(left(ahead, 136) collate "C" from '^(?:[ \u00a0\u2007\u2009\u202f\u2010-\u2015-]{0,3}[A-Za-z0-9]){' || country_length || '}');
      if iban is not null and substr(ahead, length(iban) + 1, 1) collate "C" !~ '[A-Za-z0-9\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff]' and search_is_iban(iban)
        and not upper(regexp_replace(iban collate "C", '[^A-Za-z0-9]', '', 'g')) = any (known) then
        masked := masked || search_hidden(iban);
        covered := length(iban);
      end if;
      ahead := substr(pieces[place], covered + 1);
      covered := greatest(covered - length(pieces[place]), 0);
    end if;
    masked := masked || ahead;
  end loop;
  return masked;
end $$;

-- A run of digits may hold more than the card: an order number before it, a date behind it. Cards begin and end where a group of digits does.
create function search_mask_cards_in(run text, known text[]) returns text
language plpgsql immutable parallel safe strict as $$
declare
  groups text[] := array(select hit[1] from regexp_matches(run, '([0-9]+)', 'g') as hit);
  gaps text[] := regexp_split_to_array(run, '[0-9]+');
  masked text := gaps[1];
  place int := 1;
  digits text;
  last int;
  card text;
begin
  -- Nobody writes or searches for hundreds of numbers in a row: none of them is found, and nobody keeps the database busy with them.
  if cardinality(groups) > 200 then
    return regexp_replace(run collate "C", '[0-9]', '•', 'g');
  end if;
  while place <= cardinality(groups) loop
    digits := '';
    last := 0;
    if groups[place] ~ '^[2-6]' then
      for onward in place .. cardinality(groups) loop
        exit when length(digits) > 19;
        digits := digits || groups[onward];
        if length(digits) between 12 and 19 and search_is_card(digits) then
          last := onward;
        end if;
      end loop;
    end if;
    card := groups[place];
    for onward in place + 1 .. last loop
      card := card || gaps[onward] || groups[onward];
    end loop;
    if last > 0 and not regexp_replace(card, '[^0-9]', '', 'g') = any (known) then
      card := search_hidden(card);
    end if;
    place := greatest(last, place) + 1;
    masked := masked || card || gaps[place];
  end loop;
  return masked;
end $$;

create function mask_numbers(value text, known text[] default '{}') returns text
language plpgsql immutable parallel safe strict as $$
declare
  run constant text := '(?<![A-Za-z0-9\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff])[0-9](?:[ \u00a0\u2007\u2009\u202f\u2010-\u2015-]{0,3}[0-9]){11,}(?![A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff])';
  bare text[];
  masked text;
  runs text[];
  pieces text[];
begin
  -- Twelve digits are the shortest of all; most texts have none.
  if length(regexp_replace(value collate "C", '[^0-9]+', '', 'g')) < 12 then
    return value;
  end if;
  bare := array(select upper(regexp_replace(number collate "C", '[^A-Za-z0-9]', '', 'g')) from unnest(known) as number);
  masked := search_mask_ibans(value, bare);
  runs := array(select hit[1] from regexp_matches(masked collate "C", '(' || run || ')', 'g') as hit);
  if runs = '{}' then
    return masked;
  end if;
  pieces := regexp_split_to_array(masked collate "C", run);
  masked := pieces[1];
  for place in 1 .. cardinality(runs) loop
    masked := masked || search_mask_cards_in(runs[place], bare) || pieces[place + 1];
  end loop;
  return masked;
end $$;
comment on function mask_numbers(text, text[]) is 'Card numbers and IBANs hidden but for their last four characters; known numbers stay.';

-- One row for each text that a search finds. Its own table, not columns beside the texts: a document is larger than what it is made of, would travel with
-- every row that is read, and would be indexed again whenever a message is sent or a complaint changes its state.
create table search_documents (
  complaint_id uuid not null references complaints_complaints (id) on delete cascade,
  kind text not null check (kind in ('complaint', 'message', 'note')),
  id uuid not null,
  at timestamptz(3) not null,
  -- Its words, and the week in which it was written (~2956): so a search reads the newest weeks first, and stays as fast as they are small.
  document tsvector not null,
  -- What is found by any part of it: #number without its year and zeros, =order numbers, bare.
  codes text,
  primary key (complaint_id, kind, id)
);
alter table search_documents alter document set statistics 0;
-- A short list of what is new is written along, and sorted into the index when it is full: half the work of each text by itself, and read in no time.
create index search_documents_words on search_documents using gin (document) with (fastupdate = on, gin_pending_list_limit = 64);
create index search_documents_codes on search_documents using gin (codes gin_trgm_ops) with (fastupdate = on, gin_pending_list_limit = 64);

create function search_week(at timestamptz) returns text
language sql immutable parallel safe strict as $$
  select '~' || floor(extract(epoch from at at time zone 'UTC') / 604800)::bigint::text
$$;

-- Without a language it is searched in all three.
create function search_indexed(language text, value text, at timestamptz) returns tsvector
language sql immutable parallel safe as $$
  select case when language is null
    then search_document('en', value) || strip(search_document('es', value)) || strip(search_document('el', value))
    else search_document(language, value) end || array_to_tsvector(array[search_week(at)])
$$;

create function search_codes(number text, order_numbers text[]) returns text
language sql immutable parallel safe as $$
  select '#' || ltrim(regexp_replace(number, '^RD-[0-9]{4}-|-', '', 'g'), '0')
    || coalesce((select string_agg(' =' || regexp_replace(fold(code) collate "C", '[\u0001-/:-@\[-`{-\u00bf]+', '', 'g'), '') from unnest(order_numbers) as code), '')
$$;

create function search_keep_complaint() returns trigger language plpgsql as $$
begin
  insert into search_documents (complaint_id, kind, id, at, document, codes)
  values (new.id, 'complaint', new.id, new.received_at,
    search_indexed(new.language, mask_numbers(left(concat_ws(E'\n', new.subject, new.summary, new.words), 60000), new.order_numbers) || E'\n' || array_to_string(new.order_numbers, ' '), new.received_at),
    search_codes(new.number, new.order_numbers))
  on conflict (complaint_id, kind, id) do update set at = excluded.at, document = excluded.document, codes = excluded.codes;
  return null;
end $$;
create trigger search_keep after insert or update of subject, words, summary, order_numbers, language, received_at, number on complaints_complaints
  for each row execute function search_keep_complaint();

-- What a mail invites to is read beside its words, and found like them.
create function search_invited(invitations jsonb) returns text
language sql immutable parallel safe as $$
  select string_agg(concat_ws(E'\n', one ->> 'what', one ->> 'where', one ->> 'description'), E'\n') from jsonb_array_elements(invitations) as one
$$;

-- What a mail newly says has no blanks at the ends of its lines; the words of its complaint have them as they came.
create function search_unspaced(value text) returns text
language sql immutable parallel safe strict as $$
  select regexp_replace(value collate "C", '[[:space:]]+', '', 'g')
$$;

create function search_keep_message() returns trigger language plpgsql as $$
declare
  invited text := case when new.invitations <> '[]' then search_invited(new.invitations) end;
  said text := new.visible_text;
begin
  if new.moved_to is not null then
    delete from search_documents where complaint_id = new.complaint_id and kind = 'message' and id = new.id;
    return null;
  end if;
  -- An acknowledgement says the same to everybody; the words with which a complaint began are found with the complaint.
  if new.kind = 'acknowledgement' or exists (select from complaints_complaints c
    where c.id = new.complaint_id and strpos(search_unspaced(c.words), search_unspaced(new.visible_text)) > 0) then
    said := null;
    if invited is null then
      return null;
    end if;
  end if;
  insert into search_documents (complaint_id, kind, id, at, document)
  values (new.complaint_id, 'message', new.id, new.at, search_indexed(new.language, mask_numbers(left(concat_ws(E'\n', said, invited), 60000)), new.at))
  on conflict (complaint_id, kind, id) do update set at = excluded.at, document = excluded.document;
  return null;
end $$;
create trigger search_keep after insert or update of visible_text, language, at, moved_to, invitations on conversations_messages
  for each row execute function search_keep_message();

create function search_keep_note() returns trigger language plpgsql as $$
begin
  insert into search_documents (complaint_id, kind, id, at, document)
  values (new.complaint_id, 'note', new.id, new.at, search_indexed(null, mask_numbers(left(new.text, 60000)), new.at))
  on conflict (complaint_id, kind, id) do update set at = excluded.at, document = excluded.document;
  return null;
end $$;
create trigger search_keep after insert or update of text, at on conversations_notes
  for each row execute function search_keep_note();

create function search_forget() returns trigger language plpgsql as $$
begin
  delete from search_documents where complaint_id = old.complaint_id and id = old.id and kind = tg_argv[0];
  return null;
end $$;
create trigger search_forget after delete on conversations_messages for each row execute function search_forget('message');
create trigger search_forget after delete on conversations_notes for each row execute function search_forget('note');

-- What was written before there was a search.
update complaints_complaints set subject = subject;
update conversations_messages set at = at;
update conversations_notes set at = at;

-- A customer is found by how the name sounds, so Παπαδοπούλου by papadopoulou, and by any part of an address, a telephone or an account number.
create index people_customers_heard on people_customers using gin (search_greek_sound(fold(name)) gin_trgm_ops);
create index people_contacts_part on people_contacts using gin (normal gin_trgm_ops);
