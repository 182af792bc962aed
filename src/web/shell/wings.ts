import type { Me } from '#web/session.tsx'

type Place = { to: string; name: string; finds: string; may?: (me: Me) => boolean }
export type Wing = { name: string; places: readonly Place[] }

const administersOrDirects = ({ person }: Me) =>
  person.roles.includes('administrator') || person.roles.includes('director')

/** The product has five wings; one is listed from the day it holds something. */
const wings: readonly Wing[] = [
  { name: 'Home', places: [{ to: '/', name: 'Home', finds: 'my number, my team' }] },
  {
    name: 'Know',
    places: [
      { to: '/figures', name: 'Where we stand', finds: 'billed, quota, attainment, gap' },
      { to: '/figures/scorecard', name: 'Side by side', finds: 'scorecard, small charts of everybody' },
      { to: '/accounts', name: 'Accounts', finds: 'customers' },
      { to: '/ledger', name: 'Billing lines', finds: 'invoices, ledger' },
      { to: '/figures/catalogue', name: 'Definitions', finds: 'catalogue of figures, formulas' },
      {
        to: '/ledger/unassigned',
        name: 'The house',
        finds: 'unassigned accounts',
        may: administersOrDirects,
      },
      { to: '/imports', name: 'Imports', finds: 'files, mapping, undo', may: administersOrDirects },
    ],
  },
  {
    name: 'Organisation',
    places: [
      { to: '/people', name: 'People', finds: 'reporting lines, territories' },
      { to: '/events', name: 'What changed', finds: 'event log', may: administersOrDirects },
      { to: '/settings', name: 'Settings', finds: 'name, time zone, fiscal year', may: administersOrDirects },
    ],
  },
]

export function wingsFor(me: Me): Wing[] {
  return wings
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
