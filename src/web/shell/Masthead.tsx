import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Kbd, UnstyledButton } from '@mantine/core'
import { Link, useRouterState } from '@tanstack/react-router'
import { useMe } from '#web/session.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { placeOf, wingsFor } from './wings.ts'
import './masthead.css'

const command = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K'

export function Masthead({ find }: { find: () => void }) {
  const me = useMe()
  const path = useRouterState({ select: state => state.location.pathname })
  const wings = wingsFor(me)
  const here = placeOf(wings, path)
  return (
    <header className="masthead">
      <div className="measure masthead-row">
        <Link to="/" className="wordmark" aria-label={t`Plumbline, ${me.organisation.name}: home`}>
          <Plumb />
          <span>{me.organisation.name}</span>
        </Link>
        <nav aria-label={t`Wings`} className="wings">
          {wings.map(wing => (
            <Link
              key={wing.name}
              to={wing.places[0]!.to}
              data-here={wing.name === here?.wing.name || undefined}
              aria-current={wing.name === here?.wing.name ? 'true' : undefined}
            >
              {wing.name}
            </Link>
          ))}
        </nav>
        <UnstyledButton className="find" onClick={find}>
          <Trans>
            Find <Kbd size="xs">{command}</Kbd>
          </Trans>
        </UnstyledButton>
        <PersonMenu />
      </div>
      {here && here.wing.places.length > 1 && (
        <nav aria-label={here.wing.name} className="measure places">
          {here.wing.places.map(place => (
            <Link
              key={place.to}
              to={place.to}
              data-here={place === here.place || undefined}
              aria-current={place === here.place ? 'page' : undefined}
            >
              {place.name}
            </Link>
          ))}
        </nav>
      )}
    </header>
  )
}

function Plumb() {
  return (
    <svg width="14" height="28" viewBox="0 0 14 28" aria-hidden="true">
      <path d="M7 0v15" stroke="currentColor" strokeWidth="1.5" />
      <path d="M2 15h10L7 27z" fill="currentColor" />
    </svg>
  )
}
