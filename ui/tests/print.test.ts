import { describe, expect, it } from 'vitest'
import { dark, lines, numberIn, scanned } from '../src/print'
import { Burst, remembered } from '../src/wedge'

const NUMBER = '512000119261130000001'

describe('the code on a paper', () => {
  it('holds the number alone, and a scanner gives it back', () => {
    const said = new URL(scanned('https://zwfw.example', NUMBER))
    expect([said.pathname, [...said.searchParams], said.hash]).toEqual(['/progress', [['number', NUMBER]], ''])
    expect(numberIn(said.href)).toBe(NUMBER)
    // On papers printed before, it stands behind a `#`.
    expect(numberIn(`https://zwfw.example/progress#${NUMBER}`)).toBe(NUMBER)
    expect(numberIn(` ${NUMBER}\n`)).toBe(NUMBER)
    for (const other of ['', '123', `${NUMBER}0`, `x${NUMBER}`, 'https://zwfw.example/progress']) expect(numberIn(other), other).toBeNull()
  })

  it('is drawn square by square', () => {
    expect(dark([[true, false], [false, true]])).toBe('M0 0h1v1h-1zM1 1h1v1h-1z')
  })
})

describe('a scanner', () => {
  const type = (words: string, pause: number, end = 'Enter') => {
    const burst = new Burst()
    let at = 1_000
    for (const key of words) burst.key(key, (at += pause))
    return burst.key(end, at + pause)
  }

  it('is told from a hand by its pace', () => {
    expect(type(NUMBER, 8)).toBe(NUMBER)
    expect(type(NUMBER, 8, 'Tab')).toBe(NUMBER)
    expect(type(NUMBER, 49)).toBe(NUMBER)
    for (const pause of [50, 120]) expect(type(NUMBER, pause), String(pause)).toBeNull()
    expect(type('张三今天来窗口办理食品经营许可一共二十一个字', 8)).toBeNull()
  })

  it('does not carry what was typed by hand before into the number', () => {
    const burst = new Burst()
    let at = 0
    for (const key of '办件') burst.key(key, (at += 300))
    at += 500
    for (const key of NUMBER) burst.key(key, (at += 8))
    expect(burst.key('Enter', at + 8)).toBe(NUMBER)
  })

  it('leaves nothing in the field that had the focus, and the caret where it was', () => {
    document.body.innerHTML = '<textarea id="words">临时占道</textarea>'
    const field = document.querySelector('textarea')!
    let heard = ''
    field.addEventListener('input', () => (heard = field.value))
    field.focus()
    field.setSelectionRange(2, 2)
    const burst = new Burst()
    let putBack = () => {}
    let at = 5_000
    for (const key of NUMBER) {
      burst.key(key, (at += 8))
      if (burst.fresh) putBack = remembered(document.activeElement)
      const place = field.selectionStart
      field.value = field.value.slice(0, place) + key + field.value.slice(place)
      field.setSelectionRange(place + 1, place + 1)
    }
    expect(field.value).toContain(NUMBER)
    expect(burst.key('Enter', at + 8)).toBe(NUMBER)
    putBack()
    expect([field.value, heard, field.selectionStart, field.selectionEnd]).toEqual(['临时占道', '临时占道', 2, 2])
  })

  it('begins anew with the first key after a pause, also where that is a key that writes nothing', () => {
    const burst = new Burst()
    burst.key('x', 100)
    burst.key('Shift', 1_000)
    let at = 1_000
    for (const key of `H#${NUMBER}`) burst.key(key, (at += 8))
    expect(burst.fresh).toBe(false)
    expect(burst.key('Enter', at + 8)).toBe(NUMBER)
  })
})

describe('the lines of a paper', () => {
  const text = '资阳市市场监督管理局\n受理通知书\n资市监受〔2026〕23号\n办件编号：512000119261201000001\n\n测试申请人：\n　　予以受理。\n\n经办人：谭和\n资阳市市场监督管理局\n（印章）\n2026年12月1日\n'
  const placed = (first: boolean, last: boolean) => lines(text, first, last).map(({ place }) => place)

  it('have titles on top and signatures at the end, each on its page only', () => {
    expect(placed(true, true)).toEqual(['title', 'name', 'title', 'text', 'text', 'text', 'text', 'text', 'text', 'sign', 'sign', 'sign'])
    expect(placed(false, true).filter((place) => place === 'title' || place === 'name')).toEqual([])
    expect(placed(true, false)).not.toContain('sign')
  })

  it('are all there, in their words', () => {
    expect(lines(text, true, true).map(({ words }) => words).join('\n')).toBe(text.trimEnd())
    expect(lines('没有空行', true, true)).toEqual([{ words: '没有空行', place: 'text' }])
  })
})
