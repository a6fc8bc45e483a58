import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, effectScope, h, nextTick } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { online, usePages } from '../src/asked'
import { caseColumns, type Column, USUAL } from '../src/caseColumns'
import { chosen } from '../src/columns'
import { byName } from '../src/departments'
import { documentColumns } from '../src/documentColumns'
import * as filters from '../src/filters'
import { asked, caseViews, everything, isCaseNumber, personal, read, SORTS, write } from '../src/caseQuery'
import { extensionOf, limitOf } from '../src/itemWords'
import { navigation } from '../src/navigation'
import { density, looksOf } from '../src/look'
import { accountOrders, enquiryColumns, enquiryOrders, handoverColumns, handoverOrders, itemColumns, itemOrders, letterColumns, letterOrders, licenseColumns, licenseOrders, personColumns, personOrders } from '../src/registers'
import { leaveBy, useComeBack } from '../src/returning'
import { parsed, printed, useViews, withView } from '../src/savedViews'
import { sortable, sorted, turned } from '../src/sorting'
import { holdsOn } from '../src/standing'
import en from '../src/words/en'
import zh from '../src/words/zh-CN'

const DEPARTMENT = '0190b5a0-0000-7000-8000-000000000001'
/** The example of GB 11643: of nobody. */
const ID = '11010519491231002X'

describe('the filters of a list of cases', () => {
  it('come back from the address as they went', () => {
    const query = { stages: ['received', 'archived'] as const, department: DEPARTMENT, mine: true, words: '食品经营', sort: '-received_on' as const }
    const address = write({ ...query, stages: [...query.stages] }) as Record<string, string>
    expect(read(address)).toEqual(query)
    expect(write(everything())).toEqual({})
  })

  it('are what is known, and nothing else', () => {
    expect(read({ stage: ['received', 'nonsense'], department: 'x', mine: '1', sort: 'name', q: 'a'.repeat(200) })).toEqual({
      ...everything(), stages: ['received'], words: 'a'.repeat(100),
    })
    expect(asked({ ...everything(), words: '  取水 ', mine: true })).toEqual({ sort: 'due', mine: true, q: '取水' })
  })

  it('never hold the number of a person', () => {
    for (const words of [ID, ID.toLowerCase(), '110105 19491231 002x', '13800001234', '138-0000-1234', '110105491231002']) expect(personal(words), words).toBe(true)
    for (const words of ['91350100M000100Y43', '鑫旺餐饮', '39046', 'qsxk', '512000026171024000001']) expect(personal(words), words).toBe(false)
    expect(read({ q: ID }).words).toBe('')
  })

  it('tell a case number from words', () => {
    expect(isCaseNumber(' 512000026171024000001 ')).toBe(true)
    expect(isCaseNumber('51200002617102400000')).toBe(false)
  })

  it('turn the order of a column, and say how it is sorted', () => {
    expect(turned(SORTS, 'due', 'due')).toBe('-due')
    expect(turned(SORTS, '-due', 'due')).toBe('due')
    expect(turned(SORTS, 'due', 'received_on'), 'the newest first').toBe('-received_on')
    expect(turned(SORTS, '-received_on', 'received_on')).toBe('received_on')
    expect(turned(licenseOrders, '-valid_from', 'valid_until'), 'what ends soonest first').toBe('valid_until')
    expect([sortable(SORTS, 'due'), sortable(SORTS, 'number'), sortable(SORTS, '')]).toEqual([true, false, false])
    expect([sorted('due', 'due'), sorted('-due', 'due'), sorted('due', 'received_on')]).toEqual(['ascending', 'descending', 'none'])
  })
})

describe('every order', () => {
  it('is said in words, another one for each way', () => {
    for (const spoken of [zh, en]) {
      const words = spoken.order as Record<string, { onward: string; back: string }>
      for (const order of [...itemOrders, ...personOrders, ...letterOrders, ...licenseOrders, ...enquiryOrders, ...handoverOrders, ...accountOrders, 'issued_on']) {
        const said = words[order.replace('-', '')]
        expect(said?.onward && said.back && said.onward !== said.back, order).toBe(true)
      }
    }
  })
})

