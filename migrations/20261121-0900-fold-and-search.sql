-- Text that people search is folded the same way here and in src/platform/fold.ts; src/platform/fold-vectors.json holds both to it.
-- Nothing here depends on the locale of the server: a database made with C, ICU or libc sorts and folds alike.

create extension if not exists pg_trgm;

create or replace function public.fold(value text) returns text
language plpgsql immutable parallel safe strict cost 200 as $$
declare
  folded text := value;
begin
  if pg_catalog.octet_length(folded) = pg_catalog.char_length(folded) then
    return pg_catalog.lower(folded collate "C");
  end if;
  folded := pg_catalog.regexp_replace(folded collate "C", '[\u2057\u2152\u2167\u2177\u247d-\u2487\u2a0c\u320e-\u321e\u327c\u327d\u3300-\u3357\u337f\u3389\u33a8\u33ae\u33af\u33c2\u33c6\u33d8\ufdf2-\ufdfc]', ' ', 'g');
  folded := pg_catalog.lower(pg_catalog.normalize(folded, 'NFKD') collate "C");
  folded := pg_catalog.replace(folded, U&'n\0303', 'ñ');
  folded := pg_catalog.replace(pg_catalog.replace(folded, U&'\0301', ''), U&'\0308', '');
  folded := pg_catalog.regexp_replace(folded collate "C", '[\u00ad\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]+', '', 'g');
  if folded collate "C" ~ '[\u0391-\u03a9\u03c2]' then
    -- Not translate(): it walks its whole list for every letter, and this is five times as fast.
    folded := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(folded, 'Α', 'α'), 'Β', 'β'), 'Γ', 'γ'), 'Δ', 'δ'), 'Ε', 'ε');
    folded := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(folded, 'Ζ', 'ζ'), 'Η', 'η'), 'Θ', 'θ'), 'Ι', 'ι'), 'Κ', 'κ');
    folded := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(folded, 'Λ', 'λ'), 'Μ', 'μ'), 'Ν', 'ν'), 'Ξ', 'ξ'), 'Ο', 'ο');
    folded := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(folded, 'Π', 'π'), 'Ρ', 'ρ'), 'Σ', 'σ'), 'Τ', 'τ'), 'Υ', 'υ');
    folded := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(folded, 'Φ', 'φ'), 'Χ', 'χ'), 'Ψ', 'ψ'), 'Ω', 'ω'), 'ς', 'σ');
  end if;
  if folded collate "C" !~ '[^\u0001-\u007f\u0391-\u03c9\u00f1]' then
    return folded;
  end if;
  if folded collate "C" ~ '[\u0400-\u042f\u0490]' then
    folded := pg_catalog.translate(folded, 'АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐ', 'абвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґ');
  end if;
  if folded collate "C" ~ '[\u00ab\u00bb\u02bc\u2010-\u201f\u2044\u2212]' then
    folded := pg_catalog.translate(folded, U&'\2019\2018\02BC\201B\201C\201D\201E\00AB\00BB\201F\2010\2012\2013\2014\2015\2212\2044', '''''''''""""""------/');
  end if;
  if folded collate "C" ~ '[\u00c6\u00d0\u00d8\u00de\u00df\u00e6\u00f0\u00f8\u00fe\u0110\u0111\u0126\u0127\u0131\u0141\u0142\u014a\u014b\u0152\u0153\u0166\u0167\u1e9e]' then
    folded := pg_catalog.translate(folded, 'ØøĐđŁłĦħŦŧŊŋıðÐ', 'ooddllhhttnnidd');
    folded := pg_catalog.replace(pg_catalog.replace(folded, 'ß', 'ss'), 'ẞ', 'ss');
    folded := pg_catalog.replace(pg_catalog.replace(folded, 'Æ', 'ae'), 'æ', 'ae');
    folded := pg_catalog.replace(pg_catalog.replace(folded, 'Œ', 'oe'), 'œ', 'oe');
    folded := pg_catalog.replace(pg_catalog.replace(folded, 'Þ', 'th'), 'þ', 'th');
  end if;
  return folded;
end $$;
comment on function public.fold(text) is 'Lower case, no accents (ñ kept), compatibility forms undone, ς as σ: equal to fold() of src/platform/fold.ts.';

-- Stemmers without stop words: where every word has its place, a quoted phrase can be found. search_question leaves small words out instead.
create text search dictionary public.search_english (template = pg_catalog.snowball, language = english);
create text search dictionary public.search_spanish (template = pg_catalog.snowball, language = spanish);
create text search dictionary public.search_greek (template = pg_catalog.snowball, language = greek);
create text search configuration public.search_en (copy = pg_catalog.simple);
create text search configuration public.search_es (copy = pg_catalog.simple);
create text search configuration public.search_el (copy = pg_catalog.simple);
alter text search configuration public.search_en alter mapping for asciiword, word with public.search_english;
alter text search configuration public.search_es alter mapping for asciiword, word with public.search_spanish;
alter text search configuration public.search_el alter mapping for asciiword with public.search_english;
alter text search configuration public.search_el alter mapping for word with public.search_greek;

-- Folded text as words with spaces between them: the parser of PostgreSQL would read RD-2026 as a negative number and keep addresses whole.
create or replace function public.search_words(folded text) returns text
language sql immutable parallel safe strict as $$
  select pg_catalog.regexp_replace(folded collate "C", '[\u0001-\u001f!-/:-@\[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02b9-\u036f\u0375\u037e\u0387\u055a-\u055f\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\ud7ff\ufe10-\ufe6f\ufff0-\uffff\U0001f000-\U0001faff]+', ' ', 'g')
$$;

-- Repairs the endings that the stock Greek stemmer parts: παραγγελίες from παραγγελία, προϊόντα from προϊόν, τιμολόγιο from τιμολόγια. Folded words in, each with a space after it.
create or replace function public.search_greek_words(folded_words text) returns text
language plpgsql immutable parallel safe strict cost 100 as $$
declare
  repaired text := folded_words || ' ';
begin
  repaired := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(repaired, 'οντα ', 'ον '), 'οντοσ ', 'ον '), 'οντων ', 'ον '), 'ιεσ ', 'ια ');
  repaired := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(repaired, 'ιων ', 'ια '), 'ιασ ', 'ια '), 'ηριου ', 'ηρια '), 'ηριο ', 'ηρια ');
  repaired := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(repaired, 'ικοσ ', 'ικο '), 'ικη ', 'ικο '), 'ικα ', 'ικο '), 'ικεσ ', 'ικο ');
  repaired := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(repaired, 'ικησ ', 'ικο '), 'ικου ', 'ικο '), 'ικων ', 'ικο '), 'ικουσ ', 'ικο ');
  repaired := pg_catalog.replace(pg_catalog.replace(repaired, 'λογιου ', 'λογια '), 'λογιο ', 'λογια ');
  return repaired;
end $$;

-- How folded words sound when Greek, in Latin letters: the same for παραγγελία, paraggelia, parangelia. Coarse on purpose: φ β μπ sound alike, ξ χ too.
create or replace function public.search_greek_sound(folded_words text) returns text
language plpgsql immutable parallel safe strict cost 200 as $$
declare
  sound text := folded_words;
begin
  if sound collate "C" ~ '[α-ω]' then
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ου', '0u'), 'αυ', 'av'), 'ευ', 'ev'), 'ψ', 'ps');
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'α', 'a'), 'β', 'v'), 'γ', 'g'), 'δ', 'd');
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ε', 'e'), 'ζ', 'z'), 'η', 'i'), 'θ', 't');
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ι', 'i'), 'κ', 'c'), 'λ', 'l'), 'μ', 'm');
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ν', 'n'), 'ξ', 'x'), 'ο', 'o'), 'π', 'p');
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ρ', 'r'), 'σ', 's'), 'τ', 't'), 'υ', 'i');
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'φ', 'v'), 'χ', 'x'), 'ω', 'o');
  end if;
  if sound collate "C" ~ '[ae][uy]|h|3|8' then
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'th', 't'), 'ch', 'x'), 'kh', 'x'), 'ph', 'v');
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'au', 'av'), 'eu', 'ev'), 'ay', 'av'), 'ey', 'ev');
    sound := pg_catalog.regexp_replace(sound collate "C", 'h(?=[aeiouyw])|(?<![^ ])h', 'x', 'g');
    sound := pg_catalog.regexp_replace(sound collate "C", '8(?=[a-z])', 't', 'g');
    sound := pg_catalog.regexp_replace(sound collate "C", '3(?=[a-z])', 'x', 'g');
  end if;
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ks', 'x'), 'mp', 'v'), 'nt', 'd'), 'ng', 'g');
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'gk', 'g'), 'gc', 'g'), 'ou', '0u'), '0u', 'ω');
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ei', 'i'), 'oi', 'i'), 'ai', 'e'), 'b', 'v');
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'f', 'v'), 'h', 'i'), 'j', 'x'), 'k', 'c');
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'q', 'c'), 'u', 'i'), 'w', 'o'), 'y', 'i');
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ñ', 'n'), 'ω', 'u'), 'cc', 'c'), 'gg', 'g');
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ii', 'i'), 'll', 'l'), 'mm', 'm'), 'nn', 'n');
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'pp', 'p'), 'rr', 'r'), 'ss', 's'), 'tt', 't');
  return sound;
end $$;

-- A letter written in Greeklish: each sounding word without its last vowels. The ω marks it, so that it meets no stem of a Greek word by accident.
create or replace function public.search_greeklish_stem(sounding_words text) returns text
language sql immutable parallel safe strict as $$
  select pg_catalog.regexp_replace(sounding_words || ' ' collate "C", '([aeious]{1,4}n?)? +', 'ω ', 'g')
$$;

-- Spanish without its tildes, so that the stock stemmer, which looks for ción and ía, knows the endings again.
create or replace function public.search_spanish_stem(folded_words text) returns text
language sql immutable parallel safe strict as $$
  select pg_catalog.regexp_replace(folded_words collate "C", '(?<=[a-z][cs])ion(?![^ ])', 'iones', 'g')
$$;

-- What the index of a text holds: its folded words in their order, and beside them (without places) their stems and, in Greek, their sound.
-- At most 60,000 characters, so that no text is too long for a tsvector; words over 64 characters are not words.
create or replace function public.search_document(language text, value text) returns tsvector
language plpgsql immutable parallel safe cost 1000 as $$
declare
  folded text := public.search_words(public.fold(pg_catalog.left(value, 60000)));
  document tsvector;
  each_word text;
  stems tsvector;
begin
  if folded is null then
    return ''::tsvector;
  end if;
  if folded collate "C" ~ '[^ ]{65}' then
    folded := pg_catalog.regexp_replace(folded collate "C", '[^ ]{65,}', ' ', 'g');
  end if;
  document := pg_catalog.to_tsvector('pg_catalog.simple', folded);
  each_word := pg_catalog.array_to_string(pg_catalog.tsvector_to_array(document), ' ');
  if each_word collate "C" ~ '[α-ω]' then
    stems := pg_catalog.to_tsvector('public.search_el', public.search_greek_words(each_word));
    document := document || pg_catalog.strip(stems)
      || pg_catalog.strip(pg_catalog.to_tsvector('pg_catalog.simple', public.search_greek_sound(pg_catalog.array_to_string(pg_catalog.tsvector_to_array(stems), ' '))));
  elsif language = 'el' then
    document := document || pg_catalog.strip(pg_catalog.to_tsvector('pg_catalog.simple',
      public.search_greeklish_stem(public.search_greek_sound(each_word))));
  end if;
  if language = 'es' then
    return document || pg_catalog.strip(pg_catalog.to_tsvector('public.search_es', public.search_spanish_stem(each_word)));
  elsif language = 'el' then
    return document;
  end if;
  return document || pg_catalog.strip(pg_catalog.to_tsvector('public.search_en', each_word));
end $$;

-- Words side by side, as text of a tsquery; null where nothing of it can be searched.
create or replace function public.search_phrase(folded_words text) returns text
language sql immutable parallel safe strict as $$
  select case when folded_words !~ '^ *$' then '(' || nullif(pg_catalog.phraseto_tsquery('pg_catalog.simple', folded_words)::text, '') || ')' end
$$;

-- A code such as ΑΒ-1234 is typed with Greek or with Latin letters that look the same.
create or replace function public.search_lookalikes(folded text) returns text[]
language sql immutable parallel safe strict as $$
  select array[pg_catalog.translate(folded, 'αβεζηικμνορτυχ', 'abezhikmnoptyx'), pg_catalog.translate(folded, 'abezhikmnoptyx', 'αβεζηικμνορτυχ')]
$$;

-- How a word of Latin letters may sound in the index if it is Greek: whole, and with endings of one to five letters taken off. th is θ, or τη as in katasthma.
create or replace function public.search_greeklish_forms(word text) returns text[]
language sql immutable parallel safe strict as $$
  select array(
    select pg_catalog.btrim(public.search_greeklish_stem(public.search_greek_sound(word)))
    union
    select pg_catalog.regexp_replace(sound, ending || '$', '')
    from (values (public.search_greek_sound(word)), (public.search_greek_sound(pg_catalog.regexp_replace(word, 'th(?=[^aeiouyw]|$)', 'ti', 'g')))) as heard(said),
      pg_catalog.regexp_replace(said, 'od(a|os|on)$', 'on') as sound,
      (values (''), ('[aeiousn]'), ('[aeiou][aeiousn]'), ('[aeiou]{2}[aeiousn]'), ('[aeiou]+[sn]'), ('at(a|os|on)'), ('m(a|ata|atos|aton)')) as endings(ending)
    where pg_catalog.char_length(pg_catalog.regexp_replace(sound, ending || '$', '')) > 2)
$$;

-- Every form in which one folded word may stand in the index, as text of a tsquery; null where nothing of it can be searched.
create or replace function public.search_forms(word text, language text, unfinished boolean) returns text
language plpgsql immutable parallel safe as $$
declare
  exact text := public.search_phrase(pg_catalog.left(word, 65));
  forms text[] := '{}';
  sound text;
begin
  if exact is null or pg_catalog.char_length(word) > 64 then
    return null;
  elsif pg_catalog.strpos(exact, '<->') > 0 then
    return exact;
  elsif word ~ '[0-9]' and word collate "C" ~ '[a-zα-ω]' then
    forms := public.search_lookalikes(word);
  end if;
  if word collate "C" ~ '^[a-z]+$' and language is distinct from 'es' then
    forms := forms || pg_catalog.ts_lexize('public.search_english', word);
  end if;
  if word collate "C" ~ '^[a-zñ]+$' and coalesce(language, 'es') = 'es' then
    forms := forms || pg_catalog.ts_lexize('public.search_spanish', public.search_spanish_stem(word));
  end if;
  if word collate "C" ~ '^[a-z38]*[a-z][a-z38]*$' and coalesce(language, 'el') = 'el' then
    forms := forms || public.search_greeklish_forms(word);
  elsif word collate "C" ~ '^[α-ω]+$' then
    forms := forms || pg_catalog.ts_lexize('public.search_greek', pg_catalog.btrim(public.search_greek_words(word)));
    sound := public.search_greek_sound(forms[1]);
    forms := forms || case when pg_catalog.char_length(sound) > 2 then sound end
      || pg_catalog.btrim(public.search_greeklish_stem(public.search_greek_sound(word)));
  end if;
  select '(' || pg_catalog.string_agg(form, ' | ') || ')' into exact
  from (
    select pg_catalog.btrim(exact, '()') || case when unfinished and pg_catalog.char_length(word) > 3 then ':*' else '' end as form
    union
    select pg_catalog.quote_literal(other) from pg_catalog.unnest(forms) as other where other <> '' and (unfinished or other <> word)
  ) as every_form;
  return exact;
end $$;

-- What a person typed, as a question to search_document: all words, "quoted words" side by side, codes and addresses as they stand, the last word, from four letters
-- on, perhaps unfinished (a blank after it says that it is not: a beginning reads every word that begins so, and no window bounds that); Greek also in Latin letters. Small words are left out unless nothing else is asked. Without a language all three are tried.
-- Never fails; what holds nothing to search is the empty question, which finds nothing.
create or replace function public.search_question(value text, language text default null) returns tsquery
language plpgsql immutable parallel safe as $$
declare
  small_words constant text[] := '{a,al,and,are,as,at,be,but,by,con,de,del,el,en,es,for,from,han,has,have,he,i,in,is,it,la,las,le,lo,los,me,mi,my,no,not,of,on,or,our,para,pero,por,que,se,she,su,sus,te,that,the,they,this,to,un,una,was,we,were,with,y,you,your,αν,απο,αυτο,για,δεν,εγω,ειναι,εναν,ενα,ενασ,η,θα,και,κι,με,μεσα,μη,μην,μια,μου,μασ,να,ο,οι,οτι,που,προσ,πωσ,σασ,σε,στα,στη,στην,στισ,στο,στον,στουσ,τα,τη,την,τησ,τι,τισ,το,τον,του,τουσ,των,ωσ}';
  folded text := public.fold(pg_catalog.left(value, 400));
  unfinished boolean := folded collate "C" !~ '[\u0001- "]$';
  pieces text[] := pg_catalog.string_to_array(folded, '"');
  chunks text[];
  words text[];
  small text[] := '{}';
  terms text[] := '{}';
  last boolean;
begin
  for piece in 1 .. coalesce(pg_catalog.cardinality(pieces), 0) loop
    if piece % 2 = 0 and piece < pg_catalog.cardinality(pieces) then
      terms := terms || public.search_phrase(public.search_words(pieces[piece]));
      continue;
    end if;
    chunks := pg_catalog.regexp_split_to_array(pieces[piece] collate "C", '[\u0001-\u0020\u2028\u2029]+');
    for place in 1 .. pg_catalog.cardinality(chunks) loop
      last := unfinished and piece = pg_catalog.cardinality(pieces) and place = pg_catalog.cardinality(chunks);
      words := pg_catalog.array_remove(pg_catalog.string_to_array(public.search_words(chunks[place]), ' '), '');
      if pg_catalog.cardinality(words) > 1 and chunks[place] ~ '[0-9@]' then
        terms := terms || public.search_phrase(public.search_words(chunks[place]));
        continue;
      end if;
      for at in 1 .. pg_catalog.cardinality(words) loop
        if words[at] = any (small_words) then
          small := small || public.search_forms(words[at], language, last and at = pg_catalog.cardinality(words));
        else
          terms := terms || public.search_forms(words[at], language, last and at = pg_catalog.cardinality(words));
        end if;
      end loop;
    end loop;
  end loop;
  terms := pg_catalog.array_remove(terms, null);
  if terms = '{}' then
    terms := pg_catalog.array_remove(small, null);
  end if;
  return coalesce(pg_catalog.array_to_string(terms[1:16], ' & '), '')::tsquery;
end $$;
