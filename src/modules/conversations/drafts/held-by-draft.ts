import { sql } from 'kysely'

/** The condition that a colleague has put this machine draft into a reply that is not sent yet. */
export const heldByDraft = sql<boolean>`exists (select from conversations_drafts d where d.complaint_id = conversations_helper_drafts.complaint_id
  and d.helped @> jsonb_build_array(jsonb_build_object('draft', conversations_helper_drafts.id::text)))`