describe('the filters of any other list', () => {
  const usual = { department: DEPARTMENT, kind: 'receipt', q: '' }
  const values = { kind: ['receipt', 'any'] }

  it('say in the address what is not as usual, and come back from it', () => {
    const sought = { ...usual, kind: 'any', q: ' 取水 ' }
    const address = filters.write(sought, usual)
    expect(address).toEqual({ kind: 'any', q: '取水' })
    expect(filters.read(address, usual, values)).toEqual({ ...sought, q: '取水' })
    expect(filters.write(usual, usual)).toEqual({})
    expect(filters.read({ kind: 'nonsense', other: 'x' }, usual, values)).toEqual(usual)
    expect(filters.given({ q: '', from: '2026-03-02' })).toEqual({ from: '2026-03-02' })
  })

  it('are of their kind: an id, a day', () => {
    const open = { department: '', from: '', until: '', q: '' }
    expect(filters.read({ department: 'x', from: '2026-02-31', until: 'soon', q: 'x' }, open)).toEqual({ ...open, q: 'x' })
    expect(filters.read({ department: DEPARTMENT, from: '2026-02-28' }, open)).toEqual({ ...open, department: DEPARTMENT, from: '2026-02-28' })
  })
})

describe('the address of a list', () => {
  /** A list at that address: what it asks for, and what stands in the address then. */
  async function at<Q>(address: string, use: () => { query: { value: Q }; follow(ask: (now: Q) => unknown): void }) {
    const asked: Q[] = []
    const page = { setup: () => (use().follow((now) => void asked.push({ ...now })), () => h('p')) }
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/list', name: 'list', component: page }] })
    await router.push(address)
    const app = createApp(RouterView).use(router)
    app.mount(document.createElement('div'))
    await router.isReady()
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0))
    await flushPromises()
    const { fullPath } = router.currentRoute.value
    app.unmount()
    return { asked, fullPath }
  }

  it('keeps what the list knows and nothing else, and the list is asked once', async () => {
    const cases = () => filters.useAddress('list', read, write)
    const usual = { ...everything() }
    expect(await at('/list?state=nonsense&sort=zzz&stage=nonsense&department=x', cases)).toEqual({ asked: [usual], fullPath: '/list' })
    expect(await at('/list?stage=nonsense&stage=received&sort=-due', cases)).toEqual({ asked: [{ ...usual, stages: ['received'], sort: '-due' }], fullPath: '/list?stage=received&sort=-due' })
    expect(await at(`/list?q=${ID}`, cases), 'the number of a person').toEqual({ asked: [usual], fullPath: '/list' })
    const others = () => filters.useFilters('list', () => ({ department: '', kind: '', from: '', q: '' }), { kind: ['receipt'] })
    expect(await at('/list?state=nonsense&kind=zzz&from=soon&q=ab', others)).toEqual({ asked: [{ department: '', kind: '', from: '', q: 'ab' }], fullPath: '/list?q=ab' })
    expect(await at('/list?kind=receipt', others)).toEqual({ asked: [{ department: '', kind: 'receipt', from: '', q: '' }], fullPath: '/list?kind=receipt' })
  })
})

describe('departments', () => {
  it('are sorted as they sound', () => {
    expect([{ name: '住建局' }, { name: '安岳县局' }, { name: '城管局' }].sort(byName).map(({ name }) => name)).toEqual(['安岳县局', '城管局', '住建局'])
  })
})

