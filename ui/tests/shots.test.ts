import { describe, expect, it } from 'vitest'
import { type Page, CORNERS, grown, pagesOf, paperIn, pdf, pulled } from '../src/shots'
import type { Upload } from '../src/uploads'

/** A picture of a page on a mat, with writing on the page. */
function picture(width: number, height: number, page: [number, number, number, number]): Uint8Array {
  const [left, top, right, bottom] = page
  return new Uint8Array(width * height).map((_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)]
    if (x < left || x >= right || y < top || y >= bottom) return 40
    return y % 5 === 0 && x > left + 4 && x < right - 4 ? 30 : 240
  })
}

const shot = (at: number): Page => ({ jpeg: new Uint8Array([0xff, 0xd8, at, 0xff, 0xd9]), width: 1220, height: 1720 })
const upload = (key: string) => ({ key }) as Upload

describe('a photographed page', () => {
  it('is cut out where the paper ends and the mat begins', () => {
    const box = paperIn(picture(120, 160, [10, 12, 110, 152]), 120, 160)
    expect(box).toEqual({ left: 10, top: 12, right: 110, bottom: 152 })
  })

  it('is the whole picture where the paper covers the mat, and where there is only a speck of light', () => {
    const whole = { left: 0, top: 0, right: 120, bottom: 160 }
    expect(paperIn(picture(120, 160, [0, 0, 120, 160]), 120, 160)).toMatchObject({ left: 0, right: 120, bottom: 160 })
    const speck = new Uint8Array(120 * 160).fill(40)
    speck[5_000] = 250
    expect(paperIn(speck, 120, 160)).toEqual(whole)
  })

  it('goes into a PDF as it is, each object where the table says', async () => {
    const bytes = new Uint8Array(await pdf([shot(1), shot(2), shot(3)]).arrayBuffer())
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
    expect(text).toMatch(/^%PDF-1\.4\n[^]*\/Count 3[^]*%%EOF\n$/)
    const table = Number(/startxref\n(\d+)\n/.exec(text)![1])
    const places = text.slice(table).match(/^\d{10} 00000 n $/gm)!.map((line) => Number(line.slice(0, 10)))
    expect(places.length).toBe(2 + 3 * 3)
    places.forEach((place, at) => expect(text.slice(place)).toMatch(new RegExp(`^${at + 1} 0 obj\n`)))
    for (const at of [1, 2, 3]) expect(text).toContain(String.fromCharCode(0xff, 0xd8, at, 0xff, 0xd9))
  })

  it('is a file by itself, and one PDF with those that follow', async () => {
    const first = grown(shot(1), [], '营业执照')
    expect([first.file.name, first.instead]).toEqual(['营业执照.jpg', null])
    first.remember(upload('a'))
    const second = grown(shot(2), [upload('x'), upload('a')], '营业执照')
    expect([second.file.name, second.file.type, second.instead?.key]).toEqual(['营业执照.pdf', 'application/pdf', 'a'])
    second.remember(upload('b'))
    const third = grown(shot(3), [upload('b')], '营业执照')
    expect(await third.file.text()).toContain('/Count 3')
    third.remember(upload('c'))
    expect([pagesOf([upload('x'), upload('c')]), pagesOf([upload('x')])]).toEqual([3, 0])
    // What was taken away grows no more.
    expect(grown(shot(4), [upload('x')], '营业执照').instead).toBeNull()
  })

  it('is framed by hand within the picture, and never to nothing', () => {
    const box = { left: 100, top: 100, right: 500, bottom: 400 }
    const [upperLeft, upperRight, , lowerRight] = CORNERS as [(typeof CORNERS)[0], (typeof CORNERS)[0], (typeof CORNERS)[0], (typeof CORNERS)[0]]
    expect(pulled(box, upperLeft, -30, 20, 600, 480)).toEqual({ left: 70, top: 120, right: 500, bottom: 400 })
    expect(pulled(box, upperRight, 900, -900, 600, 480)).toEqual({ left: 100, top: 0, right: 600, bottom: 400 })
    // Pulled over the other side, a strip of it is left.
    expect(pulled(box, lowerRight, -900, -900, 600, 480)).toEqual({ left: 100, top: 100, right: 120, bottom: 116 })
  })
})
