import { AppError } from '#http/app-error.ts'
import type { BatchHeader, RecordBatch } from '#records/record.ts'
import type { AnswerPool } from '../answer-pool.ts'
import type { Chunk } from '../record-walk.ts'
import type { ScanContext } from '../scan-context.ts'
import type { Traces } from '../text-probe.ts'
import { PLACE_LENGTH } from './rule-out.ts'
import type { Sifted } from './sift-threads.ts'

/**
 * Has batches of what has arrived ruled out elsewhere, while more is fetched. What was not ruled out is searched as if
 * nobody had looked.
 */
export async function siftChunks(ctx: ScanContext, chunks: Iterable<Chunk>): Promise<void> {
  const { answers, sifter, check } = ctx
  const traces = check?.traces ?? []
  if (answers === null || sifter === null || traces.length === 0) return
  const byMemory = Map.groupBy(chunks, ({ bytes }) => bytes.buffer)
  const sifting = [...byMemory].map(([memory, sharing]) => {
    const whole = memory instanceof ArrayBuffer && answers.readersOf(memory) === sharing.length
    return whole ? siftMemory(ctx, answers, memory, sharing, traces) : null
  })
  await Promise.all(sifting)
}

async function siftMemory(
  ctx: ScanContext,
  answers: AnswerPool,
  memory: ArrayBuffer,
  chunks: readonly Chunk[],
  traces: Traces,
): Promise<void> {
  const asked = chunks.flatMap((chunk) => (chunk.clear === null ? chunk.batches.filter(isSifted) : []))
  if (asked.reduce((sum, { bytes }) => sum + bytes.length, 0) < ctx.limits.siftBytes) return
  const places = new Float64Array(asked.length * PLACE_LENGTH)
  for (const [at, { bytes }] of asked.entries())
    places.set([bytes.byteOffset, bytes.length], at * PLACE_LENGTH)
  // Their memory leaves with the request, and every view of it is empty from then on.
  const moves = chunks.map((chunk) => placesOf(chunk))
  const sifting = ctx.sifter?.offer({ memory, places, traces }) ?? null
  if (sifting === null) return
  const sifted = await unlessStopped(ctx, sifting)
  answers.moved(sifted.memory, chunks.length)
  const clear = new Set<RecordBatch>(asked.filter((_, at) => sifted.clear[at] === 1))
  // Where most must be read all the same, looking at them twice helps nobody.
  if (clear.size < asked.length / 2) ctx.sifter = null
  for (const move of moves) move(sifted.memory, clear)
}

/** Only what is compressed: to search the rest takes less time than its way, and the memory of threads. */
export function isSifted(batch: Chunk['batches'][number]): batch is RecordBatch {
  return batch.ok && !batch.header.control && batch.header.codec !== 'none'
}

/** Remembers where a chunk lies, to lay it there again when its memory is back. */
function placesOf(chunk: Chunk): (memory: ArrayBuffer, clear: ReadonlySet<RecordBatch>) => void {
  const { byteOffset, length } = chunk.bytes
  const places = chunk.batches.map((batch) => (batch.ok ? batch.bytes.byteOffset : 0))
  return (memory, clear) => {
    const found = new Set<RecordBatch>()
    chunk.bytes = Buffer.from(memory, byteOffset, length)
    chunk.batches = chunk.batches.map((batch, at) => {
      if (!batch.ok) return batch
      const moved = new MovedBatch(batch.header, memory, places[at] ?? 0)
      if (clear.has(batch)) found.add(moved)
      return moved
    })
    chunk.clear = found
  }
}

/** Few batches that come back are looked into: only of those a view is made. */
class MovedBatch implements RecordBatch {
  readonly ok = true
  readonly header: BatchHeader
  readonly #memory: ArrayBuffer
  readonly #at: number

  constructor(header: BatchHeader, memory: ArrayBuffer, at: number) {
    this.header = header
    this.#memory = memory
    this.#at = at
  }

  get bytes(): Buffer {
    return Buffer.from(this.#memory, this.#at, this.header.byteLength)
  }
}

async function unlessStopped(ctx: ScanContext, sifting: Promise<Sifted>): Promise<Sifted> {
  const { signal } = ctx.stop
  const stopped = Promise.withResolvers<never>()
  const stop = () => stopped.reject(signal.reason)
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([sifting, stopped.promise])
  } catch (cause) {
    signal.throwIfAborted()
    const message = 'A thread that looked for matches ended before its time. Run the search again.'
    throw new AppError('INTERNAL', message, { cause })
  } finally {
    signal.removeEventListener('abort', stop)
    // Either may still fail with nobody waiting for it.
    sifting.catch(() => {})
    stopped.promise.catch(() => {})
  }
}
