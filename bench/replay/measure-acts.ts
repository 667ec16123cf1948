import { setTimeout as sleep } from 'node:timers/promises'
import { fillWithRecords } from './fill.ts'
import type { ReplayGround } from './log-ends.ts'

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
    const still = async () => {
      const told = await ends.of(topic, PARTITIONS)
      await sleep(QUIET_MS)
      const later = await ends.of(topic, PARTITIONS)
      after += later - told
      return later
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
