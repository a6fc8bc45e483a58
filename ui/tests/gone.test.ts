import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { gone, watchFor } from '../src/gone'

const page = { template: '<p/>' }
const desk = () =>
  createRouter({
    history: createMemoryHistory('/desk/'),
    routes: [
      { path: '/', component: page },
      { path: '/here', component: page },
      { path: '/gone', component: () => Promise.reject(new TypeError('Failed to fetch dynamically imported module')) },
    ],
  })

describe('a page whose file is gone', () => {
  const load = vi.fn()
  beforeEach(() => {
    load.mockReset()
    gone.value = null
  })

  it('is loaded anew, with the whole desk, and once', async () => {
    const router = desk()
    watchFor(router, load, async () => true)
    await router.push('/')
    await expect(router.push('/gone?of=1')).rejects.toBeInstanceOf(TypeError)
    await vi.waitFor(() => expect(gone.value).toEqual({ what: 'replaced', path: '/gone?of=1' }))
    expect(load.mock.calls).toEqual([['/desk/gone?of=1']])
    // The desk that was loaded for it does not load itself again.
    const anew = desk()
    watchFor(anew, load, async () => true)
    await expect(anew.push('/gone')).rejects.toBeInstanceOf(TypeError)
    await vi.waitFor(() => expect(gone.value?.path).toBe('/gone'))
    expect(load).toHaveBeenCalledOnce()
  })

  it('is not loaded where nobody answers, for then what is open would be lost as well', async () => {
    const router = desk()
    watchFor(router, load, async () => false)
    await router.push('/')
    await expect(router.push('/gone')).rejects.toBeInstanceOf(TypeError)
    await vi.waitFor(() => expect(gone.value).toEqual({ what: 'unreachable', path: '/gone' }))
    expect(load).not.toHaveBeenCalled()
    expect(router.currentRoute.value.path).toBe('/')
    await router.push('/here')
    expect(gone.value).toBe(null)
  })
})
