import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import type { ReplayJob } from '../../shared/src/replay-job.ts'
import type { ReplayGround } from './log-ends.ts'
import { type ServerFigures, watchServer } from './watch-server.ts'

const PARTITIONS = 6
const VALUE_BYTES = 700
const SOURCE = 'bench.source'

/**
 * Kafka's own producer fills the source, as it comes; then the same records are re-published. It writes once more after
 * each: a run is held against the mean of the two beside it, as others may want the machine meanwhile.
 */
export async function measureSpeed(on: ReplayGround, records: number) {
  await on.ends.create(SOURCE, PARTITIONS)
  const java = [await javas(on, SOURCE, records)]
  const runs: Record<string, { perSecond: number; share: number } & ServerFigures> = {}
  for (const name of ['verbatim', 'provenance']) {
    const topic = `bench.copy.${name}`
    await on.ends.create(topic, PARTITIONS)
    const { result, figures } = await watchServer(on.server, replay(on, topic, name === 'provenance'))
    const written = await on.ends.of(topic, PARTITIONS)
    if (written !== records || Number(result.written) !== records)
      throw new Error(`${written} of ${records} are there, ${result.written} said to be written`)
    await on.ends.create(`bench.java.${name}`, PARTITIONS)
    const before = java.at(-1) ?? Number.NaN
    const after = await javas(on, `bench.java.${name}`, records)
    java.push(after)
    const perSecond = Math.round((records * 1000) / ((result.endedAt ?? 0) - result.startedAt))
    runs[name] = { perSecond, share: Number((perSecond / ((before + after) / 2)).toFixed(2)), ...figures }
  }
  return { java, ...runs }
}

async function replay({ client }: ReplayGround, topic: string, provenance: boolean): Promise<ReplayJob> {
  const { id } = await client.start({
    ...{ source: { topics: [SOURCE] }, target: { kind: 'topic', topic }, provenance },
    pace: { by: 'unlimited' },
  })
  return await client.until(id, ['completed'])
}

async function javas({ bootstrap }: ReplayGround, topic: string, records: number): Promise<number> {
  const load = ['--topic', topic, '--num-records', String(records), '--record-size', String(VALUE_BYTES)]
  const settings = ['--throughput', '-1', '--producer-props', 'acks=all']
  const { stdout, stderr } = await kafkaTool(bootstrap, 'ProducerPerformance', [...load, ...settings], {
    timeoutMs: 180_000,
  })
  const last = stdout.trim().split('\n').at(-1) ?? ''
  const perSecond = Number(/([\d.]+) records\/sec/.exec(last)?.[1])
  if (!(perSecond > 0)) throw new Error(`No figure in: ${stdout}${stderr}`)
  return Math.round(perSecond)
}
