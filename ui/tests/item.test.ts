import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'

vi.hoisted(() => {
  const row = { id: 'b', name: '食品经营许可', department_name: '市场监管局', code: 'B', acceptable: true }
  globalThis.fetch = (async () => new Response(JSON.stringify({ rows: [row] }), { headers: { 'content-type': 'application/json' } })) as typeof fetch
})

import ItemSearch from '../src/parts/ItemSearch.vue'
import { i18n } from '../src/words'

describe('the search of an item', () => {
  it('never lets words and item part', async () => {
    const item = ref<{ id: string; name: string } | null>({ id: 'a', name: '烟草专卖零售许可' })
    const words = ref('')
    const page = defineComponent(() => () => h(ItemSearch, { id: 'item', modelValue: item.value, 'onUpdate:modelValue': (now) => (item.value = now), words: words.value, 'onUpdate:words': (now: string) => (words.value = now) }))
    const wrapper = mount(page, { attachTo: document.body, global: { plugins: [i18n, createPinia()], stubs: { ElTag: true } } })
    await nextTick()
    const field = wrapper.get<HTMLInputElement>('input')
    expect(field.element.value).toBe('烟草专卖零售许可')
    // Another's name is typed over it: from the first key on it is not meant any more, also where nothing is chosen.
    await field.setValue('食品')
    expect([item.value, words.value]).toEqual([null, '食品'])
    await flushPromises()
    await field.trigger('keydown', { key: 'Escape' })
    expect([item.value, field.element.value]).toEqual([null, '食品'])
    await field.setValue('食品经营')
    await flushPromises()
    await field.trigger('keydown', { key: 'Enter' })
    expect([item.value?.id, field.element.value]).toEqual(['b', '食品经营许可'])
    // Given back or taken away from outside, the words follow.
    item.value = { id: 'a', name: '烟草专卖零售许可' }
    await nextTick()
    await nextTick()
    expect(field.element.value).toBe('烟草专卖零售许可')
    item.value = null
    await nextTick()
    await nextTick()
    expect(field.element.value).toBe('')
    wrapper.unmount()
  })
})
