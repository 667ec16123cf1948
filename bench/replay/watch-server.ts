import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BuiltServer } from '../built-server.ts'

const EVERY_MS = 50

export interface ServerFigures {
  rssGrowthMB: number
  /** Of a request that needs nothing but the server's thread: what a loop that is held up would delay. */
  answerMsP50: number
  answerMsP99: number
  answerMsMax: number
}

/** Watches a server from outside while work goes on: its memory, and how soon it answers. */
export async function watchServer<T>(
  server: BuiltServer,
  work: Promise<T>,
): Promise<{ result: T; figures: ServerFigures }> {
  const before = residentMB(server.pid)
  let peak = before
  let over = false
  const settled = work.finally(() => {
    over = true
  })
  settled.catch(() => {})
  const answers: number[] = []
  while (!over) {
    const asked = performance.now()
    const answer = await fetch(`${server.url}/healthz`)
    await answer.arrayBuffer()
    answers.push(performance.now() - asked)
    peak = Math.max(peak, residentMB(server.pid))
    await sleep(EVERY_MS)
  }
  const sorted = answers.sort((a, b) => a - b)
  const at = (share: number) =>
    Number((sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(1))
  const figures = {
    rssGrowthMB: Math.round(peak - before),
    answerMsP50: at(0.5),
    answerMsP99: at(0.99),
    answerMsMax: at(1),
  }
  return { result: await settled, figures }
}

function residentMB(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kib ?? 0) / 1024
}
