import type { PDFDocumentProxy } from 'pdfjs-dist'

/** Pages of a PDF, drawn here: no plug-in of the browser, no frame, and nothing in the document is carried out. */
export interface Pages {
  count: number
  /** Draws a page; one that is asked for while another is drawn takes its place. */
  draw(canvas: HTMLCanvasElement, page: number, zoom: number, turn: number): Promise<void>
  close(): Promise<void>
}

/** The reader of PDF is large and comes when the first one is opened. */
export async function openPdf(data: ArrayBuffer): Promise<Pages> {
  const [reader, worker] = await Promise.all([import('pdfjs-dist/legacy/build/pdf.mjs'), import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?url')])
  reader.GlobalWorkerOptions.workerSrc = worker.default
  const base = import.meta.env.BASE_URL
  const task = reader.getDocument({ data, isEvalSupported: false, enableXfa: false, cMapUrl: `${base}pdf/cmaps/`, cMapPacked: true, standardFontDataUrl: `${base}pdf/standard_fonts/` })
  const document = (await task.promise) as PDFDocumentProxy
  let drawing: { cancel(): void } | null = null
  return {
    count: document.numPages,
    async draw(canvas, number, zoom, turn) {
      drawing?.cancel()
      const page = await document.getPage(number)
      const density = window.devicePixelRatio || 1
      const viewport = page.getViewport({ scale: zoom * density, rotation: (page.rotate + turn) % 360 })
      canvas.width = viewport.width
      canvas.height = viewport.height
      canvas.style.width = `${viewport.width / density}px`
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