describe('columns', () => {
  it('keep their order, and always have the number', () => {
    expect(chosen(caseColumns, ['marks', 'due', 'nonsense'])).toEqual(['due', 'number', 'marks'])
    expect(chosen(caseColumns, null)).toEqual([...USUAL])
    expect(chosen(caseColumns, [...caseColumns.all].reverse())).toEqual([...caseColumns.all])
    expect(chosen(documentColumns, ['copies'])).toEqual(['number', 'copies'])
    for (const of of [itemColumns, personColumns, letterColumns, licenseColumns, enquiryColumns, handoverColumns]) expect(chosen(of as typeof itemColumns, [])).toEqual([of.always])
  })
})

describe('saved views', () => {
  beforeEach(() => localStorage.clear())
  const view = { name: '在办', query: { ...everything(), mine: true, words: '鑫旺' }, columns: chosen(caseColumns, null) }

  it('are kept without the words that were searched for', () => {
    const text = printed(caseViews, withView(caseViews, [], view))
    expect(text).not.toContain('鑫旺')
    expect(parsed(caseViews, text)).toEqual([{ ...view, query: { ...view.query, words: '' } }])
  })

  it('are replaced by name, and no more than a few', () => {
    let views = Array.from({ length: 25 }, (_, at) => ({ ...view, name: `v${at}` })).reduce((known, one) => withView(caseViews, known, one), [] as ReturnType<typeof useViews<typeof view.query, Column>>['views']['value'])
    expect(views).toHaveLength(20)
    views = withView(caseViews, views, { ...view, name: ' v24 ', columns: ['number'] })
    expect(views).toHaveLength(20)
    expect(views[views.length - 1]?.columns).toEqual(['number'])
  })

  it('survive whatever stands in the browser', () => {
    for (const foul of [null, '', '{', '{}', '[1]', '[{"name":1}]', '[{"name":"x"}]']) expect(parsed(caseViews, foul)).toEqual([])
    expect(parsed(caseViews, '[{"name":"x","query":{"stage":["y"],"q":"z"}}]')[0]?.query).toEqual(everything())
  })

  it('come back in the next page', () => {
    useViews(caseViews, 'one').save(view)
    useViews(caseViews, 'one').show(['due'])
    const again = useViews(caseViews, 'one')
    expect(again.views.value.map((known) => known.name)).toEqual(['在办'])
    expect(again.columns.value).toEqual(['due', 'number'])
    again.forget('在办')
    expect(useViews(caseViews, 'one').views.value).toEqual([])
  })

  it('are nobody else\'s at the same browser', () => {
    useViews(caseViews, 'one').save(view)
    useViews(caseViews, 'one').show(['due'])
    const another = useViews(caseViews, 'another')
    expect([another.views.value, another.columns.value]).toEqual([[], [...USUAL]])
    another.save({ ...view, name: '别的' })
    expect(useViews(caseViews, 'one').views.value.map((known) => known.name)).toEqual(['在办'])
  })

  it('of a list with filters keep them, and not the words', () => {
    const usual = () => ({ department: '', q: '', sort: 'name' })
    const of = filters.viewsOf('item', { usual, values: { sort: ['name', '-name'] } }, itemColumns, ['q'])
    const text = printed(of, [{ name: 'a', query: { department: DEPARTMENT, q: '鑫旺', sort: '-name' }, columns: ['code', 'name'] }])
    expect(text).not.toContain('鑫旺')
    expect(parsed(of, text)).toEqual([{ name: 'a', query: { department: DEPARTMENT, q: '', sort: '-name' }, columns: ['name', 'code'] }])
  })
})

describe('the density of tables', () => {
  it('is each person\'s own, and at first as the machine has it', async () => {
    looksOf(null)
    density.value = 'compact'
    await nextTick()
    looksOf('one')
    expect(density.value, 'nothing was chosen yet').toBe('compact')
    density.value = 'roomy'
    await nextTick()
    expect(document.documentElement.dataset.density).toBe('roomy')
    looksOf('another')
    expect(density.value).toBe('compact')
    looksOf('one')
    expect(density.value).toBe('roomy')
    looksOf(null)
    expect(density.value).toBe('compact')
  })
})

