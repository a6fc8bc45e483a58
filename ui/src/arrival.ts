import { computed, nextTick, onScopeDispose, ref, watch } from 'vue'
import { type Router, START_LOCATION } from 'vue-router'
import { faulty } from './faults'
import { i18n } from './words'

/** What the page that is open calls itself: the number of a case, the name of somebody. */
const own = ref<{ name: () => string } | null>(null)

/** The page calls itself so while it is open: in the window's title and in the history of the browser. */
export function calledBy(name: () => string): void {
  const mine = { name }
  own.value = mine
  onScopeDispose(() => {
    if (own.value === mine) own.value = null
  })
}

/** Keeps the title of the window: whether something is wrong with what was typed, what the page calls itself, what kind of page it is, whose desk it is. */
export function keepTitle(router: Router): void {
  const { t } = i18n.global
  const kind = computed(() => {
    const { called, title } = router.currentRoute.value.meta
    return called ? t(called) : title ? t(`nav.${title}`) : ''
  })
  watch(
    () => (faulty.value ? t('fault.title') : '') + [own.value?.name(), kind.value, t('app.name'), t('app.center')].filter(Boolean).join(' · '),
    (title) => (document.title = title),
    { immediate: true },
  )
}

/**
 * Whoever comes to another page hears what it is: its heading has the focus, unless the page gives it to a field. Whoever comes in
 * by the door begins at the top, as on any page that was just loaded.
 */
export function keepFocus(router: Router): void {
  router.afterEach(async (to, from, failure) => {
    if (failure || from === START_LOCATION || from.meta.open || to.path === from.path) return
    // The page is put in its place in the first, and gives its own focus in the second.
    await nextTick()
    await nextTick()
    const content = document.getElementById('content')
    const { activeElement: focused } = document
    if (!content || (focused !== content && content.contains(focused))) return
    const heading = content.querySelector('h1')
    heading?.setAttribute('tabindex', '-1')
    ;(heading ?? content).focus()
  })
}
