import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type ErrorComponentProps,
} from '@tanstack/react-router'
import { Problem } from './client.ts'
import { Trouble, Waiting } from './parts/states.tsx'
import { speak } from './language.ts'
import { queries } from './queries.ts'
import { periodSearch } from './screens/figures/period-search.ts'
import { lineSearch } from './screens/ledger/line-search.ts'
import { only, parseSearch, writeSearch } from './search.ts'
import { whoAmI } from './session.tsx'
import { NotFound } from './shell/NotFound.tsx'
import { Shell } from './shell/Shell.tsx'

const root = createRootRoute({ notFoundComponent: NotFound })

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  pendingComponent: Pending,
  notFoundComponent: NotFound,
  beforeLoad: async ({ location }) => {
    try {
      const { organisation } = await queries.ensureQueryData(whoAmI())
      await speak(organisation.locale)
    } catch (error) {
      // anything else is shown by the shell, with a way to try again
      if (error instanceof Problem && (error.kind === 'not_allowed' || error.kind === 'not_signed_in'))
        throw redirect({ to: '/sign-in', search: { to: location.href } })
    }
  },
})

const outside = [
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    validateSearch: only('to'),
    component: lazyRouteComponent(() => import('./screens/sign-on/SignIn.tsx'), 'SignIn'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/forgot-password',
    component: lazyRouteComponent(() => import('./screens/sign-on/ForgotPassword.tsx'), 'ForgotPassword'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reset-password',
    validateSearch: only('token', 'error'),
    component: lazyRouteComponent(() => import('./screens/sign-on/ResetPassword.tsx'), 'ResetPassword'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/invite/$secret',
    component: lazyRouteComponent(() => import('./screens/sign-on/AcceptInvite.tsx'), 'AcceptInvite'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/setup',
    component: lazyRouteComponent(() => import('./screens/sign-on/Setup.tsx'), 'Setup'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/choose',
    validateSearch: only('to'),
    component: lazyRouteComponent(() => import('./screens/sign-on/ChoosePerson.tsx'), 'ChoosePerson'),
  }),
]

const within = [
  createRoute({
    getParentRoute: () => inside,
    path: '/',
    component: lazyRouteComponent(() => import('./screens/home/Home.tsx'), 'Home'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/figures',
    validateSearch: periodSearch,
    component: lazyRouteComponent(() => import('./screens/figures/Standings.tsx'), 'Standings'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/figures/scorecard',
    validateSearch: periodSearch,
    component: lazyRouteComponent(() => import('./screens/figures/Scorecard.tsx'), 'Scorecard'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/figures/catalogue',
    component: lazyRouteComponent(() => import('./screens/figures/Catalogue.tsx'), 'Catalogue'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/diagnosis',
    validateSearch: only('subject', 'period', 'code', 'against', 'by'),
    component: lazyRouteComponent(() => import('./screens/diagnosis/Diagnosis.tsx'), 'Diagnosis'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/process',
    validateSearch: only('subject', 'since', 'period', 'behind'),
    component: lazyRouteComponent(() => import('./screens/diagnosis/process/ProcessMap.tsx'), 'ProcessMap'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/recipe',
    component: lazyRouteComponent(() => import('./screens/recipe/Recipe.tsx'), 'Recipe'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/recipe/$id',
    component: lazyRouteComponent(() => import('./screens/recipe/PersonRecipe.tsx'), 'PersonRecipe'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/forecast',
    validateSearch: only('subject'),
    component: lazyRouteComponent(() => import('./screens/forecast/Forecast.tsx'), 'Forecast'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/effects',
    component: lazyRouteComponent(() => import('./screens/effects/Effects.tsx'), 'Effects'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/effects/$id',
    component: lazyRouteComponent(() => import('./screens/effects/Intervention.tsx'), 'Intervention'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/forecast/deals',
    validateSearch: only('subject', 'month'),
    component: lazyRouteComponent(() => import('./screens/forecast/deals/OpenDeals.tsx'), 'OpenDeals'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/ledger',
    validateSearch: lineSearch,
    component: lazyRouteComponent(() => import('./screens/ledger/Lines.tsx'), 'Lines'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/ledger/unassigned',
    validateSearch: only('sort'),
    component: lazyRouteComponent(() => import('./screens/ledger/Unassigned.tsx'), 'Unassigned'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/accounts',
    validateSearch: only('q', 'mine', 'sort'),
    component: lazyRouteComponent(() => import('./screens/ledger/Accounts.tsx'), 'Accounts'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/accounts/$id',
    component: lazyRouteComponent(() => import('./screens/ledger/Account.tsx'), 'Account'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/opportunities',
    validateSearch: only('subject', 'outcome', 'stage', 'stale', 'left', 'reached', 'since', 'q', 'sort'),
    component: lazyRouteComponent(() => import('./screens/ledger/deals/Deals.tsx'), 'Deals'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/opportunities/$id',
    component: lazyRouteComponent(() => import('./screens/ledger/deals/DealPage.tsx'), 'DealPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/imports',
    validateSearch: only('kind', 'state', 'sort'),
    component: lazyRouteComponent(() => import('./screens/ledger/imports/Imports.tsx'), 'Imports'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/imports/new',
    component: lazyRouteComponent(() => import('./screens/ledger/imports/NewImport.tsx'), 'NewImport'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/imports/$id',
    component: lazyRouteComponent(() => import('./screens/ledger/imports/Import.tsx'), 'Import'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people',
    validateSearch: only('on', 'sort'),
    component: lazyRouteComponent(() => import('./screens/people/People.tsx'), 'People'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people/$id',
    component: lazyRouteComponent(() => import('./screens/people/Person.tsx'), 'Person'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/territories',
    component: lazyRouteComponent(() => import('./screens/people/Territories.tsx'), 'Territories'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/events',
    validateSearch: only('subject', 'kind', 'sort'),
    component: lazyRouteComponent(() => import('./screens/people/Events.tsx'), 'Events'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/me',
    component: lazyRouteComponent(() => import('./screens/people/MySignOn.tsx'), 'MySignOn'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/settings',
    component: lazyRouteComponent(() => import('./screens/people/Settings.tsx'), 'Settings'),
  }),
]

/** Before the first page there is no frame around it yet. */
function Pending() {
  return (
    <main className="measure page">
      <Waiting />
    </main>
  )
}

export const router = createRouter({
  routeTree: root.addChildren([...outside, inside.addChildren(within)]),
  parseSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: Waiting,
  defaultErrorComponent: ({ error, reset }: ErrorComponentProps) => <Trouble error={error} again={reset} />,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
