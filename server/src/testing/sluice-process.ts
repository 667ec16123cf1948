import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export interface SluiceProcess {
  child: ChildProcess
  /** Resolves with the URL of the line it prints, or rejects when it ends before. */
  url: Promise<string>
  /** Resolves when the process has ended, with everything it wrote. */
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>
}

const main = join(import.meta.dirname, '../main.ts')

/** Sluice as a user starts it: a process of its own, with nothing of this one's environment that could change it. */
export function startSluice(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): SluiceProcess {
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-process-'))
  const child = spawn(process.execPath, [main, '--data-dir', dataDir, ...argv], {
    env: { PATH: process.env.PATH ?? '', HOME: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = new Promise<string>((resolve, reject) => {
    let seen = ''
    child.stdout.on('data', (chunk: Buffer) => {
      seen += chunk.toString()
      const said = /^\{"event":"listening","url":"([^"]+)"\}$/m.exec(seen)
      if (said?.[1] !== undefined) resolve(said[1])
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it listened`)))
  })
  url.catch(() => undefined)
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const ended = Promise.all([code, text(child.stdout), text(child.stderr)]).then(
    ([exit, stdout, stderr]) => ({ code: exit, stdout, stderr }),
  )
  return { child, url, ended }
}

/** Sends bytes as they are and gives back what comes until the other side closes. */
export function sendRaw(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'))
    socket.setTimeout(15_000, () => socket.destroy(new Error('no answer within 15 s')))
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1')
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)))
  })
}
