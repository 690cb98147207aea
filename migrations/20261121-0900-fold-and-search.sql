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
  folded := pg_catalog.regexp_replace(folded collate "C", '[\u00ad\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]+', '', 'g');
  if folded collate "C" ~ '[\u0391-\u03a9\u03c2]' then
    folded := pg_catalog.translate(folded, 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩς', 'αβγδεζηθικλμνξοπρστυφχψωσ');
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
create text search configuration public.search_en (copy = pg_catalog.simple);
create text search configuration public.search_es (copy = pg_catalog.simple);
create text search configuration public.search_el (copy = pg_catalog.simple);
alter text search configuration public.search_en alter mapping for asciiword, word with public.search_english;
alter text search configuration public.search_es alter mapping for asciiword, word with public.search_spanish;
-- Greek is stemmed by search_greek_stem before it comes here (the stock stemmer parts παραγγελία from παραγγελίες); what is left are English words.
alter text search configuration public.search_el alter mapping for asciiword with public.search_english;

-- Folded text as words with one space between them: the parser of PostgreSQL would read RD-2026 as a negative number and keep addresses whole.
create or replace function public.search_words(folded text) returns text
language sql immutable parallel safe strict as $$
  select pg_catalog.regexp_replace(folded collate "C", '[\u0001-/:-@\[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02b9-\u036f\u0375\u037e\u0387\u055a-\u055f\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\ud7ff\ufe10-\ufe6f\ufff0-\uffff\U0001f000-\U0001faff]+', ' ', 'g')
$$;

-- Takes the inflection off folded Greek words (nouns, adjectives, present and past endings). A word keeps at least two letters, three before a long ending.
create or replace function public.search_greek_stem(folded_words text) returns text
language sql immutable parallel safe strict as $$
  select pg_catalog.regexp_replace(folded_words collate "C", '((?<=[α-ω][α-ω]μ)ατ(οσ|α|ων)|(?<=[α-ω][α-ω][α-ω])(ε?ι(α|ασ|εσ|ων|ου|ο|οσ|οι|ουσ)|εεσ|εων|εωσ|ον(τ(α|οσ|ων|ασ|εσ|ε|αι|αν))?|ομα[ιστε]*|ομουν|εσαι|εται|εστε|ομαστε|ηκ(α|εσ|ε|αν|αμε|ατε)|ουμε|ουνε?|ετε|ατε|αμε|αν|αω|αει|εισ?)|(?<=[α-ω][α-ω])(α|ασ|εσ|ε|ων|ου|ο|οσ|οι|ουσ|η|ησ|ι|ω))(?![^ ])', '', 'g')
$$;

-- How folded words sound when Greek, in Latin letters and without their inflection: the same for παραγγελία, paraggelia, parangelies.
create or replace function public.search_greek_sound(folded_words text) returns text
language plpgsql immutable parallel safe strict cost 200 as $$
declare
  sound text := folded_words;
begin
  if sound collate "C" ~ '[α-ω]' then
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ου', 'ou'), 'αυ', 'av'), 'ευ', 'ev');
    sound := pg_catalog.translate(sound, 'αβγδεζηθικλμνξοπρστυφχψω', 'avgdeziticlmnxoprstivxψo');
    sound := pg_catalog.replace(sound, 'ψ', 'ps');
  end if;
  if sound collate "C" ~ 'h|3|8|[ae][uy]' then
    sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'th', 't'), 'ch', 'x'), 'kh', 'x'), 'ph', 'v');
    sound := pg_catalog.replace(pg_catalog.replace(sound, 'au', 'av'), 'eu', 'ev');
    sound := pg_catalog.replace(pg_catalog.replace(sound, 'ay', 'av'), 'ey', 'ev');
    sound := pg_catalog.regexp_replace(sound collate "C", 'h(?=[aeiouyw])|(?<![^ ])h', 'x', 'g');
    sound := pg_catalog.regexp_replace(sound collate "C", '8(?=[a-z])', 't', 'g');
    sound := pg_catalog.regexp_replace(sound collate "C", '3(?=[a-z])', 'x', 'g');
  end if;
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ks', 'x'), 'mp', 'v'), 'nt', 'd');
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ng', 'g'), 'gk', 'g'), 'gc', 'g');
  sound := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(sound, 'ou', 'ω'), 'ei', 'i'), 'oi', 'i');
  sound := pg_catalog.replace(sound, 'ai', 'e');
  sound := pg_catalog.translate(sound, 'bfhjkquwyñ', 'vvixcciοin');
  sound := pg_catalog.translate(sound, 'οω', 'ou');
  sound := pg_catalog.regexp_replace(sound collate "C", '(?<=c)c+|(?<=g)g+|(?<=i)i+|(?<=l)l+|(?<=m)m+|(?<=n)n+|(?<=p)p+|(?<=r)r+|(?<=s)s+|(?<=t)t+', '', 'g');
  return pg_catalog.regexp_replace(sound collate "C", '((?<=[a-z][a-z]m)at(os|a|on)|(?<=[a-z][a-z][a-z])(i(a|as|es|on|u|o|os|us)|es|eon|eos|on|od(a|os|on|as|es|e|an)|om(e|astan?|aste|un)|ese|ete|este|ic(a|es|e|an|ame|ate)|une?|ume|ate|ame|an|ao|ai|is?)|(?<=[a-z][a-z])(a|as|e|es|o|os|on|u|us|i|is))(?![^ ])', '', 'g');
