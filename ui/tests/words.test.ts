import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { kinds } from '../src/live'
import { source } from '../src/rules'
import en from '../src/words/en'
import { i18n, speak } from '../src/words'
import { enumerations } from '../src/words/enumerations'
import zh from '../src/words/zh-CN'

interface Schema { enum?: string[] }
const described = JSON.parse(readFileSync('../crates/api/openapi.json', 'utf8')) as { components: { schemas: Record<string, Schema> } }

/** The paths of all texts, with the names that each of them fills in. */
function texts(words: object, path = ''): Record<string, string> {
  return Object.entries(words).reduce<Record<string, string>>((found, [key, value]) => {
    if (typeof value === 'object') return { ...found, ...texts(value as object, `${path}${key}.`) }
    // English says a thing once for one and once for several.
    const names = [...new Set([...String(value).matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort()
    return { ...found, [path + key]: names.join(' ') }
  }, {})
}

describe('words', () => {
  it('name every value of the API, and none that it does not have', () => {
    for (const [name, words] of Object.entries(enumerations)) {
      expect(Object.keys(words).sort(), name).toEqual([...(described.components.schemas[name]?.enum ?? [])].sort())
      for (const [value, pair] of Object.entries<readonly string[]>(words)) expect(pair.every((word) => word.trim()), `${name}.${value}`).toBe(true)
    }
  })

  it('say the same in both languages, with the same facts', () => {
    expect(texts(en)).toEqual(texts(zh))
  })

  it('name the source of a rule in English beside the citation, and in Chinese as it is cited', () => {
    const rule = { citation: '行政许可法 第四十二条', citation_en: 'Administrative Licensing Law, art. 42' }
    expect(source(rule)).toBe('行政许可法 第四十二条')
    speak('en')
    expect(source(rule)).toBe('Administrative Licensing Law, art. 42 (行政许可法 第四十二条)')
    expect(source({ citation: 'GB/T 1' })).toBe('GB/T 1')
    speak('zh-CN')
  })

  it('stand in templates by their keys, with the brackets and colons of the language', () => {
    const pages = readdirSync('src', { recursive: true }).map(String).filter((file) => file.endsWith('.vue'))
    expect(pages.length).toBeGreaterThan(100)
    const wide = pages.filter((file) => /[：（），、；。]/.test((/<template>[^]*<\/template>/.exec(readFileSync(`src/${file}`, 'utf8'))?.[0] ?? '').replace(/<!--[^]*?-->/g, '')))
    expect(wide).toEqual([])
  })

  it('count one day as one, where the language does', () => {
    const left = (count: number) => i18n.global.t('clock.left', { count }, count)
    const spoken = i18n.global.locale.value
    i18n.global.locale.value = 'en'
    expect([left(1), left(2)]).toEqual(['1 working day left', '2 working days left'])
    i18n.global.locale.value = 'zh-CN'
    expect([left(1), left(2)]).toEqual(['剩余 1 个工作日', '剩余 2 个工作日'])
    i18n.global.locale.value = spoken
  })

  it('know every kind of event that can happen to a case', () => {
    const golden = readdirSync('../crates/domain/tests/golden/events').filter((file) => file.startsWith('case.'))
    expect([...kinds]).toEqual([...new Set(golden.map((file) => file.split('.').slice(0, 2).join('.')))].sort())
  })
})
