import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import type { Schemas } from './api/client'
import { learn, offers } from './rights'
import { useSession } from './session'
import { settingsActs } from './settings'

declare module 'vue-router' {
  interface RouteMeta {
    /** The key of its title under `nav`. */
    title?: string
    /** The key of what the page is called in the title of the window, where that is not its title. */
    called?: string
    /** The key, under `nav`, of the group of entries that it stands in. */
    group?: string
    /** Open to those who are not signed in. */
    open?: boolean
    /** For the applicant: without the frame of the desk, and without whoever is signed in at the same browser. */
    bare?: boolean
    /** Has its own way in, beside the main navigation. */
    aside?: boolean
    /** Only where people queue by numbers. */
    queues?: boolean
    /** For whoever may do one of these, in the navigation and as a page; for everybody where nothing is said. */
    acts?: readonly Schemas['ActName'][]
  }
}

/** Every page of the desk; each is loaded when it is first opened. */
export const pages: RouteRecordRaw[] = [
  { path: '/', redirect: { name: 'workbench' } },
  { path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignIn.vue'), meta: { open: true, called: 'signIn.title' } },
  { path: '/workbench', name: 'workbench', component: () => import('./pages/Workbench.vue'), meta: { title: 'workbench', acts: ['read_case'] } },
  { path: '/intake', name: 'intake', component: () => import('./pages/Intake.vue'), meta: { title: 'intake', acts: ['receive'] } },
  { path: '/cases', name: 'cases', component: () => import('./pages/Cases.vue'), meta: { title: 'cases' } },
  { path: '/enquiries', name: 'enquiries', component: () => import('./pages/Enquiries.vue'), meta: { title: 'enquiries', group: 'hall', acts: ['read_case'] } },
  { path: '/enquiries/new', name: 'enquiry-new', component: () => import('./pages/EnquiryNew.vue'), meta: { called: 'enquiry.new', acts: ['tell_papers'] } },
  { path: '/enquiries/:enquiry', name: 'enquiry', component: () => import('./pages/EnquiryPage.vue'), meta: { title: 'enquiries' } },
  { path: '/foreign-cases', name: 'foreign-cases', component: () => import('./pages/ForeignCases.vue'), meta: { title: 'foreign', group: 'hall', acts: ['read_case'] } },
  { path: '/foreign-cases/new', name: 'foreign-new', component: () => import('./pages/ForeignNew.vue'), meta: { called: 'foreign.new', acts: ['register_foreign_case'] } },
  { path: '/foreign-cases/import', name: 'foreign-import', component: () => import('./pages/ForeignImport.vue'), meta: { called: 'foreign.import', acts: ['import_foreign_cases'] } },
  { path: '/foreign-cases/:case', name: 'foreign-case', component: () => import('./pages/ForeignPage.vue'), meta: { title: 'foreign' } },
  { path: '/calls', name: 'calls', component: () => import('./pages/Calls.vue'), meta: { title: 'calls', group: 'hall', acts: ['read_case'] } },
  { path: '/notices', name: 'notices', component: () => import('./pages/Notices.vue'), meta: { title: 'notices', group: 'hall', acts: ['read_case'] } },
  { path: '/handovers', name: 'handovers', component: () => import('./pages/Handovers.vue'), meta: { title: 'handovers', group: 'hall', acts: ['read_case'] } },
  { path: '/handovers/new', name: 'handover-new', component: () => import('./pages/HandoverNew.vue'), meta: { called: 'handover.new', acts: ['hand_over'] } },
  { path: '/handovers/:handover', name: 'handover', component: () => import('./pages/HandoverPage.vue'), meta: { title: 'handovers' } },
  { path: '/files', name: 'files', component: () => import('./pages/Files.vue'), meta: { title: 'files', group: 'hall', acts: ['upload_file'] } },
  { path: '/ratings', name: 'ratings', component: () => import('./pages/Ratings.vue'), meta: { title: 'ratings', group: 'hall', acts: ['read_ratings'] } },
  { path: '/queue', name: 'queue', component: () => import('./pages/Queue.vue'), meta: { title: 'queue', group: 'hall', queues: true, acts: ['draw_ticket', 'call_ticket'] } },
  { path: '/queue/waits', name: 'waits', component: () => import('./pages/Waits.vue'), meta: { title: 'waits', group: 'hall', queues: true, acts: ['read_queue'] } },
  { path: '/screen', name: 'screen', component: () => import('./pages/Screen.vue'), meta: { open: true, bare: true, called: 'screen.title' } },
  { path: '/items', name: 'items', component: () => import('./pages/Items.vue'), meta: { title: 'items', group: 'registers' } },
  { path: '/items/:item', name: 'item', component: () => import('./pages/ItemPage.vue'), meta: { title: 'items' } },
  { path: '/changes', name: 'changes', component: () => import('./pages/Changes.vue'), meta: { title: 'changes', group: 'registers', acts: ['read_changes'] } },
  { path: '/changes/new', name: 'change-new', component: () => import('./pages/ChangeNew.vue'), meta: { called: 'proposal.new', acts: ['propose_change'] } },
  { path: '/changes/:change', name: 'change', component: () => import('./pages/ChangePage.vue'), meta: { title: 'changes' } },
  { path: '/documents', name: 'documents', component: () => import('./pages/Documents.vue'), meta: { title: 'documents', group: 'registers', acts: ['read_case'] } },
  { path: '/licenses', name: 'licenses', component: () => import('./pages/Licenses.vue'), meta: { title: 'licenses', group: 'registers' } },
  { path: '/licenses/:license', name: 'license', component: () => import('./pages/LicensePage.vue'), meta: { title: 'licenses' } },
  { path: '/letters', name: 'letters', component: () => import('./pages/Letters.vue'), meta: { title: 'letters', group: 'registers' } },
  { path: '/letters/:letter', name: 'letter', component: () => import('./pages/LetterPage.vue'), meta: { title: 'letters' } },
  { path: '/people', name: 'people', component: () => import('./pages/People.vue'), meta: { title: 'people', group: 'registers' } },
  { path: '/people/:person', name: 'person', component: () => import('./pages/PersonPage.vue'), meta: { title: 'people' } },
  { path: '/cases/:case', name: 'case', component: () => import('./pages/CasePage.vue'), meta: { title: 'cases' } },
  { path: '/account', name: 'account', component: () => import('./pages/Account.vue'), meta: { title: 'account', aside: true } },
  {
    path: '/settings',
    name: 'settings',
    component: () => import('./pages/settings/Settings.vue'),
    meta: { title: 'settings', acts: settingsActs },
    children: [
      { path: 'people', name: 'settings-people', component: () => import('./pages/settings/People.vue'), meta: { called: 'settings.pages.people' } },
      { path: 'people/:person', name: 'settings-person', component: () => import('./pages/settings/Person.vue'), meta: { called: 'settings.pages.people' } },
      { path: 'accounts', name: 'settings-accounts', component: () => import('./pages/settings/Accounts.vue'), meta: { called: 'settings.pages.accounts' } },
      { path: 'calendar', name: 'settings-calendar', component: () => import('./pages/settings/Calendars.vue'), meta: { called: 'settings.pages.calendar' } },
      { path: 'values', name: 'settings-values', component: () => import('./pages/settings/Values.vue'), meta: { called: 'settings.pages.values' } },
      { path: 'queue', name: 'settings-queue', component: () => import('./pages/settings/Queue.vue'), meta: { called: 'settings.pages.queue' } },
      { path: 'tokens', name: 'settings-tokens', component: () => import('./pages/settings/Tokens.vue'), meta: { called: 'settings.pages.tokens' } },
      { path: 'looks', name: 'settings-looks', component: () => import('./pages/settings/Looks.vue'), meta: { called: 'settings.pages.looks' } },
      { path: 'audit', name: 'settings-audit', component: () => import('./pages/settings/Audit.vue'), meta: { called: 'settings.pages.audit' } },
    ],
  },
  { path: '/:any(.*)*', name: 'missing', component: () => import('./pages/Missing.vue'), meta: { called: 'trouble.missing' } },
]

export const router = createRouter({ history: createWebHistory('/desk/'), routes: pages })

let looked = false

router.beforeEach(async (to) => {
  if (to.meta.bare) return true
  const session = useSession()
  if (!looked) {
    looked = true
    session.listen()
    await session.load().catch(() => {})
  }
  if (to.meta.open) return true
  if (!session.ready) return { name: 'sign-in', query: { to: to.fullPath } }
  if (to.name !== 'workbench') return true
  // Administrators have no cases: their work begins in the settings.
  await learn()
  return offers(session.duty, to.meta.acts ?? []) || !offers(session.duty, settingsActs) ? true : { name: 'settings' }
})
