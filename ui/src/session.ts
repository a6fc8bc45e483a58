import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, type Schemas, told } from './api/client'
import { leaveDrafts } from './drafts'

export type Duty = Schemas['Duty']

/** Who is signed in, and in which post. */
export const useSession = defineStore('session', () => {
  const me = ref<Schemas['Me'] | null>(null)
  const post = computed(() => me.value?.posts.find((post) => post.id === me.value?.post) ?? null)
  const duty = computed(() => (post.value?.duty ?? null) as Duty | null)
  const assisting = computed(() => duty.value === 'assistant')
  /** Ready for work: the password is one's own, a post is chosen, and whoever assists has named who answers for it. */
  const ready = computed(
    () => me.value !== null && !me.value.must_change_password && post.value !== null && (!assisting.value || Boolean(me.value.responsible)),
  )

  async function load(): Promise<void> {
    me.value = await told(api.GET('/api/v1/session'))
  }

  async function signIn(login: string, password: string): Promise<void> {
    await told(api.POST('/api/v1/session', { body: { login, password } }))
    await load()
  }

  async function choosePost(id: string, responsible: string | null): Promise<void> {
    await told(api.POST('/api/v1/session/post', { body: { post: id, responsible } }))
    await load()
  }

  async function changePassword(old: string, fresh: string): Promise<void> {
    await told(api.POST('/api/v1/session/password', { body: { old_password: old, new_password: fresh } }))
    await load()
  }

  async function confirm(password: string): Promise<void> {
    const { confirmed_until } = await told(api.POST('/api/v1/session/confirmation', { body: { password } }))
    if (me.value) me.value.confirmed_until = confirmed_until
  }

  async function signOut(): Promise<void> {
    await told(api.DELETE('/api/v1/session'))
    leaveDrafts()
    me.value = null
  }

  /** The server knows the session no more. */
  function ended(): void {
    me.value = null
  }

  return { me, post, duty, assisting, ready, load, signIn, choosePost, changePassword, confirm, signOut, ended }
})
