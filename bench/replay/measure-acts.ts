import { setTimeout as sleep } from 'node:timers/promises'
import { fillWithRecords } from './fill.ts'
import type { ReplayGround } from './log-ends.ts'
import { readSources } from './read-sources.ts'

const SOURCE = 'bench.acts'
const PARTITIONS = 4
const RECORDS = 400_000
const PER_SECOND = 20_000
const ROUNDS = 5
/** Nothing may come so long after an answer. */
const QUIET_MS = 1_500

/** How soon pause, resume and abort hold, and whether anything is produced once they are answered. */
export async function measureActs(on: ReplayGround) {
  const { client, ends, bootstrap } = on
  await fillWithRecords(bootstrap, { topic: SOURCE, partitions: PARTITIONS, records: RECORDS, bytes: 300 })
  const pause: number[] = []
  const resume: number[] = []
  const abort: number[] = []
  let after = 0
  for (const guarantee of ['at-least-once', 'exactly-once'] as const) {
    const topic = `${SOURCE}.${guarantee}`
    await ends.create(topic, PARTITIONS)
    const { id } = await client.start({
      ...{ source: { topics: [SOURCE] }, target: { kind: 'topic', topic }, guarantee },
      pace: { by: 'rate', recordsPerSecond: PER_SECOND, bytesPerSecond: null },
    })
    // What is there later against what the job had written when it answered: ends count markers of transactions too.
    const still = async () => {
      const { written } = await client.job(id)
      await sleep(QUIET_MS)
      let there = 0
      for (const count of (await readSources(bootstrap, topic)).values()) there += count
      after += there - Number(written)
      return await ends.of(topic, PARTITIONS)
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      await sleep(700 + round * 130)
      pause.push(await took(() => client.act(id, 'pause')))
      const there = await still()
      resume.push(
        await took(async () => {
          await client.act(id, 'resume')
          while ((await ends.of(topic, PARTITIONS)) === there) await sleep(5)
        }),
      )
    }
    await sleep(500)
    abort.push(await took(() => client.act(id, 'abort')))
    await still()
  }
  const told = (all: number[]) => ({ ms: all, max: Math.max(...all) })
  return { pause: told(pause), resume: told(resume), abort: told(abort), producedAfterwards: after }
}

async function took(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await act()
  return Math.round(performance.now() - begun)
}
