/** One server-sent event of a stream that is read by hand, since only a POST can say what is wanted. */
export interface Told {
  kind: string
  data: string
}

/** Cuts text into events as it comes; a half of one waits for the rest. */
export function cutter(): (text: string) => Told[] {
  let rest = ''
  return (text) => {
    rest = (rest + text).replace(/\r\n/g, '\n')
    const found: Told[] = []
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const lines = rest.slice(0, end).split('\n')
      rest = rest.slice(end + 2)
      const field = (name: string) => lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).replace(/^ /, ''))
      const [data, kinds] = [field('data').join('\n'), field('event')]
      if (data) found.push({ kind: kinds[kinds.length - 1] ?? 'message', data })
    }
    return found
  }
}

/** Hears every event until the stream ends. */
export async function hear(stream: ReadableStream<Uint8Array>, heard: (told: Told) => void): Promise<void> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  const cut = cutter()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    cut(decoder.decode(value, { stream: true })).forEach(heard)
  }
}
