/** 拍照 with the browser's own camera, where no device bridge is: a page framed by keyboard and by mouse, two pages in one PDF, and what is said where there is no camera. */
import { describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import { Desk, openBrowser } from './desk'
import { stage } from './stage'
import { department, received } from './walk'

/** Chromium's own picture of a camera, and nobody who is asked. */
const on = stage(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'])

/** The intake, with the files of the first paper unfolded. */
async function intake(desk: Desk, itemName: string): Promise<void> {
  await desk.signIn('clerk')
  await desk.goTo('/desk/intake')
  await desk.page.locator('#item').fill(itemName)
  await desk.page.locator('#item-found li').first().click()
  await desk.page.locator('#applicant-name:focus').waitFor()
}

/** How many tracks of cameras run in the page. */
async function watchTracks(desk: Desk): Promise<() => Promise<string[]>> {
  await desk.page.evaluate(() => {
    const seen = window as unknown as { tracks: MediaStreamTrack[] }
    seen.tracks = []
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted)
      seen.tracks.push(...stream.getTracks())
      return stream
    }
  })
  return () => desk.page.evaluate(() => (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map((track) => track.readyState))
}

describe('the camera of the browser', () => {
  it('is allowed to the desk alone', async () => {
    const allowed = async (path: string) => (await fetch(`${on.program.origin}${path}`)).headers.get('permissions-policy') ?? ''
    expect(await allowed('/desk/intake')).toContain('camera=(self)')
    for (const path of ['/', '/desk/screen', '/api/v1/about']) expect(await allowed(path), path).toContain('camera=()')
  })

  it('photographs two pages into one PDF by keyboard, framed by arrow keys and by mouse, and goes dark', async () => {
    const at = await department(on.program)
    const desk = await on.open()
    await intake(desk, at.itemName)
    const tracks = await watchTracks(desk)
    await desk.page.locator('#applicant-name').fill('张三丰')
    await desk.page.locator('#applicant-number').fill('51200019900101001X')
    await desk.page.locator('#applicant-phone').fill('13800000000')
    await desk.page.locator('#form-0').focus()
    await desk.press('Alt+P')
    await desk.page.locator('#camera-shoot:focus').waitFor()
    expect(await tracks()).toEqual(['live'])
    expect(await graveAtDesk(desk.page, 'what the camera sees')).toEqual([])

    // One key, then the frame: the proposal is as wide as the light, the arrows move its corner.
    await desk.press('Enter')
    await desk.page.locator('#camera-keep:focus').waitFor()
    const corner = desk.page.locator('#crop-left-top')
    const said = () => corner.getAttribute('aria-label')
    const before = Number(/横 (\d+)%/.exec((await said()) ?? '')?.[1])
    await corner.focus()
    await desk.press('Shift+ArrowRight', 'Shift+ArrowRight', 'ArrowDown')
    expect(Number(/横 (\d+)%/.exec((await said()) ?? '')?.[1])).toBe(before + 10)
    expect(await graveAtDesk(desk.page, 'the frame')).toEqual([])
    await desk.picture('camera-frame')
    const width = await desk.page.locator('.frame canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).width)
    await desk.page.locator('#camera-keep').focus()
    await desk.press('Enter')
    await desk.page.locator('#camera-shoot:focus').waitFor()
    await desk.page.getByText('已拍 1 页').waitFor()

    // The second page, its frame pulled by mouse to the middle of the picture.
    await desk.press('Enter')
    await desk.page.locator('#camera-keep:focus').waitFor()
    // What is proposed depends on what the camera happens to see, and no corner passes the one across: first the whole, then to the middle.
    const seen = (await desk.page.locator('.frame canvas').boundingBox())!
    for (const [corner, part, there] of [['left-top', 0, /横 0%，纵 0%/], ['right-bottom', 0.5, /横 (49|50|51)%，纵 (49|50|51)%/]] as const) {
      const pulled = desk.page.locator(`#crop-${corner}`)
      const from = (await pulled.boundingBox())!
      await desk.page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
      await desk.page.mouse.down()
      await desk.page.mouse.move(seen.x + seen.width * part, seen.y + seen.height * part, { steps: 4 })
      await expect.poll(() => pulled.getAttribute('aria-label')).toMatch(there)
      await desk.page.mouse.up()
      expect(await desk.page.locator('.frame canvas').boundingBox(), 'nothing has moved under the hand').toEqual(seen)
    }
    await desk.page.locator('#camera-keep').click()
    await desk.page.getByText('已拍 2 页').waitFor()
    await desk.page.locator('#camera-done').click()
    await desk.page.locator('#camera-shoot').waitFor({ state: 'detached' })
    expect(await tracks()).toEqual(['ended'])

    const file = desk.page.locator('#files-0 [data-state="done"]').filter({ hasText: '.pdf' })
    await file.waitFor()
    expect(await desk.page.locator('#files-0 li').count()).toBe(1)
    expect(await file.innerText()).toMatch(/SM3 [0-9a-f]{64}/)
    await desk.page.locator('#form-all').selectOption('original_seen')
    await desk.receive()
    await desk.confirm('clerk')
    await desk.page.locator('#print-receipt').waitFor()
    await desk.page.getByRole('button', { name: '打开办件' }).click()
    await desk.page.getByRole('button', { name: /^附件1 · PDF/ }).click()
    await desk.page.locator('[form="look"]:focus').waitFor()
    await desk.press('Enter')
    const canvas = desk.page.locator('.viewed canvas')
    await canvas.waitFor()
    await desk.page.getByText('1 / 2').waitFor()
    // What the frame left out is not in the page: it is narrower than what the camera saw.
    const link = desk.page.locator('a[target="_blank"][href*="ticket"]')
    const text = await link.evaluate(async (element) => new TextDecoder('latin1').decode(await (await fetch((element as HTMLAnchorElement).href)).arrayBuffer()))
    const widths = [...text.matchAll(/\/Width (\d+)/g)].map((found) => Number(found[1]))
    expect(widths.length).toBe(2)
    expect(Math.max(...widths)).toBeLessThan(width)
  })

  it('leaves the picture where it lies, whatever comes and goes around it', async () => {
    const at = await department(on.program)
    const browser = await openBrowser(['--use-fake-device-for-media-stream=device-count=2', '--use-fake-ui-for-media-stream'])
    try {
      const desk = await Desk.open(browser, on.program)
      await intake(desk, at.itemName)
      await desk.page.locator('#form-0').focus()
      await desk.press('Alt+P')
      await desk.page.locator('#camera-shoot:focus').waitFor()
      await desk.page.locator('#camera-device').waitFor()
      const stage = () => desk.page.locator('.stage').boundingBox()
      const live = await stage()
      await desk.picture('camera-two')
      for (const pages of [1, 2]) {
        await desk.press('Enter')
        await desk.page.locator('#camera-keep:focus').waitFor()
        expect(await stage(), 'with a page').toEqual(live)
        expect(await desk.page.locator('#camera-device').isVisible(), 'nothing to be chosen now').toBe(false)
        await desk.press('Enter')
        await desk.page.getByText(`已拍 ${pages} 页`).waitFor()
        expect(await stage(), 'with a count').toEqual(live)
      }
      await desk.close()
    } finally {
      await browser.close()
    }
  })

  it('scans a paper afterwards on the page of the case', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const desk = await on.open()
    await desk.signIn('clerk')
    await desk.goTo(`/desk/cases/${found.id}`)
    await desk.begin('扫描材料')
    await desk.dialog.locator('#field-paper').selectOption({ index: 1 })
    await desk.dialog.locator('#field-files').getByRole('button', { name: '拍照', exact: true }).click()
    await desk.page.locator('#camera-shoot:focus').waitFor()
    await desk.press('Enter')
    await desk.page.locator('#camera-keep:focus').waitFor()
    await desk.press('Enter')
    await desk.page.locator('#camera-shoot:focus').waitFor()
    await desk.press('Escape')
    await desk.page.locator('#field-files [data-state="done"]').waitFor()
    await desk.submit()
    await desk.page.getByRole('button', { name: /^附件1 · JPEG/ }).waitFor()
  })

  it('is said to be refused, absent, or out of reach, each within a second and in words', async () => {
    const at = await department(on.program)
    for (const [flags, words] of [
      [['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'], 'VideoCaptureAllowedUrls'],
      [['--use-fake-device-for-media-stream=device-count=0', '--use-fake-ui-for-media-stream'], '没有找到摄像头'],
    ] as const) {
      const browser = await openBrowser(flags)
      try {
        const desk = await Desk.open(browser, on.program)
        await intake(desk, at.itemName)
        await desk.page.locator('table button[aria-expanded]').first().click()
        await told(desk, words)
        expect(await graveAtDesk(desk.page, words)).toEqual([])
        await desk.picture(`camera-${words}`)
        // A file is a way on, and the dialog is left by a key.
        await desk.press('Escape')
        await desk.page.locator('#camera-trouble').waitFor({ state: 'detached' })
        if (words.startsWith('没有')) {
          // As on a page that did not come over a secure connection: the browser has no cameras there.
          await desk.page.evaluate(() => Object.defineProperty(navigator, 'mediaDevices', { value: undefined }))
          await told(desk, '安全连接')
        }
        await desk.close()
      } finally {
        await browser.close()
      }
    }
  })
})

/** Asks for the camera, and what is said instead of it comes within a second. */
async function told(desk: Desk, words: string): Promise<void> {
  const begun = Date.now()
  await desk.page.locator('#files-0').getByRole('button', { name: '拍照', exact: true }).click()
  await desk.page.locator('#camera-trouble').filter({ hasText: words }).waitFor()
  expect(Date.now() - begun).toBeLessThan(1_000)
}
