import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import CalendarImport from '../src/parts/CalendarImport.vue'
import ListTools from '../src/parts/ListTools.vue'
import { itemColumns } from '../src/registers'
import { i18n } from '../src/words'

describe('显示列', () => {
  const kept = { of: itemColumns, views: [], columns: [...itemColumns.all], show: () => {}, keep: () => {}, use: () => {}, forget: () => {} }
  const opened = () => {
    document.body.innerHTML = '<div id="here"></div><button id="elsewhere">x</button><p id="nothing">y</p>'
    const tools = mount(ListTools as never, { props: { kept, label: (column: string) => column } as never, global: { plugins: [i18n] }, attachTo: '#here' })
    const details = tools.find('details').element as HTMLDetailsElement
    details.open = true
    details.querySelector<HTMLElement>('input:not([disabled])')?.focus()
    return { tools, details, summary: details.querySelector('summary')! }
  }
  const press = (on: Element | null) => on?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
  const key = (event: KeyboardEventInit) => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, ...event }))
  afterEach(() => (document.body.innerHTML = ''))

  it('fold away on Escape, and the focus is at their button', () => {
    const { tools, details, summary } = opened()
    key({ isComposing: true })
    key({ key: 'Tab' })
    expect(details.open).toBe(true)
    key({})
    expect([details.open, document.activeElement === summary]).toEqual([false, true])
    const elsewhere = document.querySelector<HTMLElement>('#elsewhere')!
    elsewhere.focus()
    key({})
    expect(document.activeElement, 'folded already: the focus is nobody else\'s').toBe(elsewhere)
    tools.unmount()
  })

  it('fold away on a press elsewhere, and stay on one within', () => {
    const { tools, details, summary } = opened()
    press(details.querySelector('input'))
    expect(details.open).toBe(true)
    press(document.querySelector('#nothing'))
    expect([details.open, document.activeElement === summary], 'pressed on nothing').toEqual([false, true])
    details.open = true
    const elsewhere = document.querySelector<HTMLElement>('#elsewhere')!
    elsewhere.focus()
    press(elsewhere)
    expect([details.open, document.activeElement === elsewhere], 'where one pressed').toEqual([false, true])
    tools.unmount()
    details.open = true
    press(document.querySelector('#nothing'))
    expect(details.open, 'gone with its list').toBe(true)
  })
})

describe('a file of days', () => {
  it('that is too large is told so with its limit, and nothing is read', async () => {
    const page = mount(CalendarImport, { props: { held: [] }, global: { plugins: [i18n], stubs: { ElInput: { template: '<textarea class="days" :value="$attrs.modelValue" />' }, ElRadioGroup: true, ElRadio: true, ElCheckbox: true, ElButton: true } } })
    const choose = async (file: File) => {
      page.findComponent({ name: 'FileChoice' }).vm.$emit('chosen', file)
      await new Promise((done) => setTimeout(done, 0))
      await nextTick()
    }
    await choose(new File(['2027-01-01,放假,元旦\n'.repeat(8_000)], '通知.csv'))
    expect(page.find('[role="alert"]').text()).toBe('“通知.csv”没有读入：文件须小于 200 KB。')
    expect(page.html()).not.toContain('2027-01-01')
    await choose(new File(['2027-01-01,放假,元旦'], '通知.csv'))
    expect(page.find('[role="alert"]').exists()).toBe(false)
    expect(page.html()).toContain('2027-01-01')
  })
})
