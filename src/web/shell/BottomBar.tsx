import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Menu } from '@mantine/core'
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMe } from '#web/session.tsx'
import { placeOf, wingsFor } from './wings.ts'

/** On a phone: the four things a salesperson does, under the thumb, and everything else behind the fifth. */
export function BottomBar({ find }: { find: () => void }) {
  const me = useMe()
  const wings = wingsFor(me)
  const path = useRouterState({ select: state => state.location.pathname })
  const here = placeOf(wings, path)?.place.to
  const navigate = useNavigate()
  const inBar = ['/', '/figures', '/accounts']
  const place = (to: string, name: string, drawn: ReactNode) => (
    <Link to={to} data-here={here === to || undefined} aria-current={here === to ? 'page' : undefined}>
      {drawn}
      {name}
    </Link>
  )
  return (
    <nav className="bottom-bar" aria-label={t`Main`}>
      {place('/', t`Home`, <Drawn d="M3 10l7-6 7 6v7h-5v-4H8v4H3z" />)}
      {place('/figures', t`Figures`, <Drawn d="M3 17V9m5 8V4m5 13v-6m4 6H1" />)}
      {place('/accounts', t`Accounts`, <Drawn d="M3 17V6l7-3v14m0-9l7 2v7M1 17h18" />)}
      <button type="button" onClick={find}>
        <Trans>
          <Drawn d="M9 3a6 6 0 110 12A6 6 0 019 3zm4.5 10.5L18 18" />
          Find
        </Trans>
      </button>
      {/* fixed as the bar is: placed in the page it widened it for a moment, and a phone then moved the bar away */}
      <Menu position="top-end" floatingStrategy="fixed">
        <Menu.Target>
          <button type="button">
            <Trans>
              <Drawn d="M3 5h14M3 10h14M3 15h14" />
              More
            </Trans>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {wings.map(wing => (
            <div key={wing.name} role="none">
              {wing.places
                .filter(({ to }) => !inBar.includes(to))
                .map(({ to, name }) => (
                  <Menu.Item key={to} onClick={() => void navigate({ to })}>
                    {name}
                  </Menu.Item>
                ))}
            </div>
          ))}
        </Menu.Dropdown>
      </Menu>
    </nav>
  )
}

function Drawn({ d }: { d: string }) {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <path d={d} />
    </svg>
  )
}
