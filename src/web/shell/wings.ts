import { t } from '@lingui/core/macro'
import type { Me } from '#web/session.tsx'

type Place = { to: string; name: string; finds: string; may?: (me: Me) => boolean }
export type Wing = { name: string; places: readonly Place[] }

const administersOrDirects = ({ person }: Me) =>
  person.roles.includes('administrator') || person.roles.includes('director')

/** The product has five wings; one is listed from the day it holds something. */
const wings = (): readonly Wing[] => [
  { name: t`Home`, places: [{ to: '/', name: t`Home`, finds: t`my number, my team` }] },
  {
    name: t`Aim`,
    places: [
      { to: '/accounts', name: t`Accounts`, finds: t`customers` },
      { to: '/opportunities', name: t`Opportunities`, finds: t`deals, pipeline, activities` },
    ],
  },
  {
    name: t`Know`,
    places: [
      { to: '/figures', name: t`Where we stand`, finds: t`billed, quota, attainment, gap` },
      { to: '/figures/scorecard', name: t`Side by side`, finds: t`scorecard, small charts of everybody` },
      { to: '/forecast', name: t`Forecast`, finds: t`where the year will land, ranges, record` },
      { to: '/forecast/deals', name: t`Open deals`, finds: t`chances to be won, what deals may bring` },
      { to: '/diagnosis', name: t`Why are we short?`, finds: t`diagnosis, gap, findings, waterfall` },
      {
        to: '/process',
        name: t`Process map`,
        finds: t`stages, conversion, waiting, going back, keeping accounts`,
      },
      { to: '/recipe', name: t`Recipe`, finds: t`leading figures, what my target needs a week` },
      { to: '/effects', name: t`Effects`, finds: t`training, price change: what changed after it` },
      { to: '/figures/catalogue', name: t`Definitions`, finds: t`catalogue of figures, formulas` },
      { to: '/ledger', name: t`Billing lines`, finds: t`invoices, ledger` },
      {
        to: '/ledger/unassigned',
        name: t`The house`,
        finds: t`unassigned accounts`,
        may: administersOrDirects,
      },
      { to: '/imports', name: t`Imports`, finds: t`files, mapping, undo`, may: administersOrDirects },
    ],
  },
  {
    name: t`Organisation`,
    places: [
      { to: '/people', name: t`People`, finds: t`reporting lines` },
      { to: '/territories', name: t`Territories`, finds: t`who works where, assignments, gaps` },
      { to: '/events', name: t`What changed`, finds: t`event log`, may: administersOrDirects },
      {
        to: '/settings',
        name: t`Settings`,
        finds: t`name, time zone, fiscal year`,
        may: administersOrDirects,
      },
    ],
  },
]

export function wingsFor(me: Me): Wing[] {
  return wings()
    .map(wing => ({ ...wing, places: wing.places.filter(place => place.may?.(me) ?? true) }))
    .filter(wing => wing.places.length > 0)
}

/** The wing and place that an address lies in: the longest place that it begins with. */
export function placeOf(all: readonly Wing[], path: string): { wing: Wing; place: Place } | undefined {
  return all
    .flatMap(wing => wing.places.map(place => ({ wing, place })))
    .filter(({ place }) => path === place.to || (place.to !== '/' && path.startsWith(`${place.to}/`)))
    .toSorted((a, b) => b.place.to.length - a.place.to.length)[0]
}