describe('a list that one comes back to', () => {
  beforeEach(() => history.replaceState(null, ''))
  const back = (state: unknown) => {
    history.replaceState(state, '')
    dispatchEvent(new PopStateEvent('popstate', { state }))
  }
  const asking = (name?: string) => {
    const asked: (string | undefined)[] = []
    const pages = effectScope().run(() => usePages<string>(async (cursor) => {
      asked.push(cursor)
      return { rows: ['a'], next: `${cursor ?? ''}x` }
    }, name))!
    return { pages, asked }
  }

  it('begins at the page that was left, and anew where it is asked anew', async () => {
    const first = asking()
    await first.pages.begin()
    await first.pages.onward()
    await first.pages.onward()
    expect(first.asked).toEqual([undefined, 'x', 'xx'])
    const left = history.state as unknown
    back({ position: 2 })
    const next = asking()
    await next.pages.begin()
    expect([next.asked, next.pages.page], 'another page of the history').toEqual([[undefined], 1])
    back(left)
    const again = asking()
    await again.pages.begin()
    expect([again.asked, again.pages.page]).toEqual([['xx'], 3])
    await again.pages.back()
    expect(again.asked[1]).toBe('x')
    await again.pages.begin()
    expect([again.asked[2], again.pages.page]).toEqual([undefined, 1])
    back(history.state)
    const last = asking()
    await last.pages.begin()
    expect(last.pages.page, 'what was asked anew is what is kept').toBe(1)
  })

  it('is told from the others of its page', async () => {
    const one = asking('one')
    await one.pages.begin()
    await one.pages.onward()
    back(history.state)
    const [other, same] = [asking('other'), asking('one')]
    await Promise.all([other.pages.begin(), same.pages.begin()])
    expect([other.pages.page, same.pages.page]).toEqual([1, 2])
  })

  it('stands at the row that was opened, once, and takes the focus from nothing else', () => {
    document.body.innerHTML = '<main id="content"><h1 tabindex="-1">x</h1><input><table><tbody><tr><td><a href="/a">1</a></td></tr><tr><td><a href="/a">2</a></td></tr></tbody></table></main>'
    const table = document.querySelector('table')!
    const [first, second] = [...table.querySelectorAll('a')]
    const comeBack = useComeBack()
    comeBack(table)
    expect(document.activeElement).toBe(document.body)
    table.addEventListener('click', leaveBy, true)
    for (const link of [first, second]) link?.addEventListener('click', (event) => event.preventDefault())
    second?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true }))
    expect(history.state, 'opened elsewhere').toBe(null)
    second?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
    comeBack(table)
    expect(document.activeElement, 'not before one has left').toBe(document.body)
    document.querySelector('h1')?.focus()
    back(history.state)
    comeBack(table)
    expect(document.activeElement).toBe(second)
    document.querySelector('h1')?.focus()
    back(history.state)
    comeBack(table)
    expect(document.activeElement).toBe(document.querySelector('h1'))
    second?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
    document.querySelector('input')?.focus()
    back(history.state)
    comeBack(table)
    expect(document.activeElement).toBe(document.querySelector('input'))
  })
})

