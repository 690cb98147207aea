import type { ListAsked } from '#modules/complaints/web/queries.ts'

/** A view and its filters as they stand in an address. */
export const listSearch = ({ view, ...filters }: ListAsked): string => new URLSearchParams({ view, ...filters }).toString()
