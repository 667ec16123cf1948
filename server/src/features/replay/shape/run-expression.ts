import { FilterFault } from '#filters/filter-fault.ts'
import type { FilterPool, RunningChange } from '#filters/filter-pool.ts'
import { AppError } from '#http/app-error.ts'
import type { LogRecord } from '#records/record.ts'
import { type Draft, fail } from './draft.ts'

/** Evaluates expressions in threads that can be ended. */
export type ChangeRunner = Pick<FilterPool, 'openChange'>

const HANDFUL_RECORDS = 512
const HANDFUL_BYTES = 512 * 1024

/** What an expression makes, for its faults. */
export type Made = 'value' | 'key'

/** An expression of a change, opened. */
export interface OpenChange {
  readonly made: Made
  readonly running: RunningChange
}

/** Throws `FILTER_INVALID` with the place of its mistake. */
export function openChange(runner: ChangeRunner, source: string, made: Made): OpenChange {
  try {
    return { made, running: runner.openChange(source) }
  } catch (error) {
    throw toChangeError(error, made)
  }
}

/** The faults of filters, of what is none. */
function toChangeError(error: unknown, made: Made): unknown {
  if (!(error instanceof FilterFault)) return error
  const message = error.message.replace(/^(The|This) filter/, `The expression of the ${made}`)
  const details = error.fault === null ? {} : { details: { ...error.fault, of: made } }
  return new AppError(error.code, message, { cause: error, ...details })
}

/** Puts what the expression makes of each draft where `put` says; a draft that it fails on is stopped. */
export async function runExpression(
  change: OpenChange,
  drafts: readonly Draft[],
  put: (draft: Draft, made: Buffer | null) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    await Promise.all(handfulsOf(drafts).map((handful) => runHandful(change, handful, put, signal)))
  } catch (error) {
    throw toChangeError(error, change.made)
  }
}

async function runHandful(
  change: OpenChange,
  drafts: readonly Draft[],
  put: (draft: Draft, made: Buffer | null) => void,
  signal: AbortSignal,
): Promise<void> {
  const { topic, partition } = drafts[0]?.source ?? { topic: '', partition: 0 }
  const records = drafts.map((draft) => ({ record: recordOf(draft) }))
  const { bytes, bounds, failures } = await change.running.evaluate({ topic, partition, records }, signal)
  const made = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const failed = new Map(failures.map(({ index, message }) => [index, message]))
  for (const [index, draft] of drafts.entries()) {
    const reason = failed.get(index)
    const from = bounds[index * 2] ?? -1
    if (reason !== undefined) fail(draft, reason)
    else put(draft, from === -1 ? null : made.subarray(from, bounds[index * 2 + 1]))
  }
}

/** As the steps before have made it. */
function recordOf({ source, key, value, headers }: Draft): LogRecord {
  const { offset, timestamp, size } = source.record
  return { offset, timestamp, key, value, headers: [...headers], size }
}

/** Of one partition each, as threads take them: small enough to come back soon. */
function handfulsOf(drafts: readonly Draft[]): Draft[][] {
  const handfuls: Draft[][] = []
  let bytes = 0
  for (const draft of drafts) {
    const handful = handfuls.at(-1)
    const { topic, partition, record } = draft.source
    const last = handful?.at(-1)?.source
    const fits = last?.topic === topic && last.partition === partition && bytes < HANDFUL_BYTES
    if (handful === undefined || !fits || handful.length >= HANDFUL_RECORDS) {
      handfuls.push([draft])
      bytes = record.size
    } else {
      handful.push(draft)
      bytes += record.size
    }
  }
  return handfuls
}
