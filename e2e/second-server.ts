import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('../dist/server/main.js', import.meta.url))
const DEADLINE_MS = 10_000

export interface SecondServer {
  url: string
  stop(): Promise<void>
}

/** The built server once more, with flags and a data folder of its own, beside the product under test. */
export async function startSecondServer(flags: readonly string[]): Promise<SecondServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-e2e-'))
  const own = ['--port', '4479', '--port-search', '--data-dir', folder]
  const child = spawn(process.execPath, [entry, ...own, ...flags], { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the server did not listen in time')), DEADLINE_MS)
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const said = /"url":"([^"]+)"/.exec(text)?.[1]
      if (!said) return
      clearTimeout(timer)
      resolve(said)
    })
    child.on('exit', (code) => reject(new Error(`the server ended with code ${code}`)))
  })
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
