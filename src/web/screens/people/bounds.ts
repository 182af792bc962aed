import { always, furtherNotice } from '#web/format.ts'

/** Stored days as a line of time shows them: null where there is no bound. */
export const bounds = ({ from, to }: { from: string; to: string }) => ({
  from: from === always ? null : from,
  to: to === furtherNotice ? null : to,
})
