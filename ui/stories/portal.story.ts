/** A citizen, without an account and without JavaScript: from the search to the outcome of his case. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, it } from 'vitest'
import type { Answer } from './program'
import type { Reader } from './reader'
import { ELDER, LARGEST, short, STANDARD } from './sizes'
import { stage } from './stage'
import { department, type Department, received, sealed } from './walk'

const on = stage()

/** Number and code as they are printed on the receipt. */
const receipt = (found: Answer): [string, string] => [String(found.number), String(found.query_code)]

/** The words on a printed paper. */
async function printed(paper: Buffer): Promise<string> {
  const file = await getDocument({ data: new Uint8Array(paper) }).promise
  const pages = Array.from({ length: file.numPages }, async (_, at) => (await (await file.getPage(at + 1)).getTextContent()).items)
  // Some fonts name a character by the radical that looks like it.
  return (await Promise.all(pages)).flat().map((item) => ('str' in item ? item.str : '')).join('').normalize('NFKC')
}

/** A page is read downward only: at no width does it run to the side. */
async function fits(reader: Reader, what: string): Promise<void> {
  const [wide, there] = await reader.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
  expect(wide, `${what} runs to the side`).toBeLessThanOrEqual(there ?? 0)
}

const VIEWS = ['', '/elder', '/largest', '/en', '/en/elder', '/en/largest']

/** An address of each kind of page. */
async function pages(at: Department): Promise<string[]> {
  return ['/', '/guides', '/guides?q=不会有的事项', `/guides/${at.item}`, '/progress', '/contact', '/help', '/guides/00000000-0000-7000-8000-000000000000']
}

