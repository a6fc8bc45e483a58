import type { PDFDocumentProxy } from 'pdfjs-dist'

/** Pages of a PDF, drawn here: no plug-in of the browser, no frame, and nothing in the document is carried out. */
export interface Pages {
  count: number
  /** Draws a page; one that is asked for while another is drawn takes its place. */
  draw(canvas: HTMLCanvasElement, page: number, zoom: number, turn: number): Promise<void>
  close(): Promise<void>
}

/** Dots of a side and of a whole canvas at most: what is larger a browser draws as nothing, and without a word. */
const LONGEST_SIDE = 8_192
const LARGEST_AREA = 25_000_000

/** The scale at which a page of that size is drawn: the one that was asked for, or the largest that a canvas can hold. */
export function fitting(width: number, height: number, scale: number): number {
  return Math.min(scale, LONGEST_SIDE / width, LONGEST_SIDE / height, Math.sqrt(LARGEST_AREA / (width * height)))
}

/** The reader of PDF is large and comes when the first one is opened. */
export async function openPdf(data: ArrayBuffer): Promise<Pages> {
  const [reader, worker] = await Promise.all([import('pdfjs-dist/legacy/build/pdf.mjs'), import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?url')])
  reader.GlobalWorkerOptions.workerSrc = worker.default
  const base = import.meta.env.BASE_URL
  const task = reader.getDocument({ data, isEvalSupported: false, enableXfa: false, cMapUrl: `${base}pdf/cmaps/`, cMapPacked: true, standardFontDataUrl: `${base}pdf/standard_fonts/` })
  const document = (await task.promise) as PDFDocumentProxy
  let drawing: { cancel(): void } | null = null
  let asked = 0
  return {
    count: document.numPages,
    async draw(canvas, number, zoom, turn) {
      drawing?.cancel()
      const mine = ++asked
      // Nobody takes the page before for one that cannot be read.
      canvas.width = canvas.height = 0
      const page = await document.getPage(number)
      if (mine !== asked) return
      const rotation = (page.rotate + turn) % 360
      const whole = page.getViewport({ scale: 1, rotation })
      const viewport = page.getViewport({ scale: fitting(whole.width, whole.height, zoom * (window.devicePixelRatio || 1)), rotation })
      canvas.width = viewport.width
      canvas.height = viewport.height
      canvas.style.width = `${whole.width * zoom}px`
      const context = canvas.getContext('2d')
      if (!context) return
      const task = page.render({ canvasContext: context, viewport })
      drawing = task
      await task.promise.catch((cancelled: unknown) => {
        if (!(cancelled instanceof Error) || cancelled.name !== 'RenderingCancelledException') throw cancelled
      })
    },
    async close() {
      drawing?.cancel()
      await task.destroy()
    },
  }
}
