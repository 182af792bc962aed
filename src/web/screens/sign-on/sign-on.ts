import { signOut as signOutOperation } from '#contract/sign-on.ts'
import { call, seeAsNow } from '#web/client.ts'

/** Who one is has changed, so everything that was asked is forgotten: the page is begun anew at an own address. */
export function enter(to: string | undefined): void {
  seeAsNow(null)
  // only a path of ours: `//elsewhere.example` would lead away
  location.assign(to?.startsWith('/') && !to.startsWith('//') && !to.startsWith('/\\') ? to : '/')
}

export async function signOut(): Promise<void> {
  await call(signOutOperation, {})
  enter('/sign-in')
}
