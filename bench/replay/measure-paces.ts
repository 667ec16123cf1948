import { setTimeout as sleep } from 'node:timers/promises'
import { createRealWriter } from '../../server/src/kafka/real/real-writer.ts'
import { connectionTo } from '../../server/src/kafka/testing/connection-to.ts'
import type { ReplayPace } from '../../shared/src/replay.ts'
import { fillWithRecords } from './fill.ts'
import type { ReplayGround } from './log-ends.ts'

const PARTITIONS = 4
const PER_SECOND = 2_000
const FACTOR = 20
/** Of the source, between two records: bursts and pauses by turns. */
const GAPS_MS = [0, 0, 5, 40, 400, 1_000, 5, 2_000, 0, 50]
const EVERY_MS = 250

interface Sample {
  ms: number
  records: number
}

/** How many records Kafka has at each moment, against how many it should have. */
export async function measurePaces(on: ReplayGround, seconds: number) {
  return { rate: await rate(on, seconds), timing: await timing(on, seconds) }
}

async function rate(on: ReplayGround, seconds: number) {
  const topic = 'bench.rate'
  const records = PER_SECOND * seconds
  await fillWithRecords(on.bootstrap, { topic, partitions: PARTITIONS, records, bytes: 300 })
  const pace = { by: 'rate' as const, recordsPerSecond: PER_SECOND, bytesPerSecond: null }
  const samples = await watched(on, topic, pace)
  const [first, last] = [samples[0], samples.findLast(({ records: there }) => there < records)]
  if (first === undefined || last === undefined) throw new Error('it was over at once')
  const perSecond = ((last.records - first.records) * 1000) / (last.ms - first.ms)
  // Each stretch of five seconds for itself: an average hides bursts.
  const stretches: number[] = []
  for (const [at, from] of samples.entries()) {
    const to = samples.slice(at).find(({ ms }) => ms - from.ms >= 5_000)
    if (to === undefined || to.records >= records) break
    stretches.push(((to.records - from.records) * 1000) / (to.ms - from.ms))
  }
  const off = (value: number) => Number(((value / PER_SECOND - 1) * 100).toFixed(2))
  return {
    asked: PER_SECOND,
    perSecond: Math.round(perSecond),
    offPercent: off(perSecond),
    worstFiveSecondsPercent: off(
      stretches.reduce((worst, one) =>
        Math.abs(one - PER_SECOND) > Math.abs(worst - PER_SECOND) ? one : worst,
      ),
    ),
  }
}

async function timing(on: ReplayGround, seconds: number) {
  const topic = 'bench.timing'
  const times = timesOf(seconds * 1_000 * FACTOR)
  await fillTimed(on.bootstrap, topic, times)
  const maxGapMs = 86_400_000
  const samples = await watched(on, topic, { by: 'timing', factor: FACTOR, maxGapMs })
  const begun = times[0] ?? 0
  const lasts = ((times.at(-1) ?? 0) - begun) / FACTOR
  const from = samples[0]
  const to = samples.find(({ records }) => records === times.length)
  if (from === undefined || to === undefined) throw new Error('not all of it was seen')
  // How late what is there is, against the first sample: the time of the last record there.
  const due = ({ records }: Sample) => ((times[records - 1] ?? begun) - begun) / FACTOR
  const late = samples
    .filter(({ records }) => records < times.length)
    .map((sample) => sample.ms - from.ms - (due(sample) - due(from)))
  const took = to.ms - from.ms + due(from)
  return {
    factor: FACTOR,
    records: times.length,
    lastsMs: Math.round(lasts),
    tookMs: Math.round(took),
    offPercent: Number(((took / lasts - 1) * 100).toFixed(2)),
    lateMsMost: Math.round(Math.max(...late)),
    earlyMsMost: Math.round(-Math.min(...late)),
  }
}

function timesOf(spanMs: number): number[] {
  const times: number[] = []
  const end = Date.now() - 60_000
  for (let at = 0, index = 0; at < spanMs; index += 1) {
    times.push(end - spanMs + at)
    at += GAPS_MS[index % GAPS_MS.length] ?? 0
  }
  return times
}

async function fillTimed(bootstrap: string[], topic: string, times: readonly number[]): Promise<void> {
  const writer = createRealWriter(connectionTo(bootstrap))
  try {
    await writer.createTopic({ name: topic, partitions: PARTITIONS, replicationFactor: null, configs: [] })
    const batches = Array.from({ length: PARTITIONS }, (_, partition) => ({
      ...{ topic, partition },
      records: times
        .filter((_time, at) => at % PARTITIONS === partition)
        .map((time) => ({
          ...{ timestamp: BigInt(time), key: null, value: Buffer.from(String(time)), headers: [] },
        })),
    }))
    for (const outcome of await writer.produce(batches)) if (!outcome.ok) throw outcome.fault
  } finally {
    await writer.close()
  }
}

/** Re-publishes a topic, and asks Kafka all the while how far the target is; from the first record on. */
async function watched(on: ReplayGround, source: string, pace: ReplayPace): Promise<Sample[]> {
  const topic = `${source}.copy`
  await on.ends.create(topic, PARTITIONS)
  const { id } = await on.client.start({
    ...{ source: { topics: [source] }, target: { kind: 'topic', topic }, pace },
  })
  const samples: Sample[] = []
  let ended = false
  const end = on.client.until(id, ['completed']).finally(() => {
    ended = true
  })
  end.catch(() => {})
  while (!ended) {
    const asked = performance.now()
    const records = await on.ends.of(topic, PARTITIONS)
    if (records > 0) samples.push({ ms: (asked + performance.now()) / 2, records })
    await sleep(EVERY_MS)
  }
  await end
  samples.push({ ms: performance.now(), records: await on.ends.of(topic, PARTITIONS) })
  return samples
}
