/** Files of papers: sent at the counter, broken off half-way, resumed, handed in, and seen by whoever examines the case. */
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import { damaged, scanned } from './paper'
import { stage } from './stage'
import { department, happened, received } from './walk'

const on = stage()
const PART = 256 * 1024
const NAME = '营业执照扫描件.pdf'

describe('files of papers', () => {
  it('goes on where it broke off, over a restart of the server and a reload of the page', async () => {
    const at = await department(on.program)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo('/desk/intake')
    await desk.page.locator('#item').fill(at.itemName)
    await desk.page.locator('#item-found li').first().click()
    await desk.page.locator('#applicant-name').fill('张三丰')
    await desk.page.locator('#applicant-number').fill('51200019900101001X')
    await desk.page.locator('#applicant-phone').fill('13800000000')
    const fold = desk.page.locator('table button[aria-expanded]').first()
    await fold.click()
    const drop = desk.page.locator('#files-0')
    const chooser = drop.locator('input[multiple]')
    const offsets: number[] = []
    desk.page.on('request', (request) => {
      const offset = request.url().split('/parts/')[1]
      if (offset) offsets.push(Number(offset))
    })

    // What is none of the forms is said to be none before anything is sent.
    await chooser.setInputFiles({ name: '安装程序.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') })
    await drop.locator('[data-state="refused"]').waitFor()
    await drop.getByRole('button', { name: /^移除/ }).click()
    expect(offsets).toEqual([])

    // The line breaks after three of six parts.
    await desk.page.route('**/parts/*', (route) => (Number(route.request().url().split('/parts/')[1]) >= 3 * PART ? route.abort() : route.continue()))
    const file = { name: NAME, mimeType: 'application/pdf', buffer: scanned(5 * PART + 1_000) }
    await chooser.setInputFiles(file)
    await drop.locator('[data-state="broken"]').waitFor()
    await desk.page.getByRole('button', { name: '收件（Alt+Enter）' }).click()
    await desk.page.locator('.error-summary:focus').getByText('文件还在上传').waitFor()
    const kept = async () => (await at.clerk.get('/api/v1/drafts/intake')).content.papers[0].files[0]
    await expect.poll(async () => (await kept())?.sent, { timeout: 30_000 }).toBe(3 * PART)

    await on.program.stop()
    await on.program.again()
    await desk.page.unroute('**/parts/*')
    offsets.length = 0
    await desk.page.reload()
    await fold.click()
    await drop.locator('[data-state="unchosen"]').waitFor()
    expect(await drop.innerText()).toContain('再选一次')
    await chooser.setInputFiles(file)
    await drop.locator('[data-state="done"]').waitFor()
    expect(offsets).toEqual([3 * PART, 4 * PART, 5 * PART])
    expect(await drop.innerText()).toMatch(/SM3 [0-9a-f]{64}/)
    expect(await graveAtDesk(desk.page, 'files at the intake')).toEqual([])
    await desk.picture('files-intake')

    // A paper with files has a form; then the case is received with them.
    await desk.page.locator('#form-all').selectOption('original_seen')
    await desk.page.keyboard.press('Alt+Enter')
    await desk.confirm('clerk')
    await desk.page.locator('#print-receipt').waitFor()
    await desk.page.getByRole('button', { name: '打开办件' }).click()
    await desk.page.getByRole('button', { name: /^附件1/ }).click()
    await desk.page.locator('[form="look"]:focus').waitFor()
    await desk.press('Enter')
    const canvas = desk.page.locator('.viewed canvas')
    await canvas.waitFor()
    const drawn = () => canvas.evaluate((element) => {
      const page = element as HTMLCanvasElement
      const pixels = page.width ? page.getContext('2d')!.getImageData(0, 0, page.width, page.height).data : []
      return Array.from(pixels).some((value, place) => place % 4 < 3 && value < 64)
    })
    await expect.poll(drawn, { timeout: 30_000 }).toBe(true)
    expect(await desk.dialog.innerText()).toContain(NAME)
    await desk.page.getByRole('button', { name: '放大' }).click()
    await desk.page.getByRole('button', { name: '旋转' }).click()
    await expect.poll(drawn, { timeout: 30_000 }).toBe(true)
    expect(await graveAtDesk(desk.page, 'the viewer')).toEqual([])
    await desk.picture('files-viewer')
    const bytes = await desk.page.evaluate(async () => {
      const link = document.querySelector<HTMLAnchorElement>('a[target="_blank"][href*="ticket"]')!
      const answer = await fetch(link.href)
      return { size: (await answer.arrayBuffer()).byteLength, kind: answer.headers.get('content-type') }
    })
    expect(bytes).toEqual({ size: file.buffer.length, kind: 'application/pdf' })
  })

  it('scans a paper afterwards, and gives the original back against signature', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.begin('扫描材料')
    await desk.dialog.locator('#field-paper').selectOption({ index: 1 })
    // Pasted from the clipboard: the browser's own event, with a picture in it.
    await desk.dialog.locator('#field-files').evaluate(async (element) => {
      const canvas = document.createElement('canvas')
      canvas.width = 320
      canvas.height = 200
      canvas.getContext('2d')!.fillRect(20, 20, 200, 100)
      const picture = await new Promise<Blob>((resolve) => canvas.toBlob((blob) => resolve(blob!), 'image/png'))
      const data = new DataTransfer()
      data.items.add(new File([picture], 'image.png', { type: 'image/png' }))
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
    })
    await desk.dialog.locator('[data-state="done"]').waitFor()
    await desk.submit()
    const open = desk.page.getByRole('button', { name: /^附件1 · PNG/ })
    await open.waitFor()
    await open.click()
    await desk.page.locator('[form="look"]').click()
    const canvas = desk.page.locator('.viewed canvas')
    await canvas.waitFor()
    /** Its size, and whether the middle of what was drawn is dark: the picture's lies at (120, 70) of 320 × 200. */
    const drawn = (x: number, y: number) => canvas.evaluate((element, [x, y]) => {
      const page = element as HTMLCanvasElement
      const [, , , covered] = page.getContext('2d')!.getImageData(x!, y!, 1, 1).data
      return [page.width, page.height, covered! > 128]
    }, [x, y])
    await expect.poll(() => drawn(120, 70)).toEqual([320, 200, true])
    expect(await drawn(300, 180)).toEqual([320, 200, false])
    // Turned, it is all there: as high as it was wide, and nothing of it beyond the edge.
    await desk.page.getByRole('button', { name: '旋转' }).click()
    await expect.poll(() => drawn(130, 120)).toEqual([200, 320, true])
    expect(await drawn(20, 300)).toEqual([200, 320, false])
    const [frame, page] = await Promise.all([desk.page.locator('.viewed').boundingBox(), canvas.boundingBox()])
    expect(page!.y).toBeGreaterThanOrEqual(frame!.y)
    await desk.picture('files-turned')
    await desk.page.keyboard.press('Escape')

    await desk.begin('退还原件')
    await desk.dialog.locator('#field-signed_by').fill('测试申请人')
    await desk.submit('clerk')
    await desk.page.getByText('已退还').first().waitFor()
    expect(await happened(at.clerk, found.id)).toEqual(expect.arrayContaining(['case.paper_scanned', 'case.originals_returned']))
    await desk.picture('files-case')
  })

  it('says of a file that was not taken that it must go, and of a page that cannot be read which one it is', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${found.id}`)
    const scan = async (name: string, buffer: Buffer) => {
      await desk.begin('扫描材料')
      await desk.dialog.locator('#field-paper').selectOption({ index: 1 })
      expect(await desk.dialog.locator('.drop').innerText()).toContain('每个不超过 20 MB')
      await desk.dialog.locator('input[multiple]').setInputFiles({ name, mimeType: 'application/pdf', buffer })
    }
    // It is called PDF and is none: the server says why, and going on would not help.
    await scan('其实不是.pdf', Buffer.from('这不是 PDF 文件'))
    const failed = desk.dialog.locator('[data-state="failed"]')
    await failed.waitFor()
    expect(await failed.getByRole('button', { name: '继续' }).count()).toBe(0)
    await desk.submit()
    await desk.dialog.locator('.error-summary:focus').getByText('请移除它').waitFor()
    expect(await desk.dialog.innerText()).not.toContain('还在上传')
    await failed.getByRole('button', { name: /^移除/ }).click()
    await desk.dialog.locator('input[multiple]').setInputFiles({ name: '缺第二页.pdf', mimeType: 'application/pdf', buffer: damaged('page') })
    await desk.dialog.locator('[data-state="done"]').waitFor()
    await desk.submit()
    const open = desk.page.getByRole('button', { name: /^附件\d · PDF/ })
    await open.first().waitFor()
    await open.first().click()
    await desk.page.locator('[form="look"]').click()
    const canvas = desk.page.locator('.viewed canvas')
    await canvas.waitFor()
    await expect.poll(() => canvas.evaluate((page) => (page as HTMLCanvasElement).width), { timeout: 30_000 }).toBeGreaterThan(100)
    await desk.dialog.getByRole('button', { name: '下一页' }).click()
    await desk.dialog.getByText('第 2 页打不开').waitFor()
    expect(await canvas.isVisible(), 'no page stands where another is told').toBe(false)
    await desk.picture('files-unreadable-page')
    await desk.dialog.getByRole('button', { name: '上一页' }).click()
    await canvas.waitFor()
    // As large as it gets, it is still drawn.
    for (let step = 0; step < 8; step += 1) await desk.dialog.getByRole('button', { name: '放大' }).click()
    await expect.poll(() => canvas.evaluate((page) => (page as HTMLCanvasElement).width), { timeout: 30_000 }).toBeGreaterThan(2_000)
    await desk.page.keyboard.press('Escape')
    await desk.page.locator('.viewed').waitFor({ state: 'hidden' })

    await scan('没有目录.pdf', damaged('whole'))
    await desk.dialog.locator('[data-state="done"]').waitFor()
    await desk.submit()
    await expect.poll(() => open.count(), { timeout: 30_000 }).toBe(2)
    await open.nth(1).click()
    await desk.page.locator('[form="look"]').click()
    await desk.dialog.getByText('这个文件打不开').waitFor()
    expect(await desk.dialog.innerText()).not.toContain('Invalid PDF')
  })

  it('lies ready when a draft is given up, is taken for another paper, or deleted', async () => {
    const at = await department(on.program)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo('/desk/intake')
    await desk.page.locator('#item').fill(at.itemName)
    await desk.page.locator('#item-found li').first().click()
    await desk.page.locator('table button[aria-expanded]').first().click()
    const drop = desk.page.locator('#files-0')
    for (const name of ['待附甲.pdf', '待附乙.pdf']) {
      await drop.locator('input[multiple]').setInputFiles({ name, mimeType: 'application/pdf', buffer: scanned(3_000) })
      await drop.locator('[data-state="done"]').filter({ hasText: name }).waitFor()
    }
    await expect.poll(async () => (await at.clerk.get('/api/v1/drafts/intake')).content.papers[0].files.length, { timeout: 30_000 }).toBe(2)

    // The page knows that the draft holds them, and leads back to it.
    await desk.goTo('/desk/files')
    await desk.page.getByRole('heading', { level: 1, name: '我的待附文件' }).waitFor()
    const row = (name: string) => desk.page.locator('tbody tr[data-file]').filter({ hasText: name })
    await row('待附甲').getByText('在收件草稿中').waitFor()
    expect(await graveAtDesk(desk.page, 'files in waiting')).toEqual([])
    await desk.picture('files-waiting')
    await row('待附乙').getByRole('link').click()
    await desk.page.locator('#applicant-name').waitFor()

    // The draft is given up; the files are not, until one is deleted.
    await desk.page.getByRole('button', { name: '重置' }).click()
    await desk.page.getByRole('button', { name: '清空' }).click()
    await expect.poll(async () => (await desk.page.locator('#files-0').count())).toBe(0)
    await desk.goTo('/desk/files')
    await row('待附乙').getByRole('button', { name: /^删除/ }).click()
    await row('待附乙').getByRole('button', { name: /^确认删除/ }).click()
    await row('待附乙').waitFor({ state: 'detached' })
    await row('待附甲').getByText('去收件选用').waitFor()

    // It is taken for what an application on no list brought along, put back, and taken again.
    await row('待附甲').getByRole('link').click()
    await desk.page.locator('#matter').fill('办理一件清单以外的事')
    await desk.page.locator('#applicant-name').fill('张三丰')
    await desk.page.locator('#applicant-number').fill('51200019900101001X')
    await desk.page.locator('#applicant-phone').fill('13800000000')
    const beyond = desk.page.locator('#files-unlisted')
    const pick = async () => {
      await beyond.getByRole('button', { name: '待附文件' }).click()
      await desk.page.getByRole('button', { name: '选用 待附甲.pdf' }).click()
      await beyond.locator('[data-state="done"]').filter({ hasText: '待附甲' }).waitFor()
    }
    await pick()
    await beyond.getByRole('button', { name: /^移除/ }).click()
    await pick()
    // What broke off half-way is said to want its bytes again after a reload.
    await desk.page.route('**/parts/*', (route) => route.abort())
    await beyond.locator('input[multiple]').setInputFiles({ name: '半途.pdf', mimeType: 'application/pdf', buffer: scanned(2_000) })
    await beyond.locator('[data-state="broken"]').waitFor()
    await expect.poll(async () => (await at.clerk.get('/api/v1/drafts/intake')).content.unlistedFiles.map((file: { state: string }) => file.state), { timeout: 30_000 }).toEqual(['done', 'broken'])
    await desk.page.unroute('**/parts/*')
    await desk.page.reload()
    await beyond.locator('[data-state="unchosen"]').waitFor()
    await beyond.getByRole('button', { name: '移除 半途.pdf' }).click()
    expect(await graveAtDesk(desk.page, 'an application on no list')).toEqual([])
    await desk.picture('files-unlisted')
    await desk.page.keyboard.press('Alt+Enter')
    await desk.confirm('clerk')
    await desk.page.locator('#print-receipt').waitFor()
    await desk.page.getByRole('button', { name: '打开办件' }).click()
    await desk.page.locator('#files-beyond').getByRole('button', { name: /^附件1 · PDF/ }).click()
    await desk.page.locator('[form="look"]:focus').waitFor()
    await desk.press('Enter')
    await desk.page.locator('.viewed canvas').waitFor()
    expect(await desk.dialog.innerText()).toContain('待附甲.pdf')
    await desk.press('Escape')
    await desk.page.locator('.viewed canvas').waitFor({ state: 'detached' })

    // One more, scanned afterwards.
    await desk.begin('扫描材料')
    await desk.dialog.locator('#field-paper').selectOption({ label: '清单外材料的附件' })
    await desk.dialog.locator('#field-files input[multiple]').setInputFiles({ name: '补传.pdf', mimeType: 'application/pdf', buffer: scanned(2_000) })
    await desk.dialog.locator('[data-state="done"]').waitFor()
    await desk.submit()
    await desk.page.locator('#files-beyond').getByRole('button', { name: /^附件2/ }).waitFor()
    expect((await at.clerk.get('/api/v1/files')).rows).toEqual([])
  })
})
