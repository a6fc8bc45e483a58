import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { api, type Schemas, told } from './api/client'
import { Refusal } from './api/refusal'
import { cameBack } from './asked'
import { leaveDrafts } from './drafts'

export type Duty = Schemas['Duty']
type Me = Schemas['Me']

/** Why somebody is at the door again who has not left by himself. */
export type Why = 'ended' | 'idle' | 'elsewhere' | 'guesses' | 'administrator'

/** One browser, one cookie, many tabs: on this channel each says for whom it acts by now. */
const CHANNEL = 'daowei-session'

/** For whom a page acts, as `Daowei-Session` says it: session, post, and whoever answers for assisting staff. */
export const actingOf = (me: Me | null): string | null => (me ? [me.session, me.post, me.responsible].filter(Boolean).join('/') : null)

/** The post and whoever answers for it, whatever the session is. */
const seatOf = (me: Me): string => JSON.stringify([me.post, me.responsible ?? null])

/** Who is signed in, and in which post. */
export const useSession = defineStore('session', () => {
  const me = ref<Me | null>(null)
  const post = computed(() => me.value?.posts.find((post) => post.id === me.value?.post) ?? null)
  const duty = computed(() => (post.value?.duty ?? null) as Duty | null)
  const assisting = computed(() => duty.value === 'assistant')
  /** Ready for work: the password is one's own, a post is chosen, and whoever assists has named who answers for it. */
  const ready = computed(
    () => me.value !== null && !me.value.must_change_password && post.value !== null && (!assisting.value || Boolean(me.value.responsible)),
  )
  /** The session has ended under an open page: it stays, unseen, until whoever sat here is back, and `me` says still who that was. */
  const away = ref(false)
  /** Whoever sat here has given the password again, and not yet sat down: another password or his post comes first. */
  const returning = ref<Me | null>(null)
  /** Somebody else has signed in over the page of another: he begins at his own first page. */
  const succeeded = ref(false)
  const acting = computed(() => actingOf(returning.value ?? me.value))
  const why = ref<Why | null>(null)
  /** What the administrator gave as the reason. */
  const reason = ref<string | null>(null)
  /** The browser is signed in as somebody else, or in another post: what stands on this page is not theirs to act on. */
  const displaced = ref(false)
  /** This page itself is changing who acts: what it asked for meanwhile may be refused, and nobody else did it. */
  let moving = 0
  let channel: BroadcastChannel | null = null

  const tell = (of: Me | null) => channel?.postMessage(actingOf(of))

  /** Hears what the other tabs do. An applicant's screen is nobody's of the staff and does not. */
  function listen(): void {
    if (channel) return
    channel = new BroadcastChannel(CHANNEL)
    channel.onmessage = (event: MessageEvent<string | null>) => {
      if (event.data === acting.value || moving) return
      if (!event.data) return ended('elsewhere')
      // Whoever moves on from the door of another tab says so once he has.
      if (away.value) return void load().catch(() => {})
      if (ready.value) return displace()
      // At the door there is nothing to be lost: whoever is in by now goes in here as well.
      me.value = null
      void load().catch(() => {})
    }
  }

  async function load(): Promise<Me> {
    const found = await told(api.GET('/api/v1/session'))
    if (me.value && away.value) return comeBack(me.value, found)
    if (me.value && !moving && actingOf(found) !== acting.value) displace()
    else me.value = found
    return found
  }

  /** What changes for whom the tab acts, and tells the others. */
  async function move(work: () => Promise<unknown>): Promise<void> {
    moving += 1
    let found: Me
    try {
      await work()
      found = await load()
      if (!away.value) why.value = null
    } finally {
      moving -= 1
    }
    tell(found)
  }

  /** Somebody is found at a page that its reader has left without leaving it. */
  async function comeBack(was: Me, found: Me): Promise<Me> {
    if (found.person !== was.person) {
      leaveDrafts()
      succeeded.value = true
      return found
    }
    // What another tab is about to choose is heard from it.
    if (!moving && !found.post) return found
    returning.value = found
    if (found.must_change_password) return found
    let seated = found
    if (seatOf(found) !== seatOf(was)) {
      // Another tab has chosen otherwise: what stands on this page is of the post before.
      if (!moving || !was.post) return sit(found, true)
      await told(api.POST('/api/v1/session/post', { body: { post: was.post, responsible: was.responsible ?? null } })).catch((refused: unknown) => {
        // He holds that post no more: he chooses another one at the door.
        succeeded.value = true
        throw refused
      })
      seated = await told(api.GET('/api/v1/session'))
    }
    return sit(seated)
  }

  function sit(found: Me, elsewhere = false): Me {
    if (elsewhere) displaced.value = true
    else me.value = found
    returning.value = null
    away.value = false
    why.value = null
    if (!elsewhere) cameBack.value += 1
    return found
  }

  /** Waits for whoever sat here: true once he is back, false where nobody is away or another comes. */
  function comesBack(): Promise<boolean> {
    if (!away.value) return Promise.resolve(false)
    return new Promise((settle) => {
      const stop = watch([away, succeeded], () => {
        stop()
        settle(!away.value && !displaced.value && me.value !== null)
      })
    })
  }

  const signIn = (login: string, password: string) => move(() => told(api.POST('/api/v1/session', { body: { login, password } })))

  const choosePost = (id: string, responsible: string | null) => move(() => told(api.POST('/api/v1/session/post', { body: { post: id, responsible } })))

  async function changePassword(old: string, fresh: string): Promise<void> {
    const change = () => told(api.POST('/api/v1/session/password', { body: { old_password: old, new_password: fresh } }))
    if (returning.value) return move(change)
    await change()
    await load()
  }

  async function confirm(password: string): Promise<void> {
    try {
      const { confirmed_until } = await told(api.POST('/api/v1/session/confirmation', { body: { password } }))
      if (me.value) me.value.confirmed_until = confirmed_until
    } catch (refused) {
      // One guess too many has ended the session, and the answer does not say so.
      if (refused instanceof Refusal && refused.code === 'access.password') {
        await load().catch(() => {})
        if (!me.value || away.value) why.value = 'guesses'
      }
      throw refused
    }
  }

  /** While this page signs out nothing is asked for in the session that goes, and its end is no news. */
  const leaving = ref(false)

  /** Leaves. Whoever gets no answer, or another one than that there is no session, is still in. */
  async function signOut(): Promise<void> {
    leaving.value = true
    try {
      await told(api.DELETE('/api/v1/session'))
    } catch (refused) {
      if (!(refused instanceof Refusal && refused.problem.status === 401)) throw refused
    } finally {
      leaving.value = false
    }
    leaveDrafts()
    me.value = null
    why.value = null
    tell(null)
  }

  /** The server knows the session no more. */
  function ended(how: Why = 'ended', because: string | null = null): void {
    if (!me.value || leaving.value || (away.value && how !== 'elsewhere')) return
    why.value = how
    reason.value = because
    if (ready.value && !displaced.value && how !== 'elsewhere') away.value = true
    else vacate()
  }

  /** At the door nothing waits for whoever sat here. */
  function vacate(): void {
    me.value = null
    returning.value = null
    away.value = false
  }

  function displace(): void {
    if (moving || !me.value) return
    displaced.value = true
    leaveDrafts()
  }

  return { me, post, duty, assisting, ready, acting, why, reason, away, returning, succeeded, displaced, leaving, listen, load, signIn, choosePost, comesBack, vacate, changePassword, confirm, signOut, ended, displace }
})
