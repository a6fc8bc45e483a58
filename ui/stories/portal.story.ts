/** A citizen, without an account and without JavaScript: from the search to the outcome of his case. */
import { describe, expect, it } from 'vitest'
import type { Answer } from './program'
import type { Reader } from './reader'
import { stage } from './stage'
import { department, type Department, received, sealed } from './walk'

const on = stage()

/** Number and code as they are printed on the receipt. */
const receipt = (found: Answer): [string, string] => [String(found.number), String(found.query_code)]

/** A page is read downward only: at no width does it run to the side. */
async function fits(reader: Reader, what: string): Promise<void> {
  const [wide, there] = await reader.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
  expect(wide, `${what} runs to the side`).toBeLessThanOrEqual(there ?? 0)
}

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
    const paper = await reader.page.pdf({ format: 'A4' })
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-')
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
    for (const view of ['', '/en', '/elder', '/largest']) {
      for (const page of await pages(at)) {
        await reader.goTo(`${view}${page}`)
        await fits(reader, `${view}${page}`)
      }
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
    const answers: number[] = []
    reader.page.on('response', (answer) => answers.push(answer.status()))
    for (let guess = 0; guess < 12 && !answers.includes(429); guess += 1) {
      await reader.goTo('/progress')
      await reader.ask(number, wrong)
      await reader.page.locator('h1').waitFor()
    }
    expect(answers).toContain(429)
    expect(await reader.page.locator('main').innerText()).toContain('查询次数过多')
    // The form on its page is still there, and what was not typed again is not told.
    expect(await reader.page.locator('#query_code').inputValue()).toBe('')
  })
})