end $$;

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
begin
  if folded is null then
    return ''::tsvector;
  end if;
  if folded collate "C" ~ '[^ ]{65}' then
    folded := pg_catalog.regexp_replace(folded collate "C", '[^ ]{65,}', ' ', 'g');
  end if;
  document := pg_catalog.to_tsvector('pg_catalog.simple', folded);
  if language = 'el' or folded collate "C" ~ '[α-ω]' then
    document := document
      || pg_catalog.strip(pg_catalog.to_tsvector('public.search_el', public.search_greek_stem(folded)))
      || pg_catalog.strip(pg_catalog.to_tsvector('pg_catalog.simple', public.search_greek_sound(folded)));
  end if;
  if language = 'es' then
    return document || pg_catalog.strip(pg_catalog.to_tsvector('public.search_es', public.search_spanish_stem(folded)));
  elsif language = 'el' then
    return document;
  end if;
  return document || pg_catalog.strip(pg_catalog.to_tsvector('public.search_en', folded));
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

-- Every form in which one folded word may stand in the index, as text of a tsquery; null where nothing of it can be searched.
create or replace function public.search_forms(word text, language text, unfinished boolean) returns text
language plpgsql immutable parallel safe as $$
declare
  exact text := public.search_phrase(pg_catalog.left(word, 65));
  sound text := public.search_greek_sound(word);
  forms text[] := '{}';
begin
  if exact is null or pg_catalog.char_length(word) > 64 then
    return null;
  elsif pg_catalog.strpos(exact, '<->') > 0 then
    return exact;
  elsif word ~ '[0-9]' and word collate "C" ~ '[a-zα-ω]' then
    forms := public.search_lookalikes(word);
  elsif word collate "C" ~ '[a-zñ]' then
    if language is distinct from 'es' then
      forms := forms || pg_catalog.ts_lexize('public.search_english', word);
    end if;
    if language is null or language = 'es' then
      forms := forms || pg_catalog.ts_lexize('public.search_spanish', public.search_spanish_stem(word));
    end if;
    if (language is null or language = 'el') and pg_catalog.char_length(sound) > 2 then
      forms := forms || sound;
    end if;
  elsif word collate "C" ~ '[α-ω]' then
    forms := forms || public.search_greek_stem(word);
    if pg_catalog.char_length(sound) > 4 then
      forms := forms || sound;
    end if;
  end if;
  select pg_catalog.string_agg(form, ' | ') into exact
  from (
    select pg_catalog.btrim(exact, '()') || case when unfinished and pg_catalog.char_length(word) > 2 then ':*' else '' end as form
    union
    select pg_catalog.quote_literal(other) from pg_catalog.unnest(forms) as other where other <> '' and (unfinished or other <> word)
  ) as every_form;
  return '(' || exact || ')';
end $$;

-- What a person typed, as a question to search_document: all words, "quoted words" side by side, codes and addresses as they stand, the last word perhaps
-- unfinished; Greek also in Latin letters. Small words are left out unless nothing else is asked. Without a language all three are tried.
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
