import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const START_MS = 120_000
const END_MS = 5000

interface Launched {
  child: ChildProcess
  state: string
  output: () => string
  url: string
  ended: Promise<number | null>
}

const launched: Launched[] = []

/** What `npm start` runs, with a state folder of its own. */
async function launch(): Promise<Launched> {
  const state = mkdtempSync(join(tmpdir(), 'sluice-launch-'))
  const child = spawn(process.execPath, ['scripts/start.mjs', '--port', '0'], {
    cwd: root,
    env: { ...process.env, SLUICE_STATE_DIR: state },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const url = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no URL in time:\n${text}`)), START_MS)
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (part: string) => {
        text += part
        const said = /Open\s+(http:\S+)/.exec(text)?.[1]
        if (!said) return
        clearTimeout(timer)
        resolve(said)
      })
    }
    void ended.then((code) => reject(new Error(`the launcher ended with ${code}:\n${text}`)))
  })
  const one = { child, state, output: () => text, url: await url, ended }
  launched.push(one)
  return one
}

/** Processes whose command line names the state folder: Kafka, the sample system's launcher child, the server. */
function processesOf(state: string): { pid: number; command: string }[] {
  return execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8', maxBuffer: 16 << 20 })
    .split('\n')
    .filter((line) => line.includes(state) && !line.includes('ps -eo'))
    .map((line) => ({ pid: Number.parseInt(line, 10), command: line }))
}

async function until(condition: () => boolean, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    if (condition()) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return condition()
}

afterEach(async () => {
  for (const { child, state, ended } of launched.splice(0)) {
    child.kill('SIGTERM')
    await ended
    rmSync(state, { recursive: true, force: true, maxRetries: 3 })
  }
})

describe('npm start', () => {
  it('brings up Kafka, the sample system and the page, and SIGTERM ends all of it within 5 s', async () => {
    const { child, state, url, ended, output } = await launch()
    expect(output()).toMatch(/✓ Kafka .*4\.3\.1 on 127\.0\.0\.1:\d+/)
    expect((await fetch(url)).headers.get('content-type')).toContain('text/html')
    expect(processesOf(state).length).toBeGreaterThanOrEqual(2)
    const asked = Date.now()
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(Date.now() - asked).toBeLessThan(END_MS)
    expect(await until(() => processesOf(state).length === 0, 1000)).toBe(true)
  })

  it('names a part that crashed, with the last lines of its log, and ends the rest', async () => {
    const { state, ended, output } = await launch()
    const server = processesOf(state).find(({ command }) => command.includes('dist/server/main.js'))
    process.kill(server?.pid ?? 0, 'SIGKILL')
    expect(await ended).toBe(1)
    expect(output()).toMatch(/Sluice ended by SIGKILL\. Its last lines \(all of them: .*sluice\.log\)/)
    expect(await until(() => processesOf(state).length === 0, END_MS)).toBe(true)
  })
})