describe('pages of a list', () => {
  /** A list whose answers come when the test says so. */
  function list() {
    const asked: (string | undefined)[] = []
    const waiting: { answer: (page: { rows: string[]; next?: string | null }) => void; refuse: (error: Error) => void }[] = []
    const scope = effectScope()
    const pages = scope.run(() =>
      usePages<string>((cursor) => {
        asked.push(cursor)
        return new Promise((answer, refuse) => waiting.push({ answer, refuse }))
      }),
    )!
    return { pages, asked, waiting, scope }
  }

  it('go onward and back by cursors, and drop an answer that comes too late', async () => {
    const { pages, asked, waiting } = list()
    const first = pages.begin()
    const second = pages.begin()
    waiting[1]?.answer({ rows: ['new'], next: 'c1' })
    await second
    waiting[0]?.answer({ rows: ['old'] })
    await first
    expect([pages.rows, pages.next, pages.page, pages.loading]).toEqual([['new'], 'c1', 1, false])
    const onward = pages.onward()
    void pages.onward()
    waiting[2]?.answer({ rows: ['second page'] })
    await onward
    expect([pages.rows, pages.next, pages.page], 'a second click goes no page further').toEqual([['second page'], null, 2])
    const back = pages.back()
    waiting[3]?.answer({ rows: ['new'], next: 'c1' })
    await back
    expect([asked, pages.page]).toEqual([[undefined, undefined, 'c1', undefined], 1])
  })

  it('say what befell them, keep what was read, and lead nowhere from there', async () => {
    const { pages, waiting } = list()
    const read = pages.begin()
    waiting[0]?.answer({ rows: ['a'], next: 'c1' })
    await read
    const again = pages.load()
    waiting[1]?.refuse(new Error('gone'))
    await again
    expect([pages.rows, pages.next, (pages.error as Error).message]).toEqual([['a'], null, 'gone'])
  })

  it('forget what was read when another question is asked', async () => {
    const { pages, waiting } = list()
    const read = pages.begin()
    waiting[0]?.answer({ rows: ['a'] })
    await read
    void pages.begin()
    expect([pages.rows, pages.loading]).toEqual([[], true])
  })

  it('ask again once the network is back, and not for a page that is closed', async () => {
    const { asked, scope } = list()
    online.value = false
    await nextTick()
    online.value = true
    await nextTick()
    expect(asked).toHaveLength(1)
    scope.stop()
    online.value = false
    await nextTick()
    online.value = true
    await nextTick()
    expect(asked).toHaveLength(1)
  })
})

describe('the elements of an item', () => {
  const unit = (name: string) => ({ working_days: '个工作日', immediate: '即时' })[name] ?? name
  it('say a limit in words, or as the source wrote it', () => {
    expect(limitOf({ length: { fixed: { amount: 20, unit: 'working_days' } } }, unit, '')).toBe('20个工作日')
    expect(limitOf({ length: { fixed: { amount: 1, unit: 'immediate' } } }, unit, '')).toBe('即时')
    expect(limitOf({ length: { as_written: '二十日' } }, unit, '')).toBe('二十日')
    expect(limitOf(null, unit, '')).toBeNull()
  })
  it('say who extends, and by how much', () => {
    expect(extensionOf({ organ_head: { most: 10 } })).toEqual({ by: 'organ_head', most: 10 })
    expect(extensionOf('none')).toBeNull()
  })
})

describe('a period', () => {
  it('holds from its first day to the day before its end', () => {
    const period = { from: '2026-01-01', to: '2026-02-01' }
    expect(['2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01'].map((day) => holdsOn(period, day))).toEqual([false, true, true, false])
    expect(holdsOn({ from: '2026-01-01', to: null }, '2099-01-01')).toBe(true)
  })
})

describe('the navigation', () => {
  it('groups what belongs together, and leaves out what needs something to be opened', () => {
    const entries = navigation([
      { path: '/a', meta: { title: 'a' } },
      { path: '/b', meta: { title: 'b', group: 'g' } },
      { path: '/b/:id', meta: { title: 'b', group: 'g' } },
      { path: '/none' },
      { path: '/c', meta: { title: 'c', group: 'g' } },
      { path: '/d', meta: { title: 'd', aside: true } },
      { path: '/e', meta: { title: 'e', acts: ['change_setting'] } },
      { path: '/f', meta: { title: 'f', acts: ['read_case'] } },
    ], (acts) => acts.includes('read_case'))
    expect(entries).toEqual([
      { key: 'a', path: '/a', pages: [] },
      { key: 'g', path: '', pages: [{ key: 'b', path: '/b' }, { key: 'c', path: '/c' }] },
      { key: 'f', path: '/f', pages: [] },
    ])
  })
})
