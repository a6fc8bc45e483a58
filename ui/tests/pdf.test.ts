import { describe, expect, it } from 'vitest'
import { fitting } from '../src/pdf'

describe('a page of a PDF', () => {
  it('is drawn as large as is asked for, and never larger than a canvas can hold', () => {
    expect(fitting(595, 842, 4)).toBe(4)
    const sheet = fitting(14_400, 14_400, 4)
    expect(14_400 * 14_400 * sheet * sheet).toBeLessThanOrEqual(25_000_001)
    const strip = fitting(100, 14_400, 4)
    expect([14_400 * strip, 100 * strip]).toEqual([8_192, 8_192 / 144])
  })
})
