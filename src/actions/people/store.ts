/** What the database lends to sign-on, whose room may not look into db. */
export type { SignOnEvent, SignOnStore } from '#db/signon.ts'
