import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { defineComponent, h, nextTick, reactive, ref } from 'vue'
import { actPlace, caseActs, faultsOf } from '../src/acts'
import { Refusal } from '../src/api/refusal'
import { enquiryFaults } from '../src/enquiry'
import { faulty, reach, short, type Trouble, useFaults, weight } from '../src/faults'
import { foreignFaults, untold } from '../src/foreign'
import { handoverFaults } from '../src/handover'
import { blank, hindered, intakeFaults, intakePlace, type PaperRow } from '../src/intake'
import FaultSummary from '../src/parts/FaultSummary.vue'
import FieldFault from '../src/parts/FieldFault.vue'
import type { Upload } from '../src/uploads'
import { i18n } from '../src/words'

describe('what is wrong with a form', () => {
  it('is told of an empty intake field by field, in the order of the page', () => {
    const from = blank()
    from.late = { at: '', slip: '', reason: '' }
    from.service.way = 'mail'
    expect(intakeFaults(from, '').map((found) => found.id)).toEqual(['item', 'applicant-name', 'applicant-number', 'service-recipient', 'service-to-phone', 'service-to-address', 'late-at', 'late-reason'])
    expect(intakeFaults(from, '')[1]!.words).toBe('请填写申请人：姓名（名称）')
  })

  it('is a number whose check digit does not fit, in words and beside its field', () => {
    const from = blank()
    Object.assign(from, { matter: '临时占道' })
    Object.assign(from.applicant, { name: '张三', id_number: '510105199001010013' })
    expect(intakeFaults(from, '')).toEqual([{ id: 'applicant-number', words: '申请人：证件号码：身份证号码校验不符' }])
    from.applicant.id_number = '51200019900101001X'
    expect(intakeFaults(from, '')).toEqual([])
  })

  it('is words in the field of the item that are no item, whatever else was written', () => {
    const from = { ...blank(), matter: '临时占道' }
    Object.assign(from.applicant, { name: '张三', id_number: '51200019900101001X' })
    expect(intakeFaults(from, '烟草').map((found) => found.id)).toEqual(['item'])
  })

  it('says of names of the API which field they are', () => {
    const from = blank()
    from.agent = { ...from.applicant, role: 'agent' }
    from.papers = [{ form: '' }, { form: 'copy', name: '身份证' }] as PaperRow[]
    expect(['parties[0].id_number', 'parties[1].name', 'papers[0].copies', 'service.to.address', 'late.reason', 'matter', 'channel'].map((name) => intakePlace(from, name)?.id)).toEqual([
      'applicant-number', 'agent-name', 'form-1', 'service-to-address', 'late-reason', 'matter', undefined,
    ])
  })

  it('is a file that failed, in words of its own, and no file that is on its way', () => {
    const row = (state: Upload['state']) => [{ form: 'copy', files: [{ state }] }] as PaperRow[]
    expect((['failed', 'sending', 'paused', 'refused', 'done'] as const).map((state) => hindered(row(state)))).toEqual(['failed', 'underway', 'underway', null, null])
  })

  it('weighs reasons as the server does', () => {
    expect(['材料不全', '好好好好', '好，好。', 'aab 12', '𠮷𠮷野', '……'].map(weight)).toEqual([4, 1, 1, 4, 2, 0])
    const place = { id: 'r', label: '理由' }
    expect(short(place, '不够长', 10)?.words).toBe('理由至少写 10 个字，现有 3 个')
    expect(short(place, ' ', 10)?.words).toBe('请填写理由')
    expect(short(place, '申请材料不齐全、不符合法定形式', 10)).toBeNull()
  })

  it('is told of acts, enquiries, hand-overs and cases of other systems', () => {
    const decide = caseActs.find((known) => known.act === 'decide')!
    const lacks = (told: Record<string, unknown>) => decide.fields.flatMap((field) => faultsOf(field, told, 10)).map((found) => found.id)
    expect(lacks({ outcome: '', reasons: '' })).toEqual(['field-outcome', 'field-reasons'])
    expect(lacks({ outcome: 'grant', reasons: '同意' })).toEqual(['field-reasons'])
    expect(lacks({ outcome: 'grant', reasons: '申请符合法定条件、标准，准予许可' })).toEqual([])
    expect(actPlace(decide.fields, 'reasons')?.id).toBe('field-reasons')
    const extend = caseActs.find((known) => known.act === 'extend')!
    expect(extend.fields.flatMap((field) => faultsOf(field, { days: 16, reasons: '案情复杂，涉及多部门联合核查' }, 10)).map((found) => found.words)).toEqual(['延长工作日须在 1 至 15 之间'])
    const redecide = caseActs.find((known) => known.act === 'redecide')!
    expect(actPlace(redecide.fields, 'instrument.organ')?.id).toBe('field-organ_of')
    expect(enquiryFaults({ item: null, papers: [], situation: '', advice: '', asker: '', phone: '' }).map((found) => found.id)).toEqual(['enquiry-item', 'advice'])
    expect(handoverFaults({ taker: '', remarks: '短', counts: {} }, 10).map((found) => found.id)).toEqual(['taker', 'remarks'])
    const foreign = { key: '', system: '', number: 'A', item: null, itemName: '', unlisted: false, applicant: '', progress: { ...untold(), accepted: '2026-03-03T09:00' } }
    expect(foreignFaults(foreign, '2026-03-02T09:00', true).map((found) => found.id)).toEqual(['foreign-system', 'foreign-number', 'foreign-item', 'foreign-received', 'foreign-accepted'])
  })
})

