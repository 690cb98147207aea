-- A coupon of a complaint that was merged is told of where that goes on: the message stands there.
alter table remedies_coupon_deliveries add column told_in uuid;
update remedies_coupon_deliveries set told_in = complaint_id;
alter table remedies_coupon_deliveries
  alter column told_in set not null,
  drop constraint remedies_coupon_deliveries_complaint_id_message_id_fkey,
  add foreign key (told_in, message_id) references conversations_messages (complaint_id, id);
