import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { BrokenPage } from './pages/broken-page.tsx'
import { ComplaintsPage } from './pages/complaints-page.tsx'
import { HomePage } from './pages/home-page.tsx'
import { LostPage } from './pages/lost-page.tsx'
import { Shell } from './shell.tsx'

const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value)

/** Every part of an address is text here: codes and ids, also when they look like numbers. */
const textOf = (search: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(search).flatMap(([name, value]) => (isPlain(value) ? [[name, String(value)]] : [])))

const root = createRootRoute({ component: Outlet, notFoundComponent: LostPage, validateSearch: textOf })
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Shell })

const outsidePages = [
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./pages/sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/forgotten-password',
    component: lazyRouteComponent(() => import('./pages/forgotten-password-page.tsx'), 'ForgottenPasswordPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/new-password',
    component: lazyRouteComponent(() => import('./pages/new-password-page.tsx'), 'NewPasswordPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/set-up',
    component: lazyRouteComponent(() => import('./pages/set-up-page.tsx'), 'SetUpPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/invitation',
    component: lazyRouteComponent(() => import('./pages/invitation-page.tsx'), 'InvitationPage'),
  }),
]

const insidePages = [
  createRoute({ getParentRoute: () => inside, path: '/', component: HomePage }),
  createRoute({ getParentRoute: () => inside, path: '/complaints', component: ComplaintsPage }),
  createRoute({
    getParentRoute: () => inside,
    path: '/complaints/new',
    component: lazyRouteComponent(() => import('./pages/new-complaint-page.tsx'), 'NewComplaintPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/complaints/$complaint',
    component: lazyRouteComponent(() => import('./pages/complaint-page.tsx'), 'ComplaintPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/customers',
    component: lazyRouteComponent(() => import('./pages/customers-page.tsx'), 'CustomersPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/customers/$customer',
    component: lazyRouteComponent(() => import('./pages/customer-page.tsx'), 'CustomerPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/mails-aside',
    component: lazyRouteComponent(() => import('./pages/mails-aside-page.tsx'), 'MailsAsidePage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/settings',
    component: lazyRouteComponent(() => import('./pages/settings-page.tsx'), 'SettingsPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/settings/$section',
    component: lazyRouteComponent(() => import('./pages/settings-page.tsx'), 'SettingsPage'),
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
