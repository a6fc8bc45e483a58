import { discard, take, type Upload } from './uploads'

/** 高拍仪: a picture of a paper on a dark mat becomes a page, and pages become one file (UX-19). */
export interface Page {
  jpeg: Uint8Array
  width: number
  height: number
}

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** Dots of the camera to the inch, for the size on paper: A4 fills its field. */
const DPI = 150
/** A row or column is of the page where so much of the widest one is as bright as paper. */
const SHARE = 0.3

/** Where the paper lies, from the brightness of each pixel; the whole picture where there is no mat around it. */
export function paperIn(gray: ArrayLike<number>, width: number, height: number): Box {
  const whole = { left: 0, top: 0, right: width, bottom: height }
  const bright = threshold(gray)
  const [rows, columns] = [new Uint32Array(height), new Uint32Array(width)]
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (of(gray, y * width + x) < bright) continue
      rows[y] = of(rows, y) + 1
      columns[x] = of(columns, x) + 1
    }
  }
  const [top, bottom] = extent(rows)
  const [left, right] = extent(columns)
  // A speck of light is no paper.
  return (right - left) * (bottom - top) < (width * height) / 20 ? whole : { left, top, right, bottom }
}

const of = (values: ArrayLike<number>, place: number): number => values[place] ?? 0

/** First and last place at which there is enough of it. */
function extent(counts: Uint32Array): [number, number] {
  const least = Math.max(...counts) * SHARE
  const first = counts.findIndex((count) => count > least)
  const last = Array.from(counts).reverse().findIndex((count) => count > least)
  return first < 0 ? [0, 0] : [first, counts.length - last]
}

/** The brightness that parts the dark from the bright best (Otsu 1979). */
function threshold(gray: ArrayLike<number>): number {
  const counts = new Uint32Array(256)
  let sum = 0
  for (let at = 0; at < gray.length; at += 1) {
    const level = of(gray, at)
    counts[level] = of(counts, level) + 1
    sum += level
  }
  let [best, found, below, sumBelow] = [0, 0, 0, 0]
  for (let level = 0; level < 256; level += 1) {
    below += of(counts, level)
    sumBelow += level * of(counts, level)
    const above = gray.length - below
    if (!below || !above) continue
    const between = below * above * (sumBelow / below - (sum - sumBelow) / above) ** 2
    if (between > found) [found, best] = [between, level + 1]
  }
  return best
}

/** Where the paper lies in a picture. */
export function paperOf(image: ImageBitmap): Box {
  const scale = Math.max(1, Math.ceil(Math.max(image.width, image.height) / 240))
  const [width, height] = [Math.floor(image.width / scale), Math.floor(image.height / scale)]
  const small = canvas(width, height)
  small.drawImage(image, 0, 0, width, height)
  const { data } = small.getImageData(0, 0, width, height)
  const gray = new Uint8Array(width * height).map((_, at) => (of(data, 4 * at) * 299 + of(data, 4 * at + 1) * 587 + of(data, 4 * at + 2) * 114) / 1000)
  const box = paperIn(gray, width, height)
  return { left: box.left * scale, top: box.top * scale, right: box.right * scale, bottom: box.bottom * scale }
}

/** That part of a picture, as a page. */
export async function cut(image: ImageBitmap, box: Box): Promise<Page> {
  const [wide, high] = [box.right - box.left, box.bottom - box.top]
  const large = canvas(wide, high)
  large.drawImage(image, box.left, box.top, wide, high, 0, 0, wide, high)
  const blob = await new Promise<Blob | null>((resolve) => large.canvas.toBlob(resolve, 'image/jpeg', 0.85))
  if (!blob) throw new Error('no picture')
  return { jpeg: new Uint8Array(await blob.arrayBuffer()), width: wide, height: high }
}

/** Cuts the paper out of a picture. */
export async function cropped(picture: Blob): Promise<Page> {
  const image = await createImageBitmap(picture)
  try {
    return await cut(image, paperOf(image))
  } finally {
    image.close()
  }
}

/** A corner of a box: which of its sides move with it. */
export type Corner = readonly [keyof Pick<Box, 'left' | 'right'>, keyof Pick<Box, 'top' | 'bottom'>]
export const CORNERS: readonly Corner[] = [['left', 'top'], ['right', 'top'], ['left', 'bottom'], ['right', 'bottom']]

