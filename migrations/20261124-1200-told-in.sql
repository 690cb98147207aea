-- Whole complaints can be placed apart: no key leads from one to another. The message is found by where it was told.
alter table remedies_coupon_deliveries drop constraint remedies_coupon_deliveries_told_in_message_id_fkey;
