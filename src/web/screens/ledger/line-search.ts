import { only } from '#web/search.ts'

/** The filters of the billing lines, as they stand in the address. */
export const lineSearch = only(
  'subject',
  'from',
  'to',
  'account',
  'productLine',
  'category',
  'channel',
  'territory',
  'invoice',
  'without',
  'sort',
)
