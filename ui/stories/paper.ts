/** A paper that was scanned: a true PDF of so many bytes, one page with words on it. */
export const scanned = (size: number): Buffer => written(size, '/Catalog', '[3 0 R] /Count 1')

function written(size: number, root: string, kids: string): Buffer {
  const words = 'BT /F1 36 Tf 60 700 Td (Business license) Tj ET 40 60 200 20 re f'
  const objects = [
    root === '/Catalog' ? '<< /Type /Catalog /Pages 2 0 R >>' : `<< /Type ${root} 2 0 R >>`,
    `<< /Type /Pages /Kids ${kids} >>`,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${words.length} >>\nstream\n${words}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, number) => {
    const place = text.length
    text += `${number + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const tail = (at: number) =>
    `xref\n0 6\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`
  // The place of the table stands in the tail, whose length its digits change: padded to where they no longer do.
  const padding = size - text.length - tail(size).length - 2
  text += `%${'x'.repeat(padding)}\n`
  return Buffer.from(text + tail(text.length), 'latin1')
}

/** A PDF in form that no reader can show in whole: its second page is not there, or it has no root. */
export function damaged(what: 'page' | 'whole'): Buffer {
  return what === 'page' ? written(2_000, '/Catalog', '[3 0 R 9 0 R] /Count 2') : written(2_000, '/Nothing /Was', '[3 0 R] /Count 1')
}
