-- Customers are listed by folded name, and found by any part of it or by the beginning of an address, a telephone or an account number.
create index people_customers_by_name on people_customers ((public.fold(name) collate "C"), id);
create index people_customers_found on people_customers using gin (public.fold(name) gin_trgm_ops);
create index people_contacts_found on people_contacts (normal text_pattern_ops);
