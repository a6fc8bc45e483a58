/** The program under test: the demo city, made once, copied for whoever wants to change it, served on a free port. */
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Account {
  login: string
  password: string
  roles: string[]
}

function binary(): string {
  const given = process.env.DAOWEI_BIN
  if (!given) throw new Error('DAOWEI_BIN names the program under test')
  return given
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

/** A folder with the demo city in it, as of that day, or of today; gone with `remove`. */
export async function makeCity(anchor?: string): Promise<{ folder: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'daowei-desk-'))
  const program = await Program.start(folder, ['demo', ...(anchor ? ['--anchor', anchor] : [])], await freePort())
  await program.stop()
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export class Program {
  private constructor(
    private readonly folder: string,
    private child: ChildProcess,
    readonly port: number,
  ) {}

  /** Serves a copy of the city that the run has made, at that port or at a free one. */
  static async serve(port?: number): Promise<Program> {
    const city = process.env.DAOWEI_STORY_CITY
    if (!city) throw new Error('the run has made no city')
    const folder = mkdtempSync(join(tmpdir(), 'daowei-desk-'))
    cpSync(city, folder, { recursive: true })
    return Program.start(folder, ['serve'], port ?? (await freePort()))
  }

  static async start(folder: string, words: string[], port: number): Promise<Program> {
    const program = new Program(folder, launch(folder, words, port), port)
    await program.ready()
    return program
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  account(login: string): Account {
    const all = JSON.parse(readFileSync(join(this.folder, 'accounts.json'), 'utf8')) as Account[]
    const found = all.find((account) => account.login === login)
    if (!found) throw new Error(`no account ${login}`)
    return found
  }

  private async ready(): Promise<void> {
    for (;;) {
      if (this.child.exitCode !== null) throw new Error(`the program ended: ${readFileSync(join(this.folder, 'log'), 'utf8')}`)
      const answer = await fetch(`${this.origin}/readyz`).catch(() => null)
      if (answer?.ok) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  /** Stops it as the machine's service manager would. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve))
    this.child.kill('SIGTERM')
    await ended
  }

  /** Serves again, where its readers know it. */
  async again(): Promise<void> {
    this.child = launch(this.folder, ['serve'], this.port)
    await this.ready()
  }

  /** Changes one stored event of that kind in the file of the stopped program, as somebody with the host might; the stream that it belongs to. */
  tamper(kind: string): string {
    const file = join(this.folder, 'daowei.db')
    const [wal] = [`${file}-wal`].filter((path) => existsSync(path))
    if (wal && statSync(wal).size > 0) throw new Error('what was written last does not lie in the file yet')
    const bytes = readFileSync(file)
    const [head, word] = [`"event":{"kind":"${kind}","data":{"case":"`, '"item_version":1,']
    for (let at = bytes.indexOf(head); at >= 0; at = bytes.indexOf(head, at + 1)) {
      const id = bytes.subarray(at + head.length, at + head.length + 36).toString('latin1')
      const place = bytes.indexOf(word, at)
      // A body that lies in two pages of the file is left alone.
      if (place < 0 || place > at + 300 || !/^[0-9a-f-]{36}$/.test(id)) continue
      bytes.write(word.replace('1', '2'), place, 'latin1')
      writeFileSync(file, bytes)
      return `case-${id}`
    }
    throw new Error(`no ${kind} to be changed`)
  }

  /** Stops it and forgets the city. */
  async end(): Promise<void> {
    if (this.child.exitCode === null) await this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Somebody's confirmed session at the same door, beside the browser: through it a story reads what it has brought about. */
  async colleague(login: string): Promise<Colleague> {
    const account = this.account(login)
    const opened = await this.ask('POST', '/api/v1/session', null, { login, password: account.password, transport: 'bearer' })
    const secret = String(opened.secret)
    await this.ask('POST', '/api/v1/session/confirmation', secret, { password: account.password })
    return new Colleague(this, secret)
  }

  async ask(method: string, path: string, secret: string | null, body?: unknown): Promise<Answer> {
    const answer = await fetch(`${this.origin}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(secret ? { authorization: `Bearer ${secret}` } : {}),
        ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text ? (JSON.parse(text) as Answer) : {}
  }
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a story looks into answers of every form
export type Answer = Record<string, any>

export class Colleague {
  constructor(
    private readonly program: Program,
    private readonly secret: string,
  ) {}

  get(path: string): Promise<Answer> {
    return this.program.ask('GET', path, this.secret)
  }

  post(path: string, body: unknown = {}): Promise<Answer> {
    return this.program.ask('POST', path, this.secret, body)
  }
}

function launch(folder: string, words: string[], port: number): ChildProcess {
  const log = openSync(join(folder, 'log'), 'a')
  const { DAOWEI_DATA: _data, DAOWEI_DATABASE: _database, DAOWEI_KEYS: _keys, ...environment } = process.env
  return spawn(binary(), [...words, '--data', folder, '--listen', `127.0.0.1:${port}`], {
    env: environment,
    stdio: ['ignore', log, log],
  })
}
