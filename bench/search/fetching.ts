import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { AnswerPool } from '../../server/src/features/messages/answer-pool.ts'
import { SCAN_LIMITS } from '../../server/src/features/messages/scan-limits.ts'
import type { KafkaGateway } from '../../server/src/kafka/gateway.ts'
import { readBatches } from '../../server/src/records/batch-reader.ts'
import { closeRecords, openRecords } from '../../server/src/records/record-reader.ts'
import type { Run } from './run.ts'

type Fetching = Pick<KafkaGateway, 'fetch' | 'listOffsets'>

/** Fetches all partitions side by side as a search does, and looks at nothing but where to go on: the ceiling. */
export async function fetchOnly(gateway: Fetching, topic: string, partitions: number): Promise<Run> {
  const started = performance.now()
  let bytes = 0
  for await (const records of answers(gateway, topic, partitions)) bytes += records.length
  return { ms: performance.now() - started, bytes }
}

const ALONE = fileURLToPath(new URL('./alone.ts', import.meta.url))

/** Fetching by the client library alone, which joins what arrives once more; or decompressing. In another process. */
export async function alone(
  what: 'library' | 'decompression',
  bootstrap: string,
  topic: string,
  partitions: number,
): Promise<Run> {
  const args = ['--max-semi-space-size=8', ALONE, what, bootstrap, topic, `${partitions}`]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  return JSON.parse(stdout) as Run
}

/** Decompresses each batch of a topic and drops it; the time of that alone, without that of fetching. */
export async function decompressOnly(gateway: Fetching, topic: string, partitions: number): Promise<Run> {
  let [bytes, ms] = [0, 0]
  for await (const records of answers(gateway, topic, partitions)) {
    bytes += records.length
    const started = performance.now()
    for (const batch of readBatches(records, { crc: false })) {
      if (batch.ok) closeRecords(batch, openRecords(batch))
    }
    ms += performance.now() - started
  }
  return { ms, bytes }
}

async function* answers(gateway: Fetching, topic: string, partitions: number): AsyncGenerator<Buffer> {
  const all = Array.from({ length: partitions }, (_, partition) => ({ topic, partition }))
  const ends = await gateway.listOffsets(all.map((id) => ({ ...id, at: 'latest' as const })))
  const endOf = new Map(
    ends.map((end) => [end.ok ? end.value.partition : -1, end.ok ? end.value.offset : 0n]),
  )
  const next = new Map(all.map(({ partition }) => [partition, 0n]))
  const nextOf = (partition: number) => next.get(partition) ?? 0n
  const { bufferBytes: maxBytes } = SCAN_LIMITS
  // As a search does: to fetch into fresh memory takes twice as long.
  const memory = new AnswerPool(() => maxBytes)
  const options = { isolation: 'read_committed', maxWaitMs: 250, maxBytes, memory } as const
  for (;;) {
    const left = all.filter(({ partition }) => nextOf(partition) < (endOf.get(partition) ?? 0n))
    if (left.length === 0) return memory.close()
    const requests = left.map((id) => {
      return { ...id, offset: nextOf(id.partition), maxBytes: SCAN_LIMITS.fetchBytes }
    })
    const got = await gateway.fetch(requests, options)
    for (const answer of got) {
      if (!answer.ok) throw answer.fault
      const { partition, records } = answer.value
      memory.hold(records)
      for (const batch of readBatches(records, { crc: false })) {
        if (batch.ok) next.set(partition, batch.header.lastOffset + 1n)
      }
    }
    for (const answer of got) {
      if (!answer.ok) continue
      yield answer.value.records
      memory.release(answer.value.records)
    }
  }
}
