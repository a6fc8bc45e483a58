import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { useSession } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    /** The key of its title under `nav`. */
    title?: string
    /** The key, under `nav`, of the group of entries that it stands in. */
    group?: string
    /** Open to those who are not signed in. */
    open?: boolean
  }
}

/** Every page of the desk; each is loaded when it is first opened. */
export const pages: RouteRecordRaw[] = [
  { path: '/', redirect: { name: 'workbench' } },
  { path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignIn.vue'), meta: { open: true } },
  { path: '/workbench', name: 'workbench', component: () => import('./pages/Workbench.vue'), meta: { title: 'workbench' } },
  { path: '/intake', name: 'intake', component: () => import('./pages/Intake.vue'), meta: { title: 'intake' } },
  { path: '/cases', name: 'cases', component: () => import('./pages/Cases.vue'), meta: { title: 'cases' } },
  { path: '/items', name: 'items', component: () => import('./pages/Items.vue'), meta: { title: 'items', group: 'registers' } },
  { path: '/items/:item', name: 'item', component: () => import('./pages/ItemPage.vue'), meta: { title: 'items' } },
  { path: '/licenses', name: 'licenses', component: () => import('./pages/Licenses.vue'), meta: { title: 'licenses', group: 'registers' } },
  { path: '/licenses/:license', name: 'license', component: () => import('./pages/LicensePage.vue'), meta: { title: 'licenses' } },
  { path: '/letters', name: 'letters', component: () => import('./pages/Letters.vue'), meta: { title: 'letters', group: 'registers' } },
  { path: '/letters/:letter', name: 'letter', component: () => import('./pages/LetterPage.vue'), meta: { title: 'letters' } },
  { path: '/people', name: 'people', component: () => import('./pages/People.vue'), meta: { title: 'people', group: 'registers' } },
  { path: '/people/:person', name: 'person', component: () => import('./pages/PersonPage.vue'), meta: { title: 'people' } },
  { path: '/cases/:case', name: 'case', component: () => import('./pages/CasePage.vue') },
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
