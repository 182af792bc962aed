/** A catalogue, compiled while the screens are built. */
declare module '*.po' {
  import type { Messages } from '@lingui/core'
  export const messages: Messages
}
