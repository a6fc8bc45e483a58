import type { Pages } from './pdf'

/** An image as a document of one page: drawn on a canvas like a page of PDF, so that one that is turned keeps all of itself in sight. */
export async function openPicture(content: Blob): Promise<Pages> {
  const image = await createImageBitmap(content)
  return {
    count: 1,
    draw(canvas, _, zoom, turn) {
      const density = window.devicePixelRatio || 1
      const lies = turn % 180 !== 0
      const [wide, high] = lies ? [image.height, image.width] : [image.width, image.height]
      // At first as wide as there is room for, and no larger than it is.
      const room = canvas.parentElement?.clientWidth ?? wide
      const scale = Math.min(1, room / (wide / density)) * zoom
      canvas.width = Math.max(1, Math.round(wide * scale))
      canvas.height = Math.max(1, Math.round(high * scale))
      canvas.style.width = `${canvas.width / density}px`
      const context = canvas.getContext('2d')
      if (context) {
        context.translate(canvas.width / 2, canvas.height / 2)
        context.rotate((turn * Math.PI) / 180)
        context.scale(scale, scale)
        context.drawImage(image, -image.width / 2, -image.height / 2)
      }
      return Promise.resolve()
    },
    close() {
      image.close()
      return Promise.resolve()
    },
  }
}
