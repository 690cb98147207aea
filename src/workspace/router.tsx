import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { withWords } from './language.ts'
import { BrokenPage } from './pages/broken-page.tsx'
import { ComplaintsPage } from './pages/complaints-page.tsx'
import { LostPage } from './pages/lost-page.tsx'
import { Shell } from './shell.tsx'
import { useArrival } from './use-arrival.ts'

const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value)

/** Every part of an address is text here: codes and ids, also when they look like numbers. */
const textOf = (search: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(search).flatMap(([name, value]) => (isPlain(value) ? [[name, String(value)]] : [])))

function Everywhere() {
  useArrival()
  return <Outlet />
}

const root = createRootRoute({ component: Everywhere, notFoundComponent: LostPage, validateSearch: textOf })
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Shell })

const outsidePages = [
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: lazyRouteComponent(() => withWords(import('./pages/sign-in-page.tsx')), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/forgotten-password',
    component: lazyRouteComponent(() => withWords(import('./pages/forgotten-password-page.tsx')), 'ForgottenPasswordPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/new-password',
    component: lazyRouteComponent(() => withWords(import('./pages/new-password-page.tsx')), 'NewPasswordPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/set-up',
    component: lazyRouteComponent(() => withWords(import('./pages/set-up-page.tsx')), 'SetUpPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/invitation',
    component: lazyRouteComponent(() => withWords(import('./pages/invitation-page.tsx')), 'InvitationPage'),
  }),
]

const insidePages = [
  createRoute({
    getParentRoute: () => inside,
    path: '/',
    component: lazyRouteComponent(() => withWords(import('./pages/home-page.tsx')), 'HomePage'),
  }),
  createRoute({ getParentRoute: () => inside, path: '/complaints', component: ComplaintsPage }),
  createRoute({
    getParentRoute: () => inside,
    path: '/complaints/new',
    component: lazyRouteComponent(() => withWords(import('./pages/new-complaint-page.tsx')), 'NewComplaintPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/complaints/$complaint',
    component: lazyRouteComponent(() => withWords(import('./pages/complaint-page.tsx')), 'ComplaintPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/complaints/$complaint/record',
    component: lazyRouteComponent(() => withWords(import('./pages/record-page.tsx')), 'RecordPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/complaints/$complaint/letters/$letter',
    component: lazyRouteComponent(() => withWords(import('./pages/letter-page.tsx')), 'LetterPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/views',
    component: lazyRouteComponent(() => withWords(import('./pages/views-page.tsx')), 'ViewsPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/search',
    component: lazyRouteComponent(() => withWords(import('./pages/search-page.tsx')), 'SearchPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/customers',
    component: lazyRouteComponent(() => withWords(import('./pages/customers-page.tsx')), 'CustomersPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/customers/$customer',
    component: lazyRouteComponent(() => withWords(import('./pages/customer-page.tsx')), 'CustomerPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/mails-aside',
    component: lazyRouteComponent(() => withWords(import('./pages/mails-aside-page.tsx')), 'MailsAsidePage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/approvals',
    component: lazyRouteComponent(() => withWords(import('./pages/approvals-page.tsx')), 'ApprovalsPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/notices',
    component: lazyRouteComponent(() => withWords(import('./pages/notices-page.tsx')), 'NoticesPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/fairness',
    component: lazyRouteComponent(() => withWords(import('./pages/fairness-page.tsx')), 'FairnessPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/authority',
    component: lazyRouteComponent(() => withWords(import('./pages/authority-page.tsx')), 'AuthorityPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/ledger',
    component: lazyRouteComponent(() => withWords(import('./pages/ledger-page.tsx')), 'LedgerPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/practice',
    component: lazyRouteComponent(() => withWords(import('./pages/practice-page.tsx')), 'PracticePage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/settings',
    component: lazyRouteComponent(() => withWords(import('./pages/settings-page.tsx')), 'SettingsPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/settings/$section',
    component: lazyRouteComponent(() => withWords(import('./pages/settings-page.tsx')), 'SettingsPage'),
  }),
]

export const router = createRouter({
  routeTree: root.addChildren([inside.addChildren(insidePages), ...outsidePages]),
  basepath: '/app',
  defaultErrorComponent: BrokenPage,
  defaultPreload: false,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
