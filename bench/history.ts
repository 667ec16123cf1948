import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NewSample } from '../server/src/store/lag-history/history-writer.ts'
import { LagHistory } from '../server/src/store/lag-history/lag-history.ts'
import { Turns } from '../server/src/store/lag-history/turns.ts'
import { Store } from '../server/src/store/open-store.ts'

/**
 * History of 15 000 groups that read two topics each, a fifth of them moving: what a cycle costs in time of this thread,
 * the longest that others wait for their turn, bytes a sample, rolling up an hour, and reading a group.
 */
const GROUPS = 15_000
const CYCLES = 370
const EVERY_MS = 10_000
const MAX_BYTES = 2 ** 31

const folder = mkdtempSync(join(tmpdir(), 'sluice-history-'))
const said = (): void => {}
const store = new Store({
  dataDir: folder,
  maxBytes: MAX_BYTES,
  log: { info: said, warn: said, error: said },
})
const history = new LagHistory(store, MAX_BYTES)
const begin = Date.UTC(2026, 0, 1)

/** Of this thread: other programs of the machine do not count. */
const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

const turnMs: number[] = []
class MeasuredTurns extends Turns {
  #began = cpuMs()

  override async end(): Promise<void> {
    turnMs.push(cpuMs() - this.#began)
    await super.end()
    this.#began = cpuMs()
  }
}

function* cycle(number: number): Iterable<NewSample> {
  for (let at = 0; at < GROUPS; at += 1) {
    const group = `team-${at % 40}.service-${at}.consumer`
    const moving = at % 5 === 0
    const lag = moving ? BigInt(10_000 + ((at * 31 + number * 7919) % 5003)) : 0n
    for (const topic of [null, `stream-${at % 900}.placed`, `stream-${(at * 7) % 900}.paid`]) {
      const time = {
        ms: moving ? Number(lag) * 3 : 0,
        method: moving ? ('exact' as const) : ('zero' as const),
        atLeast: false,
      }
      const rate = moving ? 100 + ((at + number) % 13) / 10 : 0
      yield {
        ...{ group, topic, partition: null, gap: false },
        sample: {
          lag,
          lagToEnd: lag,
          lost: 0n,
          time,
          commitRate: rate,
          produceRate: rate,
          state: moving ? 'LAGGING' : 'OK',
        },
      }
    }
  }
}

const summary = (list: readonly number[]) => {
  const sorted = list.toSorted((a, b) => a - b)
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1))
  return { p50: at(0.5), p99: at(0.99), longest: at(1), number: list.length }
}

const took: number[] = []
let first = 0
for (let number = 0; number < CYCLES; number += 1) {
  const began = cpuMs()
  await history.record(
    'local',
    { at: begin + number * EVERY_MS, samples: cycle(number), events: [], vanished: [] },
    new MeasuredTurns(),
  )
  if (number === 0) first = cpuMs() - began
  else took.push(cpuMs() - began)
  if (number === 0) {
    turnMs.length = 0
  }
}
const recording = { firstMs: Math.round(first), ms: summary(took), turnMs: summary(turnMs.splice(0)) }
const bytes = store.read((db) => ({
  journal: db.number('SELECT sum(length(data)) FROM lag_journal'),
  file: db.number('PRAGMA page_count') * 4096,
}))
const samples = CYCLES * GROUPS * 3

const rollBegan = cpuMs()
for (let round = 0; round < 20; round += 1)
  await history.upkeep(begin + 3_600_000 + 90_000, new MeasuredTurns())
const rolling = {
  ms: Math.round(cpuMs() - rollBegan),
  turnMs: summary(turnMs.splice(0)),
}
const chunks = store.read((db) => db.number('SELECT sum(length(data)) FROM lag_chunks'))

const reads: Record<string, { ms: number; points: number }> = {}
for (const [name, from, stepMs] of [
  ['hour of samples', begin, null],
  ['hour by the minute', begin, 60_000],
] as const) {
  const began = cpuMs()
  const found = history.read({
    ...{ cluster: 'local', group: 'team-0.service-0.consumer', topic: null, partition: null },
    ...{ from, to: begin + 3_600_000, points: 2_000, stepMs },
  })
  reads[name] = { ms: Number((cpuMs() - began).toFixed(1)), points: found.buckets.length }
}
store.close()
rmSync(folder, { recursive: true, force: true })
console.log(
  JSON.stringify(
    {
      bench: 'history',
      ...{ groups: GROUPS, series: GROUPS * 3, cycles: CYCLES },
      recording,
      bytes: {
        ...{ samples, perSampleJournal: bytes.journal / samples, perSampleFile: bytes.file / samples },
        perSeriesHourRolledUp: chunks / (GROUPS * 3),
      },
      rolling,
      reads,
      rssMb: Math.round(process.memoryUsage().rss / 2 ** 20),
    },
    null,
    2,
  ),
)
