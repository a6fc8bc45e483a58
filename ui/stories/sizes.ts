/** What a page measures: how large its texts are, how far apart its lines and paragraphs, how large what can be pressed. */
import type { Page } from 'playwright-core'

/** In CSS pixels, what a page must keep (reliability.md §4.1: 18 and 30 pt are 24 and 40 pixels). */
export interface Measure {
  text: number
  target: number
  /** Whether lines and paragraphs are measured too. */
  spacing: boolean
}

export const STANDARD: Measure = { text: 14, target: 44, spacing: false }
export const ELDER: Measure = { text: 24, target: 60, spacing: true }
export const LARGEST: Measure = { text: 40, target: 60, spacing: true }

/** Everything on the open page that keeps less than that, each in a line. */
export function short(page: Page, least: Measure): Promise<string[]> {
  return page.evaluate(({ text, target, spacing }) => {
    const found = new Set<string>()
    const named = (element: Element) => `${element.tagName.toLowerCase()}.${element.className || element.parentElement?.className} “${(element.textContent ?? '').trim().slice(0, 20)}”`
    const seen = (element: Element) => {
      const box = element.getBoundingClientRect()
      // What only a screen reader reads, and what waits beside the page for the keyboard.
      return box.width > 1 && box.height > 1 && box.right > 0 && getComputedStyle(element).visibility === 'visible'
    }
    const short = (is: number, least: number) => is < least - 0.5
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (words.nextNode()) {
      const holder = words.currentNode.parentElement
      if (!holder || !words.currentNode.textContent?.trim() || !seen(holder)) continue
      const style = getComputedStyle(holder)
      const size = parseFloat(style.fontSize)
      if (short(size, text)) found.add(`text of ${size}: ${named(holder)}`)
      if (spacing && parseFloat(style.lineHeight) / size < 1.3) found.add(`lines ${parseFloat(style.lineHeight) / size} apart: ${named(holder)}`)
    }
    for (const element of document.querySelectorAll('a, button, input:not([type="hidden"]), select, summary, [role="button"]')) {
      const box = element.getBoundingClientRect()
      if (seen(element) && (short(box.width, target) || short(box.height, target))) found.add(`target of ${Math.round(box.width)} × ${Math.round(box.height)}: ${named(element)}`)
    }
    if (spacing) {
      // A hint belongs to its field, as a label does.
      for (const paragraph of document.querySelectorAll('p:not(.hint):not(.error)')) {
        const next = paragraph.nextElementSibling
        if (!next || !/^(P|UL|OL)$/.test(next.tagName) || !seen(paragraph) || !seen(next)) continue
        const gap = next.getBoundingClientRect().top - paragraph.getBoundingClientRect().bottom
        const line = parseFloat(getComputedStyle(paragraph).lineHeight)
        if (short(gap, line * 1.3)) found.add(`paragraphs ${Math.round(gap)} apart with lines of ${Math.round(line)}: ${named(paragraph)}`)
      }
    }
    return [...found]
  }, least)
}
