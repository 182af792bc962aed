/** What the database lends to sign-on, whose room may not look into db. */
export type { SignOnStore } from '#db/signon.ts'