describe('the summary of what is wrong', () => {
  const form = reactive({ name: '', number: '' })
  let trouble: Trouble
  const page = defineComponent({
    setup() {
      const place = (id: 'name' | 'number') => ({ id, label: id })
      trouble = useFaults(() => (['name', 'number'] as const).filter((id) => !form[id]).map((id) => ({ id, words: `请填写${id}` })), (name) => (name === 'parties[0].id_number' ? place('number') : null))
      return () => h('form', [h(FaultSummary, { of: trouble }), h('input', { id: 'name' }), h(FieldFault, { for: 'name' }), h('div', { id: 'number' }, [h('input', { id: 'inner' })]), h(FieldFault, { for: 'number' })])
    },
  })

  it('takes the focus, leads to each field, and says the same beside it; the title says so', async () => {
    const wrapper = mount(page, { attachTo: document.body, global: { plugins: [i18n] } })
    const settle = async () => {
      await nextTick()
      await nextTick()
    }
    expect(faulty.value).toBe(false)
    expect(trouble.examine()).toBe(false)
    await settle()
    const summary = wrapper.get('.error-summary')
    expect(document.activeElement).toBe(summary.element)
    expect(faulty.value).toBe(true)
    const links = wrapper.findAll('.error-summary a')
    expect(links.map((link) => link.text())).toEqual(['请填写name', '请填写number'])
    expect(wrapper.findAll('.bad').map((words) => words.text())).toEqual(['请填写name', '请填写number'])
    expect(wrapper.get('#name').attributes()).toMatchObject({ 'aria-invalid': 'true', 'aria-describedby': 'name-fault' })
    await links[0]!.trigger('click')
    expect(document.activeElement?.id).toBe('name')
    reach('number')
    expect(document.activeElement?.id).toBe('inner')
    // What is put right is gone from all three places.
    form.name = '张三'
    await settle()
    expect(wrapper.findAll('.error-summary a').map((link) => link.text())).toEqual(['请填写number'])
    expect(wrapper.get('#name').attributes('aria-invalid')).toBeUndefined()
    form.number = '1'
    await settle()
    expect([wrapper.find('.error-summary').exists(), faulty.value]).toEqual([false, false])
    // The server's words have the field of this page, and never its name in the API.
    trouble.refuse(new Refusal({ type: '', title: '', status: 422, detail: '', code: 'ident', request_id: '', invalidParams: [{ name: 'parties[0].id_number', code: '', reason: '校验位不符' }] } as never))
    await settle()
    expect(wrapper.get('.error-summary a').text()).toBe('number：校验位不符')
    expect(wrapper.text()).not.toContain('parties')
    wrapper.unmount()
    expect(faulty.value).toBe(false)
  })
})

describe('an input method', () => {
  it('ends a composition with Enter, and nothing else hears of that', async () => {
    const { heedComposition } = await import('../src/ime')
    heedComposition()
    document.body.innerHTML = '<form><input id="composed"></form>'
    const field = document.querySelector<HTMLInputElement>('#composed')!
    const heard = ref<boolean[]>([])
    field.addEventListener('keydown', (event) => heard.value.push(event.isComposing))
    const press = (isComposing: boolean) => {
      const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
      Object.defineProperty(event, 'isComposing', { value: isComposing })
      field.dispatchEvent(event)
      return event.defaultPrevented
    }
    expect([press(true), press(false), heard.value]).toEqual([true, false, [false]])
  })
})