/** The box with that corner so many pixels further on: never outside of the picture, never smaller than a thirtieth of it. */
export function pulled(box: Box, [side, end]: Corner, x: number, y: number, width: number, height: number): Box {
  const [wide, high] = [Math.ceil(width / 30), Math.ceil(height / 30)]
  const within = (value: number, least: number, most: number) => Math.round(Math.min(Math.max(value, least), most))
  return {
    ...box,
    [side]: side === 'left' ? within(box.left + x, 0, box.right - wide) : within(box.right + x, box.left + wide, width),
    [end]: end === 'top' ? within(box.top + y, 0, box.bottom - high) : within(box.bottom + y, box.top + high, height),
  }
}

function canvas(width: number, height: number): CanvasRenderingContext2D {
  const made = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')
  if (!made) throw new Error('no canvas')
  return made
}

/** One PDF of all pages: each JPEG goes in as it is (ISO 32000-1, 7.4.8), so that nothing is lost and little is written. */
export function pdf(pages: Page[]): Blob {
  const parts: (string | Uint8Array)[] = []
  const places: number[] = []
  let length = 0
  const put = (part: string | Uint8Array) => {
    parts.push(part)
    length += part.length
  }
  const object = (...body: (string | Uint8Array)[]) => {
    places.push(length)
    put(`${places.length} 0 obj\n`)
    body.forEach(put)
    put('\nendobj\n')
  }
  const stream = (head: string, bytes: string | Uint8Array) => object(`<<${head}/Length ${bytes.length}>>\nstream\n`, bytes, '\nendstream')
  put('%PDF-1.4\n')
  // Catalog and list of pages, then three objects for each page: itself, what draws it, its picture.
  object('<</Type/Catalog/Pages 2 0 R>>')
  object(`<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, at) => `${3 + 3 * at} 0 R`).join(' ')}]>>`)
  pages.forEach((page, at) => {
    const [itself, [wide, high]] = [3 + 3 * at, [page.width, page.height].map((pixels) => ((pixels * 72) / DPI).toFixed(2))]
    object(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${wide} ${high}]/Contents ${itself + 1} 0 R/Resources<</XObject<</P ${itself + 2} 0 R>>>>>>`)
    stream('', `q ${wide} 0 0 ${high} 0 0 cm /P Do Q`)
    stream(`/Type/XObject/Subtype/Image/Width ${page.width}/Height ${page.height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode`, page.jpeg)
  })
  const table = length
  put(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`)
  put(`trailer\n<</Size ${places.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`)
  return new Blob(parts as BlobPart[], { type: 'application/pdf' })
}

/** The pages of a file that is still growing, by the key of its upload. */
const growing = new Map<string, Page[]>()

/** The file that one shot more makes, and what it takes the place of: a first page by itself, further ones together in one PDF. */
export function grown(page: Page, files: Upload[], name: string): { file: File; instead: Upload | null; remember(upload: Upload): void } {
  const instead = [...files].reverse().find((upload) => growing.has(upload.key)) ?? null
  const pages = [...(instead ? (growing.get(instead.key) as Page[]) : []), page]
  const file =
    pages.length === 1
      ? new File([page.jpeg as BlobPart], `${name}.jpg`, { type: 'image/jpeg' })
      : new File([pdf(pages)], `${name}.pdf`, { type: 'application/pdf' })
  const remember = (upload: Upload) => {
    if (instead) growing.delete(instead.key)
    growing.set(upload.key, pages)
  }
  return { file, instead, remember }
}

/** The files with one page more, on its way to the server already. */
export function joined(page: Page, files: Upload[], name: string, refusal: string): Upload[] {
  const { file, instead, remember } = grown(page, files, name)
  const [upload] = take([file], [], refusal)
  if (!upload) return files
  remember(upload)
  if (instead) discard(instead)
  return [...files.filter((known) => known.key !== instead?.key), upload]
}

/** How many pages the file has that still grows; 0 where none does. */
export const pagesOf = (files: Upload[]): number => Math.max(0, ...files.map((upload) => growing.get(upload.key)?.length ?? 0))
