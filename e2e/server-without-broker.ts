import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('../dist/server/main.js', import.meta.url))
const DEADLINE_MS = 10_000

/** The built server with a broker address that nothing listens on. */
export async function startServerWithoutBroker(): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = spawn(
    process.execPath,
    [entry, '--brokers', '127.0.0.1:1', '--port', '4479', '--port-search'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
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
    },
  }
}
