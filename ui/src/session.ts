import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, type Schemas, told } from './api/client'
import { Refusal } from './api/refusal'
import { leaveDrafts } from './drafts'

export type Duty = Schemas['Duty']
type Me = Schemas['Me']

/** Why somebody is at the door again who has not left by himself. */
export type Why = 'ended' | 'idle' | 'elsewhere' | 'guesses'

/** One browser, one cookie, many tabs: on this channel each says for whom it acts by now. */
const CHANNEL = 'daowei-session'

/** For whom a page acts, as `Daowei-Session` says it: session, post, and whoever answers for assisting staff. */
export const actingOf = (me: Me | null): string | null => (me ? [me.session, me.post, me.responsible].filter(Boolean).join('/') : null)

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
  const acting = computed(() => actingOf(me.value))
  const why = ref<Why | null>(null)
  /** The browser is signed in as somebody else, or in another post: what stands on this page is not theirs to act on. */
  const displaced = ref(false)
  /** This page itself is changing who acts: what it asked for meanwhile may be refused, and nobody else did it. */
  let moving = 0
  let channel: BroadcastChannel | null = null

  const tell = () => channel?.postMessage(acting.value)

  /** Hears what the other tabs do. An applicant's screen is nobody's of the staff and does not. */
  function listen(): void {
    if (channel) return
    channel = new BroadcastChannel(CHANNEL)
    channel.onmessage = (event: MessageEvent<string | null>) => {
      if (event.data === acting.value || moving) return
      if (!event.data) return ended('elsewhere')
      if (ready.value) return displace()
      // At the door there is nothing to be lost: whoever is in by now goes in here as well.
      me.value = null
      void load().catch(() => {})
    }
  }

  async function load(): Promise<void> {
    const found = await told(api.GET('/api/v1/session'))
    if (me.value && !moving && actingOf(found) !== acting.value) displace()
    else me.value = found
  }

  /** What changes for whom the tab acts, and tells the others. */
  async function move(work: () => Promise<unknown>): Promise<void> {
    moving += 1
    try {
      await work()
      await load()
      why.value = null
    } finally {
      moving -= 1
    }
    tell()
  }

  const signIn = (login: string, password: string) => move(() => told(api.POST('/api/v1/session', { body: { login, password } })))

  const choosePost = (id: string, responsible: string | null) => move(() => told(api.POST('/api/v1/session/post', { body: { post: id, responsible } })))

  async function changePassword(old: string, fresh: string): Promise<void> {
    await told(api.POST('/api/v1/session/password', { body: { old_password: old, new_password: fresh } }))
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
        if (!me.value) why.value = 'guesses'
      }
      throw refused
    }
  }

  /** Leaves. Whoever gets no answer, or another one than that there is no session, is still in. */
  async function signOut(): Promise<void> {
    try {
      await told(api.DELETE('/api/v1/session'))
    } catch (refused) {
      if (!(refused instanceof Refusal && refused.problem.status === 401)) throw refused
    }
    leaveDrafts()
    me.value = null
    why.value = null
    tell()
  }

  /** The server knows the session no more. */
  function ended(reason: Why = 'ended'): void {
    if (!me.value) return
    why.value = reason
    me.value = null
  }

  function displace(): void {
    if (moving || !me.value) return
    displaced.value = true
    leaveDrafts()
  }

  return { me, post, duty, assisting, ready, acting, why, displaced, listen, load, signIn, choosePost, changePassword, confirm, signOut, ended, displace }
})
