import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import type { ReplayJob } from '../../shared/src/replay-job.ts'
import type { ReplayGround } from './log-ends.ts'
import { watchServer } from './watch-server.ts'

const PARTITIONS = 6
const VALUE_BYTES = 700
const SOURCE = 'bench.source'

/** Kafka's own producer fills the source, as it comes; then the same records are re-published. */
export async function measureSpeed(on: ReplayGround, records: number) {
  await on.ends.create(SOURCE, PARTITIONS)
  const java = [await javas(on, SOURCE, records)]
  const runs: Record<string, unknown> = {}
  for (const provenance of [false, true]) {
    const topic = `bench.copy.${provenance ? 'provenance' : 'verbatim'}`
    await on.ends.create(topic, PARTITIONS)
    const { result, figures } = await watchServer(on.server, replay(on, topic, provenance))
    const written = await on.ends.of(topic, PARTITIONS)
    if (written !== records || Number(result.written) !== records)
      throw new Error(`${written} of ${records} are there, ${result.written} said to be written`)
    const seconds = ((result.endedAt ?? 0) - result.startedAt) / 1000
    runs[provenance ? 'provenance' : 'verbatim'] = { perSecond: Math.round(records / seconds), ...figures }
  }
  await on.ends.create('bench.java', PARTITIONS)
  java.push(await javas(on, 'bench.java', records))
  const best = Math.max(...java)
  const shares = Object.fromEntries(
    Object.entries(runs).map(([name, run]) => [
      name,
      Number(((run as { perSecond: number }).perSecond / best).toFixed(2)),
    ]),
  )
  return { java, ...runs, shares }
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
