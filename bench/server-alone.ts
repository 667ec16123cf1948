/** How soon the built server listens and how much memory it holds idle, with no broker to talk to. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const RUNS = 5
const IDLE_MS = 5000
const entry = fileURLToPath(new URL('../dist/server/main.js', import.meta.url))

async function measure(): Promise<{ listeningMs: number; idleRssMiB: number | null }> {
  const started = performance.now()
  const child = spawn(process.execPath, [entry, '--brokers', '127.0.0.1:1', '--port', '0', '--port-search'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('"listening"')) resolve()
      })
      child.on('exit', (code) => reject(new Error(`the server ended with code ${code}; is it built?`)))
    })
    const listeningMs = performance.now() - started
    await sleep(IDLE_MS)
    return { listeningMs, idleRssMiB: residentMiB(child.pid) }
  } finally {
    child.removeAllListeners('exit')
    child.kill('SIGTERM')
  }
}

/** Linux tells resident memory in /proc; elsewhere the figure is not known. */
function residentMiB(pid: number | undefined): number | null {
  if (process.platform !== 'linux' || pid === undefined) return null
  const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return kib ? Math.round(Number(kib) / 102.4) / 10 : null
}

const runs = []
for (let run = 0; run < RUNS; run++) runs.push(await measure())
const median = (values: number[]): number | undefined =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)]
console.log(
  JSON.stringify({
    bench: 'server-alone',
    runs: RUNS,
    listeningMsMedian: Math.round(median(runs.map((run) => run.listeningMs)) ?? 0),
    idleRssMiBMedian:
      median(runs.flatMap((run) => (run.idleRssMiB === null ? [] : [run.idleRssMiB]))) ?? null,
  }),
)
