import type { Schemas } from './api/client'

/** Pages under 系统管理, each with the acts of which one at least has to be one's own. */
export const settingsPages: readonly { name: string; path: string; acts: readonly Schemas['ActName'][] }[] = [
  { name: 'settings-people', path: 'people', acts: ['arrange_people', 'propose_post', 'confirm_post', 'confirm_staff'] },
  { name: 'settings-accounts', path: 'accounts', acts: ['manage_accounts'] },
  { name: 'settings-calendar', path: 'calendar', acts: ['publish_calendar', 'recompute', 'foresee_recomputation'] },
  { name: 'settings-queue', path: 'queue', acts: ['arrange_queue'] },
  { name: 'settings-tokens', path: 'tokens', acts: ['manage_accounts'] },
  { name: 'settings-audit', path: 'audit', acts: ['verify_evidence'] },
  { name: 'settings-looks', path: 'looks', acts: ['read_looks'] },
  { name: 'settings-values', path: 'values', acts: ['change_setting', 'manage_accounts', 'verify_evidence'] },
]

/** Every act of those pages: whoever may do none of them has no use for 系统管理. */
export const settingsActs = [...new Set(settingsPages.flatMap((page) => page.acts))]
