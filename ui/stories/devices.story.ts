/** 读卡器、高拍仪 through the simulated bridge: absent, refused by the browser, paired, read, photographed; and a scanner that types. */
import { type ChildProcess, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { graveAtDesk } from './axe'
import { stage } from './stage'
import { department, received } from './walk'

const on = stage()

class Bridge {
  code = ''
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  static async open(origin: string, port: number): Promise<Bridge> {
    const program = join(dirname(process.env.DAOWEI_BIN as string), 'daowei-bridge')
    const child = spawn(program, ['--origin', origin, '--port', String(port)], { stdio: ['pipe', 'pipe', 'inherit'] })
    const lines: Interface = createInterface(child.stdout!)
    return new Promise((resolve, reject) => {
      let bridge: Bridge | null = null
      child.once('exit', (code) => reject(new Error(`the bridge ended with ${code}`)))
      lines.on('line', (line) => {
        const [, port] = /^listening 127\.0\.0\.1:(\d+)$/.exec(line) ?? []
        if (port) bridge = new Bridge(child, Number(port))
        const [, code] = /^pairing code (\d{8})$/.exec(line) ?? []
        if (!code || !bridge) return
        bridge.code = code
        resolve(bridge)
      })
    })
  }

  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve))
    this.child.kill('SIGTERM')
    await ended
  }
}

let bridge: Bridge | null = null
let port = 0

beforeAll(async () => {
  // The port is known before there is a bridge, which takes it later.
  const first = await Bridge.open('http://127.0.0.1:1', 0)
  port = first.port
  await first.end()
  const system = await on.program.colleague('system')
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  await system.post('/api/v1/settings', { key: 'bridge_port', value: port, from: today, document: '设备桥启用通知' })
})
afterAll(() => bridge?.end())

const intake = async () => {
  const desk = await on.open({ bridge: `http://127.0.0.1:${port}` })
  await desk.signIn('clerk')
  await desk.goTo('/desk/intake')
  await desk.page.locator('#applicant-card').waitFor()
  return desk
}

describe('the device bridge', () => {
  it('is named by the policy of the desk, and nothing else is', async () => {
    const answer = await fetch(`${on.program.origin}/desk/`)
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy.split(';').map((part) => part.trim())).toContain(`connect-src 'self' http://127.0.0.1:${port}`)
    expect(policy.match(/https?:/g)).toEqual(['http:'])
  })

  it('is said to be absent within a second, and manual entry goes on', async () => {
    const desk = await intake()
    const begun = Date.now()
    await desk.page.locator('#applicant-card').click()
    await desk.page.getByText('没有找到设备桥').waitFor()
    expect(Date.now() - begun).toBeLessThan(1_000)
    expect(await graveAtDesk(desk.page, 'no bridge')).toEqual([])
    await desk.page.locator('#applicant-name').fill('测试申请人')
    await desk.picture('devices-absent')
  })

  it('is not asked where the browser has refused, and the reader is told what to do', async () => {
    const desk = await intake()
    await desk.page.evaluate(() => {
      const query = navigator.permissions.query.bind(navigator.permissions)
      navigator.permissions.query = async (asked) => (['loopback-network', 'local-network-access'].includes(asked.name as string) ? ({ state: 'denied' } as PermissionStatus) : query(asked))
    })
    const asked: string[] = []
    desk.page.on('request', (request) => asked.push(request.url()))
    await desk.page.locator('#applicant-card').click()
    await desk.page.getByText('LocalNetworkAccessAllowedForUrls').waitFor()
    expect(asked.filter((url) => url.includes(`:${port}/`))).toEqual([])
  })

  it('reads a card into the applicant, and photographs two pages into one PDF', async () => {
    bridge = await Bridge.open(on.program.origin, port)
    const at = await department(on.program)
    const desk = await intake()
    await desk.page.locator('#item').fill(at.itemName)
    await desk.page.locator('#item-found li').first().click()
    await desk.page.locator('#applicant-name:focus').waitFor()
    await desk.page.keyboard.press('Alt+R')
    await desk.page.locator('#applicant-bridge-code').fill('00000000')
    await desk.page.getByRole('button', { name: '配对', exact: true }).click()
    await desk.page.getByText('配对码不对').waitFor()
    await desk.page.locator('#applicant-bridge-code').fill(bridge.code)
    await desk.page.getByRole('button', { name: '配对', exact: true }).click()
    // Paired, it goes on with what was wanted.
    await desk.page.locator('#applicant-source').waitFor()
    expect(await desk.page.locator('#applicant-name').inputValue()).toBe('模拟·张三')
    expect(await desk.page.locator('#applicant-number').inputValue()).toBe('51200019900101001X')
    await desk.page.locator('#applicant-phone').fill('13800000000')
    // What is changed by hand was not read; reading once more makes it so again.
    await desk.page.locator('#applicant-name').fill('模拟·张三丰')
    await desk.page.locator('#applicant-source').waitFor({ state: 'detached' })
    await desk.page.keyboard.press('Alt+R')
    await desk.page.locator('#applicant-source').waitFor()

    await desk.page.locator('#form-0').focus()
    const pace: number[] = []
    for (const name of [/\.jpg/, /\.pdf/]) {
      const begun = Date.now()
      await desk.page.keyboard.press('Alt+P')
      await desk.page.locator('#files-0 [data-state="done"]').filter({ hasText: name }).waitFor()
      pace.push(Date.now() - begun)
    }
    expect(Math.max(...pace), 'milliseconds for a page').toBeLessThan(3_000)
    expect(await desk.page.locator('#files-0 li').count()).toBe(1)
    expect(await desk.page.locator('#files-0').innerText()).toMatch(/SM3 [0-9a-f]{64}/)
    expect(await graveAtDesk(desk.page, 'the intake with devices')).toEqual([])
    await desk.picture('devices-intake')

    await desk.page.locator('#form-all').selectOption('original_seen')
    await desk.receive()
    await desk.confirm('clerk')
    await desk.page.locator('#print-receipt').waitFor()
    await desk.page.getByRole('button', { name: '打开办件' }).click()
    await desk.page.getByText('读卡').first().waitFor()
    await desk.page.getByRole('button', { name: /^附件1 · PDF/ }).click()
    await desk.page.locator('[form="look"]:focus').waitFor()
    await desk.press('Enter')
    // The reader of PDF shows both pages, without the mat around them.
    const canvas = desk.page.locator('.viewed canvas')
    await canvas.waitFor()
    const corner = () => canvas.evaluate((element) => {
      const page = element as HTMLCanvasElement
      return page.width ? page.getContext('2d')!.getImageData(8, 8, 1, 1).data[0] : 0
    })
    await expect.poll(corner, { timeout: 30_000 }).toBeGreaterThan(200)
    await desk.page.getByRole('button', { name: '下一页' }).click()
    await desk.picture('devices-pdf')
  })

  it('is no matter for a scanner, which types: its number opens the case from any page', async () => {
    const at = await department(on.program)
    const found = await received(at)
    const desk = await intake()
    await desk.page.locator('#applicant-name').focus()
    // As a scanner does: the next key does not wait until the page is done with the one before.
    await Promise.all([...found.number, 'Enter'].map((key) => desk.page.keyboard.press(key)))
    await desk.page.waitForURL(`**/desk/cases/${found.id}`)
  })
})
