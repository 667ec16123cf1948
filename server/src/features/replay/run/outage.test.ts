import { GUARANTEES } from '@sluice/shared/replay'
import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { readStretch } from './read-stretch.ts'
import { refusingWriter } from './testing/refusing-writer.ts'
import { replayBench } from './testing/replay-bench.ts'

const COUNT = 300
const CASES = GUARANTEES.flatMap((guarantee) =>
  (['NOT_ENOUGH_REPLICAS', 'LEADER_UNAVAILABLE'] as const).map((code) => ({ guarantee, code })),
)

describe('a target in trouble', () => {
  it.each(CASES)(
    'pauses a job of $guarantee with $code; its counts are exact, and it goes on',
    async (one) => {
      const { guarantee, code } = one
      const gateway = createMemoryGateway({
        topics: [
          { name: 'orders', partitions: 1 },
          { name: 'copy', partitions: 1 },
        ],
      })
      for (let at = 0; at < COUNT; at += 10)
        gateway.append(
          'orders',
          0,
          Array.from({ length: 10 }, (_, add) => ({ timestamp: 1_000n, key: 'k', value: `${at + add}` })),
        )
      const there = async (): Promise<string[]> => {
        const [end] = await gateway.listOffsets([{ topic: 'copy', partition: 0, at: 'latest' }])
        const found: string[] = []
        await readStretch(
          { gateway, isolation: 'read_committed', signal: AbortSignal.timeout(5_000) },
          { topic: 'copy', partition: 0, from: 0n, to: end?.ok ? (end.value.offset ?? 0n) : 0n },
          ({ value }) => void found.push(value?.toString() ?? ''),
        )
        return found
      }
      const writer = refusingWriter(gateway.writer)
      const bench = replayBench({ gateway, writer })
      const { id } = await bench.begin({
        ...{ source: { topics: ['orders'] }, target: { kind: 'topic', topic: 'copy' }, guarantee },
        pace: { by: 'rate', recordsPerSecond: 1_000, bytesPerSecond: null },
      })
      const committed = guarantee === 'exactly-once'
      await bench.until(
        id,
        ({ written, offsetsDone }) => committed || Number(written) + Number(offsetsDone) > 20,
      )
      writer.code = code
      const paused = await bench.halted(id)
      expect(paused).toMatchObject({ state: 'paused', hold: { kind: 'fault', fault: { code } } })
      expect(paused.written).toBe(`${(await there()).length}`)
      writer.code = null
      await bench.jobs.resume('local', id)
      expect(await bench.ended(id)).toMatchObject({ state: 'completed', written: `${COUNT}`, failed: '0' })
      expect(await there()).toEqual(Array.from({ length: COUNT }, (_, at) => `${at}`))
      expect(bench.errors).toEqual([])
    },
  )
})
