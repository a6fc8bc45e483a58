/**
 * A text on pages of one height, broken between paragraphs, or within one that is longer than what is left of a page. Chromium
 * numbers printed pages by style sheet only from version 131 on, so that pages are made here. `height` measures a piece of text.
 */
export function paginate(text: string, room: number, height: (piece: string) => number): string[] {
  const pages: string[] = []
  let page: string[] = []
  const fits = (piece: string) => height([...page, piece].join('\n')) <= room
  const turn = () => {
    if (page.length) pages.push(page.join('\n'))
    page = []
  }
  for (let rest of text.replace(/\n+$/, '').split('\n')) {
    if (!fits(rest) && page.length && height(rest) <= room) turn()
    while (!fits(rest)) {
      const taken = longest(rest, fits)
      // Not even a character has room beside what is there, or on an empty page.
      if (taken === 0 && page.length) {
        turn()
        continue
      }
      const cut = Math.max(taken, 1)
      page.push(rest.slice(0, cut))
      rest = rest.slice(cut)
      turn()
      if (!rest) break
    }
    if (rest || page.length) page.push(rest)
  }
  turn()
  return pages.length ? pages : ['']
}

/** How many characters fit. */
function longest(piece: string, fits: (piece: string) => boolean): number {
  let [low, high] = [0, piece.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(piece.slice(0, middle))) low = middle
    else high = middle - 1
  }
  return low
}
