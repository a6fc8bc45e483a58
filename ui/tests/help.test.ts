import { afterEach, describe, expect, it } from 'vitest'
import { asksForHelp, keysOf, listen, open } from '../src/help'
import { shortcuts } from '../src/look'
import { pages } from '../src/router'
import zh from '../src/words/zh-CN'

const key = (over: Partial<KeyboardEvent> = {}) => ({ key: '?', isComposing: false, keyCode: 191, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, ...over })

describe('the key for help', () => {
  it('is ?, in either width', () => {
    expect(asksForHelp(key(), document.body)).toBe(true)
    expect(asksForHelp(key({ key: '？' }), null)).toBe(true)
    expect(asksForHelp(key({ key: '/' }), null)).toBe(false)
  })

  it('is a letter where one types', () => {
    for (const tag of ['input', 'textarea', 'select']) expect(asksForHelp(key(), document.createElement(tag)), tag).toBe(false)
    const edited = document.createElement('div')
    edited.setAttribute('contenteditable', 'true')
    const inside = edited.appendChild(document.createElement('b'))
    expect(asksForHelp(key(), inside)).toBe(false)
  })

  it('is no key while an input method composes, nor with Ctrl or Alt', () => {
    expect(asksForHelp(key({ isComposing: true }), document.body)).toBe(false)
    expect(asksForHelp(key({ keyCode: 229 }), document.body)).toBe(false)
    for (const held of ['ctrlKey', 'metaKey', 'altKey'] as const) expect(asksForHelp(key({ [held]: true }), document.body), held).toBe(false)
  })
})

describe('help', () => {
  let end = () => {}
  afterEach(() => {
    end()
    open.value = false
    shortcuts.value = 'on'
  })
  const press = (composing = false) => document.dispatchEvent(new KeyboardEvent('keydown', { key: '?', isComposing: composing, bubbles: true }))

  it('opens and closes by the key, and not once that is turned off', () => {
    end = listen()
    press()
    expect(open.value).toBe(true)
    press()
    expect(open.value).toBe(false)
    press(true)
    expect(open.value).toBe(false)
    shortcuts.value = 'off'
    press()
    expect(open.value).toBe(false)
  })

  it('speaks of pages that are there, and has words for every key', () => {
    const names = pages.flatMap((page) => [page.name, ...(page.children ?? []).map((child) => child.name)]).map(String)
    for (const name of [...Object.keys(keysOf).filter((name) => !['*', '@queue'].includes(name)), ...Object.keys(zh.help.about)]) expect(names, name).toContain(name)
    for (const key of Object.values(keysOf).flat()) expect(key.does in zh.help.keys, key.does).toBe(true)
  })
})
