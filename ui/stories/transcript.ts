/** What a screen reader is given: roles, names and states of the open page, in reading order (UX-14). */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

interface Value {
  value?: unknown
}

interface Node {
  nodeId: string
  ignored: boolean
  role?: Value
  name?: Value
  description?: Value
  value?: Value
  properties?: { name: string; value: Value }[]
  childIds?: string[]
}

/** States that are spoken where they are set. */
const STATES = ['checked', 'expanded', 'selected', 'pressed', 'disabled', 'required', 'invalid', 'level']
/** What speaks through what it holds, and nothing by itself. */
const SILENT = new Set(['generic', 'none', 'InlineTextBox', 'LineBreak', 'ListMarker', 'Section', 'LabelText', 'paragraph', 'strong', 'StaticText'])
/** Roles that are spoken by their name and value alone, whatever they hold. */
const WHOLE = new Set(['StaticText', 'image', 'button', 'checkbox', 'radio', 'combobox', 'textbox', 'searchbox', 'spinbutton'])
/** What each run of the program says otherwise. */
const PASSING: [RegExp, string][] = [
  [/\d{21}/g, '〔number〕'],
  [/\d{4}年\d{1,2}月\d{1,2}日|\d{1,2} \w+ 20\d{2}|20\d{2}-\d{2}-\d{2}/g, '〔day〕'],
  [/\b\d{1,2}:\d{2}\b/g, '〔time〕'],
  [/(?<=link “)[^“”·]+(?= · )/g, '〔person〕'],
  [/还剩”([^“]*)“\d+ /g, '还剩”$1“〔count〕 '],
]

/** One line for each thing that is spoken, indented by what holds it. */
export async function transcript(page: Page): Promise<string> {
  const line = await page.context().newCDPSession(page)
  const { nodes } = (await line.send('Accessibility.getFullAXTree')) as { nodes: Node[] }
  await line.detach()
  const known = new Map(nodes.map((node) => [node.nodeId, node]))
  const lines: string[] = []
  const speak = (node: Node, depth: number, above: string): void => {
    const role = String(node.role?.value ?? '')
    const name = String(node.name?.value ?? '').replace(/\s+/g, ' ').trim()
    let inner = depth
    // A text that only repeats the name of what holds it is spoken once.
    const text = role === 'StaticText' && name !== '' && name !== above
    if (!node.ignored && (text || !SILENT.has(role))) {
      const states = (node.properties ?? []).filter(({ name, value }) => STATES.includes(name) && value.value !== false && value.value !== 'false' && (name !== 'level' || role === 'heading'))
      const told = states.map(({ name, value }) => (value.value === true || value.value === 'true' ? name : `${name} ${String(value.value)}`))
      const value = node.value?.value ? ` = ${String(node.value.value)}` : ''
      const description = node.description?.value ? ` — ${String(node.description.value)}` : ''
      lines.push(`${'  '.repeat(depth)}${text ? '' : `${role} `}${name ? `“${name}”` : ''}${value}${told.length ? ` [${told.join(', ')}]` : ''}${description}`.trimEnd())
      inner += 1
    }
    if (WHOLE.has(role) && !node.ignored) return
    for (const id of node.childIds ?? []) {
      const child = known.get(id)
      if (child) speak(child, inner, name || above)
    }
  }
  const root = nodes[0]
  if (root) speak(root, 0, '')
  return `${PASSING.reduce((told, [passing, stand]) => told.replace(passing, stand), lines.join('\n'))}\n`
}

/** Compares with what is kept in `transcripts/`; `UPDATE_TRANSCRIPTS=1` keeps what is there now, to be read before it is committed. */
export async function spokenAsKept(page: Page, name: string): Promise<void> {
  const file = fileURLToPath(new URL(`transcripts/${name}.txt`, import.meta.url))
  const spoken = await transcript(page)
  if (process.env.UPDATE_TRANSCRIPTS) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, spoken)
  }
  expect(existsSync(file), `${file} is not kept yet`).toBe(true)
  expect(spoken, `the screen reader's ${name}`).toBe(readFileSync(file, 'utf8'))
}
