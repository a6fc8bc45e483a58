import { describe, expect, it } from 'vitest'
import { paginate } from '../src/paginate'

/** Lines of ten characters, each one high. */
const height = (text: string) => text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / 10)), 0)

describe('pages of a paper', () => {
  it('are one where everything has room', () => {
    expect(paginate('甲\n乙\n', 3, height)).toEqual(['甲\n乙'])
    expect(paginate('', 3, height)).toEqual([''])
  })

  it('are broken between paragraphs, and nothing is lost or said twice', () => {
    expect(paginate('甲\n乙\n丙\n丁', 2, height)).toEqual(['甲\n乙', '丙\n丁'])
    // A paragraph that has room on a page of its own goes there whole.
    expect(paginate(`甲\n${'乙'.repeat(20)}`, 2, height)).toEqual(['甲', '乙'.repeat(20)])
  })

  it('break a paragraph that is longer than a page', () => {
    const text = '甲'.repeat(25)
    const pages = paginate(`头\n${text}`, 2, height)
    expect(pages.every((page) => height(page) <= 2)).toBe(true)
    expect(pages.join('').replace(/\n/g, '')).toBe(`头${text}`)
  })

  it('end where not even a character has room', () => {
    expect(paginate('甲乙', 0, height)).toEqual(['甲', '乙'])
  })
})
