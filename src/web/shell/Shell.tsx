import { Trans } from '@lingui/react/macro'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useRef, useState } from 'react'
import { Trouble, Waiting } from '#web/parts/states.tsx'
import { SignedIn, whoAmI } from '#web/session.tsx'
import { BottomBar } from './BottomBar.tsx'
import { Freshness } from './Freshness.tsx'
import { Masthead } from './Masthead.tsx'
import { SeeAsBanner } from './SeeAsBanner.tsx'

const Find = lazy(async () => ({ default: (await import('./Find.tsx')).Find }))

/** Everything around a page for somebody who is signed in. */
export function Shell() {
  const who = useQuery(whoAmI())
  if (who.isPending) return <Framed>{<Waiting />}</Framed>
  if (!who.data) return <Framed>{<Trouble error={who.error} again={who.refetch} />}</Framed>
  return (
    <SignedIn>
      <Surroundings />
    </SignedIn>
  )
}

function Framed({ children }: { children: React.ReactNode }) {
  return <main className="measure page">{children}</main>
}

function Surroundings() {
  const [finding, setFinding] = useState(false)
  const [asked, setAsked] = useState(false)
  const find = () => {
    setAsked(true)
    setFinding(true)
  }
  useHotkeys([['mod+K', find]], [])
  const main = useFocusOnArrival()
  return (
    <div className="shell">
      <a className="skip" href="#page">
        <Trans>Skip to the page</Trans>
      </a>
      <SeeAsBanner />
      <Masthead find={find} />
      <main id="page" ref={main} tabIndex={-1} className="measure page">
        <Outlet />
      </main>
      <Freshness />
      <BottomBar find={find} />
      {asked && (
        <Suspense>
          <Find opened={finding} close={() => setFinding(false)} />
        </Suspense>
      )}
    </div>
  )
}

/** A new page takes the focus, so that a screen reader begins at its question and not at the menu. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: state => state.location.pathname })
  const router = useRouter()
  const first = useRef(path)
  useEffect(() => {
    if (first.current !== path) main.current?.focus({ preventScroll: true })
    first.current = ''
  }, [path, router])
  return main
}
