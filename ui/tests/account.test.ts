import { readFileSync } from 'node:fs'
import { ref, watch } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Schemas } from '../src/api/client'
import { share, spoken } from '../src/idle'
import { faults } from '../src/password'
import { waits } from '../src/people'
import { dutiesOf } from '../src/rights'
import { keyOf, SCOPES } from '../src/scopes'
import { settingsPages } from '../src/settings'
import { standing } from '../src/standing'
import { minute } from '../src/when'
import { enumerations } from '../src/words/enumerations'
import zh from '../src/words/zh-CN'

describe('a new password', () => {
  it.each([
    ['Lantern-7-river', 'old', []],
    ['short1!', 'old', ['short']],
    ['aabbaabb', 'old', ['simple']],
    ['AaBbAaBb', 'old', ['simple']],
    ['', '', ['short', 'simple']],
    ['Lantern-7-river', 'Lantern-7-river', ['same']],
    ['abcd'.repeat(33), 'old', ['long']],
    ['桥下流水人家炊烟', 'old', []],
  ])('%s is told what it lacks', (fresh, old, expected) => expect(faults(fresh, old)).toEqual(expected))
})

describe('a session about to end', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is told of at once, then at a few marks', () => {
    expect([120, 90, 61, 60, 31, 30, 11, 10, 1].map(spoken)).toEqual([120, 120, 120, 60, 60, 30, 30, 10, 10])
  })

  it('does not end in one tab while another is at work', () => {
    const tabs: { onmessage?: (event: { data: number }) => void; posted: number[] }[] = []
    class Channel {
      posted: number[] = []
      onmessage?: (event: { data: number }) => void
      constructor() {
        tabs.push(this)
      }
      postMessage(at: number) {
        this.posted.push(at)
      }
      close() {}
    }
    vi.stubGlobal('BroadcastChannel', Channel)
    const used = ref(1000)
    const end = share(used, (changed) => watch(used, changed, { flush: 'sync' }))
    const [tab] = tabs
    tab?.onmessage?.({ data: 90_000 })
    expect(used.value).toBe(90_000)
    expect(tab?.posted, 'what was heard is not said again').toEqual([])
    tab?.onmessage?.({ data: 50_000 })
    expect(used.value, 'an older use changes nothing').toBe(90_000)
    used.value = 95_000
    expect(tab?.posted).toEqual([95_000])
    end()
  })
})

describe('a person', () => {
  it('holds a post from its first day on, until the day before its end', () => {
    const period = { from: '2026-03-01', to: '2026-04-01' }
    expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) => standing(period, day))).toEqual(['later', 'now', 'now', 'past'])
    expect(standing({ from: '2026-03-01' }, '2030-01-01')).toBe('now')
  })

  it('has so much that waits for a second hand', () => {
    const person = { proposed: [{}], ending: [{}, {}], changing: {} } as unknown as Schemas['Person']
    expect(waits(person)).toEqual({ posts: 1, ends: 2, employment: true, all: 4 })
  })
})

describe('rights', () => {
  const need = (act: string, needs: string, duties: string[]) => ({ act, needs, duties, legal: true }) as Schemas['ActNeed']

  it('are those that the server tells; a leader is somebody with that duty', () => {
    const all = [need('manage_accounts', 'office', ['security_administrator']), need('confirm_staff', 'leader', [])]
    expect(dutiesOf('manage_accounts', all)).toEqual(['security_administrator'])
    expect(dutiesOf('confirm_staff', all)).toEqual(['department_leader'])
    expect(dutiesOf('decide', all)).toEqual([])
  })

  it('are asked for by acts that there are, for pages that have words', () => {
    for (const page of settingsPages) {
      expect(page.path in zh.settings.pages, page.path).toBe(true)
      for (const act of page.acts) expect(act in enumerations.ActName, act).toBe(true)
    }
  })
})

describe('a token', () => {
  it('may be for every scope of the API, explained in words', () => {
    const told = readFileSync('../docs/api-design.md', 'utf8').match(/`[a-z]+:read`/g) ?? []
    expect([...SCOPES].sort()).toEqual([...new Set(told.map((scope) => scope.replace(/`/g, '')))].sort())
    expect(Object.keys(zh.tokens.scope).sort()).toEqual([...SCOPES].map(keyOf).sort())
  })
})

describe('an instant', () => {
  it('is that of Shanghai', () => {
    expect(minute('2026-11-29T17:30:00Z')).toBe('2026-11-30 01:30')
    expect(minute(null)).toBe('')
  })
})
