import { computed, onBeforeUnmount, onMounted, reactive, type Ref, ref, watch } from 'vue'
import { api, type Schemas, told, written } from './api/client'
import { cameBack } from './asked'
import { offers } from './rights'
import { useSession } from './session'
import { language } from './words'

/** What was sent to the applicant's screen, kept with the draft: by what the server knows it, and what it was. */
export interface SentToScreen {
  digest: string
  data: string
}

/** 办事人核对: what became of the data that are being registered. `other`: the screen shows something else by now. */
export type Seen = 'unpaired' | 'hidden' | 'waiting' | 'confirmed' | 'signed' | 'wrong' | 'changed'

export const sentAs = (data: Schemas['DataShown'] | null | undefined): string => (data ? written(data) : '')

/** How the data on the desk stand with what the screen shows: confirmed are only the very same. */
export function standingOf(beside: Schemas['ScreenBeside'], data: Schemas['DataShown'] | null | undefined, sent: SentToScreen | null): Seen {
  if (!beside.paired) return 'unpaired'
  if (beside.shows !== 'data') return 'hidden'
  const same = sent !== null && sent.digest === beside.digest && beside.subject === data?.item_name && sent.data === sentAs(data)
  if (!same) return 'changed'
  if (beside.confirmed) return beside.signed ? 'signed' : 'confirmed'
  return beside.objection ? 'wrong' : 'waiting'
}

/** Whether he said that something is wrong and was not shown it anew: nothing is received then that does not say that it goes on all the same. */
export const isDisputed = (seen: Seen | null, beside: Schemas['ScreenBeside'] | null): boolean => seen === 'wrong' || (seen === 'changed' && Boolean(beside?.objection))

interface Asked {
  /** What is being registered. */
  data?: () => Schemas['DataShown'] | null
  /** What is to be rated. */
  visit?: () => Schemas['VisitAsked']
}

/** The applicant's screen from the desk's side: its code, what it is asked to show, what became of it. `sent`: where that outlives the page. */
export function useScreenBeside({ data, visit }: Asked, sent: Ref<SentToScreen | null> = ref(null)) {
  const session = useSession()
  const may = computed(() => offers(session.duty, ['open_screen']))
  const beside = ref<Schemas['ScreenBeside'] | null>(null)
  const code = ref('')
  const busy = ref(false)
  const error = ref<unknown>(null)
  /** Whether the visit can be rated, and why not; nothing where that is not known. */
  const rating = ref<Schemas['RatingAsked'] | null>(null)
  const barred = computed(() => (rating.value?.forbidden_by ? rating.value.forbidden_by[language() === 'en' ? 'en' : 'zh'] : ''))
  const seen = computed<Seen | null>(() => (beside.value && data ? standingOf(beside.value, data(), sent.value) : null))
  /** Whether what the screen shows was asked for on this page: it goes with the page, so that the next applicant does not see it. */
  const shownFromHere = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false

  async function learnRating(): Promise<void> {
    if (!visit || !beside.value?.paired) return
    const { case: of, enquiry } = visit()
    const query = { ...(of ? { case: of } : {}), ...(enquiry ? { enquiry } : {}) }
    rating.value = await told(api.GET('/api/v1/screens/rating', { params: { query } })).catch(() => null)
  }

  async function look(): Promise<void> {
    clearTimeout(timer)
    if (!may.value || session.leaving) return
    const before = beside.value?.shows
    try {
      beside.value = await told(api.GET('/api/v1/screens'))
      if (beside.value.paired) code.value = ''
    } catch (refused) {
      error.value = refused
      return
    }
    if (beside.value.paired && (!rating.value || before !== beside.value.shows)) await learnRating()
    // Only while somebody before the screen is expected to do something.
    const waiting = code.value || (beside.value.paired && ['data', 'rating'].includes(beside.value.shows) && !beside.value.confirmed)
    if (waiting && !gone) timer = setTimeout(() => void look(), 1_000)
  }

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    if (busy.value) return
    busy.value = true
    error.value = null
    try {
      await work()
      await look()
    } catch (refused) {
      error.value = refused
      await learnRating()
    } finally {
      busy.value = false
    }
  }

  const open = () => attempt(async () => (code.value = (await told(api.POST('/api/v1/screens'))).code))
  const close = () => attempt(() => told(api.DELETE('/api/v1/screens')))
  const blank = () =>
    attempt(async () => {
      await told(api.POST('/api/v1/screens/blank'))
      sent.value = null
      shownFromHere.value = false
    })
  const show = () =>
    attempt(async () => {
      const now = data?.()
      if (!now) return
      shownFromHere.value = true
      const { digest } = await told(api.POST('/api/v1/screens/data', { body: now }))
      sent.value = { digest, data: sentAs(now) }
    })
  const ask = () =>
    attempt(async () => {
      if (!visit) return
      shownFromHere.value = true
      await told(api.POST('/api/v1/screens/rating', { body: visit() }))
    })

  /** What the screen shows of this desk's data goes: whoever comes next does not see it. Nobody waits for it, and the button is there as well. */
  function leave(): void {
    if (!shownFromHere.value && !(sent.value && beside.value?.shows === 'data')) return
    shownFromHere.value = false
    sent.value = null
    if (beside.value) beside.value = { ...beside.value, shows: 'nothing' }
    // With the session the screen has gone blank already, and without one nobody is let in to say so.
    if (!session.me || session.away) return
    void told(api.POST('/api/v1/screens/blank')).catch(() => {})
  }

  onMounted(look)
  /** With the session that has ended the screen went blank, unless the applicant had confirmed. */
  watch(cameBack, () => {
    error.value = null
    void look()
  })
  onBeforeUnmount(() => {
    gone = true
    clearTimeout(timer)
    leave()
  })
  return reactive({ may, beside, code, busy, error, barred, seen, shownFromHere, open, close, blank, show, ask, look, leave })
}

export type ScreenOfDesk = ReturnType<typeof useScreenBeside>
