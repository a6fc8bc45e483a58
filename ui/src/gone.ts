import { ref } from 'vue'
import { type RouteLocationNormalized, type Router, START_LOCATION } from 'vue-router'

/** A page that could not be fetched: its file is gone since the program was replaced, or there is no network. */
export type Gone = { what: 'replaced' | 'unreachable'; path: string }
export const gone = ref<Gone | null>(null)

/** Whether the desk itself can be had; its first page is small, and asks for nothing. */
async function reachable(): Promise<boolean> {
  const answer = await fetch('/desk/', { method: 'HEAD', cache: 'no-store' }).catch(() => null)
  return answer?.ok ?? false
}

/**
 * What to do where a page cannot be fetched: the whole desk is loaded anew at that address, once. Where nobody answers, or where
 * the desk was loaded for this very page, that would not help: it is said, and whoever sees it tries again.
 */
export function watchFor(router: Router, load: (address: string) => void = (address) => location.assign(address), there = reachable): void {
  router.onError(async (_: unknown, to: RouteLocationNormalized, from: RouteLocationNormalized) => {
    const path = to.fullPath
    const answers = await there()
    gone.value = { what: answers ? 'replaced' : 'unreachable', path }
    if (answers && from !== START_LOCATION) load(router.resolve(to).href)
  })
  router.afterEach((_to, _from, failure) => {
    if (!failure) gone.value = null
  })
}
