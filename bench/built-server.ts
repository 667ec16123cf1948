import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('../dist/server/main.js', import.meta.url))
const LISTEN_DEADLINE_MS = 20_000

export interface BuiltServer {
  url: string
  pid: number
  /** From the start of the process to its word that it listens. */
  listeningMs: number
  stop: () => void
}

/** Starts what `npm run build` made, on a free port, and waits until it listens. */
export async function startBuiltServer(
  bootstrap: readonly string[],
  further: readonly string[] = [],
): Promise<BuiltServer> {
  const started = performance.now()
  // As `npm start` runs it.
  const args = [
    '--max-semi-space-size=8',
    entry,
    '--brokers',
    bootstrap.join(','),
    '--port',
    '4490',
    '--port-search',
    ...further,
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const url = await listeningUrl(child)
  child.removeAllListeners('exit')
  const listeningMs = performance.now() - started
  return { url, pid: child.pid ?? 0, listeningMs, stop: () => void child.kill('SIGTERM') }
}

function listeningUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the server did not listen in time')), LISTEN_DEADLINE_MS)
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const said = /"url":"([^"]+)"/.exec(text)?.[1]
      if (!said) return
      clearTimeout(timer)
      resolve(said)
    })
    child.on('exit', (code) => reject(new Error(`the server ended with code ${code}; is it built?`)))
  })
}