describe('the citizen', () => {
  it('finds the guide, ticks and prints its papers, and asks with the receipt how the case goes', async () => {
    const at = await department(on.program)
    const reader = await on.read()
    await reader.goTo('/')
    await reader.page.getByLabel('您要办什么事？').fill(at.itemName)
    await reader.page.getByRole('button', { name: '搜索' }).click()
    await reader.page.getByRole('link', { name: at.itemName, exact: true }).first().click()
    await reader.page.getByRole('heading', { level: 1, name: at.itemName }).waitFor()
    const ticks = reader.page.locator('.ticks input')
    expect(await ticks.count()).toBeGreaterThan(1)
    await ticks.first().check()
    await reader.page.emulateMedia({ media: 'print' })
    // On paper: the list with what is ticked, and none of what only a screen can use.
    expect(await ticks.first().isChecked()).toBe(true)
    expect(await reader.page.locator('.ticks').isVisible()).toBe(true)
    expect(await reader.page.locator('.top').isVisible()).toBe(false)
    expect(await ticks.nth(1).evaluate((box) => getComputedStyle(box).borderTopStyle), 'a box is a border').toBe('solid')
    const paper = await printed(await reader.page.pdf({ format: 'A4' }))
    expect(paper.match(/√/g), 'one is ticked').toHaveLength(1)
    expect(paper).not.toContain('长辈版')
    await reader.page.emulateMedia({ media: 'screen' })

    const guide = await on.program.ask('GET', `/api/v1/guides/${at.item}`, null)
    expect(guide.content.name).toBe(at.itemName)
    expect(guide.content.papers).toHaveLength(await ticks.count())
    const [number, code] = receipt(await received(at))
    await reader.page.getByRole('link', { name: '查询进度' }).click()
    await reader.ask(number, code)
    await reader.page.locator('.stage').filter({ hasText: '已收件' }).waitFor()
    expect(await reader.page.locator('main').innerText()).not.toContain('测试申请人')
    expect(reader.page.url(), 'neither number nor code stands in an address').not.toMatch(new RegExp(`${number}|${code}`))
    const told = await on.program.ask('POST', '/api/v1/progress', null, { number, query_code: code })
    expect(told.stage).toBe('received')
    expect(told.clock).toBe('notification')
    await reader.page.locator('dt').filter({ hasText: '受理或者告知补正的时限到期日' }).waitFor()
  })

  it('keeps the answer in another language and size, and finds it with the back button', async () => {
    const at = await department(on.program)
    const [number, code] = receipt(await received(at))
    const reader = await on.read()
    // As the picture on the receipt leads to it: the number is filled in, the code is not.
    await reader.goTo(`/progress?number=${number}`)
    expect([await reader.page.locator('#number').inputValue(), await reader.page.locator('#query_code').inputValue()]).toEqual([number, ''])
    await reader.ask(number, code)
    await reader.page.locator('.stage').filter({ hasText: '已收件' }).waitFor()
    for (const [button, heading, path] of [
      ['English', 'How your case goes', '/en/progress'],
      ['Largest print', 'How your case goes', '/en/largest/progress'],
      ['中文', '办理进度', '/largest/progress'],
      ['长辈版', '办理进度', '/elder/progress'],
    ] as const) {
      await reader.page.getByRole('button', { name: button, exact: true }).click()
      await reader.page.waitForURL(`${on.program.origin}${path}`)
      await reader.page.getByRole('heading', { level: 1, name: heading }).waitFor()
      expect(await reader.page.locator('.facts .code').innerText()).toBe(number)
    }
    await reader.page.getByRole('link', { name: '打电话问部门' }).click()
    await reader.page.getByRole('heading', { level: 1, name: '联系与窗口' }).waitFor()
    await reader.page.goBack()
    expect(await reader.page.locator('.stage').innerText()).toBe('已收件')
    await reader.page.goBack()
    await reader.page.getByRole('heading', { level: 1, name: '办理进度' }).waitFor()
  })

  it('finds guides by theme, and a way out where there are none', async () => {
    const reader = await on.read()
    await reader.goTo('/')
    await reader.page.getByRole('heading', { level: 2, name: '按主题' }).waitFor()
    await reader.page.getByRole('link', { name: '民族宗教', exact: true }).click()
    await reader.page.getByRole('heading', { level: 1, name: '办事指南：民族宗教' }).waitFor()
    const rows = reader.page.locator('.results li')
    expect(await rows.count()).toBeGreaterThan(0)
    const listed = await on.program.ask('GET', `/api/v1/guides?topic=${encodeURIComponent('民族宗教')}`, null)
    expect(listed.rows).toHaveLength(await rows.count())
    await rows.first().getByRole('link').click()
    const content = reader.page.locator('main')
    await content.getByRole('link', { name: '民族宗教', exact: true }).waitFor()
    expect(await content.innerText()).not.toMatch(/来源备注|GitHub|survey|演示:/)
    await reader.goTo('/guides?q=不会有的事项')
    await reader.page.locator('.inset').getByRole('link', { name: '看全部办事指南' }).click()
    expect(await rows.count()).toBeGreaterThan(0)
  })

  it('is told the outcome once the decision is under its seal', async () => {
    const at = await department(on.program)
    const chief = await on.program.colleague('chief')
    const [number, code] = receipt(await sealed(at, chief))
    const reader = await on.read()
    await reader.goTo('/progress')
    await reader.ask(number, code)
    await reader.page.locator('.facts div').filter({ hasText: '办理结果' }).filter({ hasText: '准予' }).waitFor()
    const told = await on.program.ask('POST', '/api/v1/progress', null, { number, query_code: code })
    expect(told.outcome).toBe('grant')
  })

  it('reads every page at 320 pixels, as at 400 % zoom, in every size and language', async () => {
    const at = await department(on.program)
    const reader = await on.read({ width: 320 })
    const [number, code] = receipt(await received(at))
    for (const view of VIEWS) {
      for (const page of await pages(at)) {
        await reader.goTo(`${view}${page}`)
        await fits(reader, `${view}${page}`)
      }
      await reader.goTo(`${view}/progress`)
      await reader.answer(number, code)
      await fits(reader, `${view}/progress, answered`)
    }
  })

  it('reads everything in the sizes of his version, and presses what is large enough', async () => {
    const at = await department(on.program)
    const [number, code] = receipt(await received(at))
    for (const width of [1366, 320]) {
      const reader = await on.read({ width, scripts: true })
      await reader.goTo('/elder/help')
      expect(await short(reader.page, ELDER)).toEqual([])
      await reader.page.evaluate(() => {
        const [link, near] = [document.createElement('a'), document.createElement('p')]
        for (const [name, value] of [['font-size', '12px'], ['line-height', '1.1'], ['min-height', '0'], ['min-width', '0']] as const) link.style.setProperty(name, value)
        near.style.setProperty('margin', '0')
        link.append('小')
        near.append('近')
        document.querySelector('main')?.append(near, near.cloneNode(true), link)
      })
      // What measures sees what is too small and too near.
      expect((await short(reader.page, ELDER)).map((line) => line.split(' ')[0])).toEqual(['text', 'lines', 'target', 'paragraphs'])
      const found: string[] = []
      for (const view of VIEWS) {
        const least = view.endsWith('largest') ? LARGEST : view.endsWith('elder') ? ELDER : STANDARD
        const measured = async (what: string) => found.push(...(await short(reader.page, least)).map((line) => `${what} at ${width}: ${line}`))
        for (const page of await pages(at)) {
          await reader.goTo(`${view}${page}`)
          await measured(`${view}${page}`)
        }
        await reader.goTo(`${view}/progress`)
        await reader.answer('12', '')
        await measured(`${view}/progress, wrong`)
        await reader.answer(number, code)
        await measured(`${view}/progress, answered`)
      }
      expect(found).toEqual([])
    }
  })

  it('learns nothing with a wrong code, and after ten has to wait', async () => {
    const at = await department(on.program)
    const [number, code] = receipt(await received(at))
    const wrong = code === 'AAAAAAAA' ? 'BBBBBBBB' : 'AAAAAAAA'
    const reader = await on.read()
    await reader.goTo('/progress')
    await reader.ask(number, wrong)
    await reader.page.locator('.errors').waitFor()
    expect(await reader.page.locator('#number').inputValue()).toBe(number)
    const said = await reader.page.locator('.errors').innerText()
    // A number that no case has is answered alike.
    await reader.ask(`${number.slice(0, -1)}${(Number(number.slice(-1)) + 1) % 10}`, wrong)
    await reader.page.locator('.errors').waitFor()
    expect(await reader.page.locator('.errors').innerText()).toBe(said)
    // Whoever guesses by machine from the same address uses up the tries of the page as well.
    const guess = () => fetch(`${on.program.origin}/api/v1/progress`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ number, query_code: wrong }) })
    const answers = (await Promise.all(Array.from({ length: 24 }, guess))).map((answer) => answer.status)
    expect(answers).toContain(429)
    await reader.goTo('/progress')
    await reader.ask(number, wrong)
    await reader.page.locator('h1').waitFor()
    expect(await reader.page.locator('main').innerText()).toContain('查询次数过多')
    // The form on its page is still there, and what was not typed again is not told.
    expect(await reader.page.locator('#query_code').inputValue()).toBe('')
  })
})
