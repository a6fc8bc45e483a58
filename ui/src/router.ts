import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import type { Schemas } from './api/client'
import { useSession } from './session'
import { settingsActs } from './settings'

declare module 'vue-router' {
  interface RouteMeta {
    /** The key of its title under `nav`. */
    title?: string
    /** Open to those who are not signed in. */
    open?: boolean
    /** Has its own way in, beside the main navigation. */
    aside?: boolean
    /** Shown in the navigation to whoever may do one of these; to everybody where nothing is said. */
    acts?: readonly Schemas['ActName'][]
  }
}

/** Every page of the desk; each is loaded when it is first opened. */
export const pages: RouteRecordRaw[] = [
  { path: '/', redirect: { name: 'workbench' } },
  { path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignIn.vue'), meta: { open: true } },
  { path: '/workbench', name: 'workbench', component: () => import('./pages/Workbench.vue'), meta: { title: 'workbench' } },
  { path: '/intake', name: 'intake', component: () => import('./pages/Intake.vue'), meta: { title: 'intake' } },
  { path: '/cases/:case', name: 'case', component: () => import('./pages/CasePage.vue') },
  { path: '/account', name: 'account', component: () => import('./pages/Account.vue'), meta: { title: 'account', aside: true } },
  {
    path: '/settings',
    name: 'settings',
    component: () => import('./pages/settings/Settings.vue'),
    meta: { title: 'settings', acts: settingsActs },
    children: [
      { path: 'people', name: 'settings-people', component: () => import('./pages/settings/People.vue') },
      { path: 'people/:person', name: 'settings-person', component: () => import('./pages/settings/Person.vue') },
      { path: 'accounts', name: 'settings-accounts', component: () => import('./pages/settings/Accounts.vue') },
      { path: 'calendar', name: 'settings-calendar', component: () => import('./pages/settings/Calendars.vue') },
      { path: 'values', name: 'settings-values', component: () => import('./pages/settings/Values.vue') },
      { path: 'tokens', name: 'settings-tokens', component: () => import('./pages/settings/Tokens.vue') },
      { path: 'audit', name: 'settings-audit', component: () => import('./pages/settings/Audit.vue') },
    ],
  },
  { path: '/:any(.*)*', name: 'missing', component: () => import('./pages/Missing.vue') },
]

export const router = createRouter({ history: createWebHistory('/desk/'), routes: pages })

let looked = false

router.beforeEach(async (to) => {
  const session = useSession()
  if (!looked) {
    looked = true
    await session.load().catch(() => {})
  }
  if (to.meta.open) return true
  return session.ready ? true : { name: 'sign-in', query: { to: to.fullPath } }
})
