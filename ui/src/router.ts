import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { useSession } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    /** The key of its title under `nav`. */
    title?: string
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
