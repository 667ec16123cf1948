/** How soon the built server listens and how much memory it holds idle, with no broker to talk to. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { startBuiltServer } from './built-server.ts'

const RUNS = 5
const IDLE_MS = 5000

async function measure(): Promise<{ listeningMs: number; idleRssMiB: number | null }> {
  const server = await startBuiltServer(['127.0.0.1:1'])
  try {
    await sleep(IDLE_MS)
    return { listeningMs: server.listeningMs, idleRssMiB: residentMiB(server.pid) }
  } finally {
    server.stop()
  }
}

/** Linux tells resident memory in /proc; elsewhere the figure is not known. */
function residentMiB(pid: number): number | null {
  if (process.platform !== 'linux') return null
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
