import type { KafkaGateway, OffsetAnswer, Outcome, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault, toItemFault } from '#kafka/kafka-fault.ts'
import type { PartitionBook } from './partition-book.ts'
import { NONE } from './row-marks.ts'

interface CallLimits {
  signal: AbortSignal
  timeoutMs: number
}

/**
 * The end of each partition, then its last stable offset, cut to that end: asked in this order, a lower one proves an open
 * transaction, and not records written between the two questions.
 */
export async function readEnds(
  gateway: Pick<KafkaGateway, 'listOffsets'>,
  book: PartitionBook,
  parts: readonly number[],
  limits: CallLimits,
  now: () => number,
): Promise<void> {
  if (parts.length === 0) return
  const names = parts.map((part) => book.name(part))
  const ends = await ask(gateway, names, 'latest', { ...limits, isolation: 'read_uncommitted' })
  const stables = await ask(gateway, names, 'latest', { ...limits, isolation: 'read_committed' })
  const at = now()
  for (const [index, part] of parts.entries()) {
    const [end, stable] = [ends[index], stables[index]]
    if (end?.ok && stable?.ok && end.value.offset !== null && stable.value.offset !== null) {
      setEnds(book, part, { end: end.value.offset, stable: stable.value.offset, at })
      continue
    }
    const failed = end?.ok === false ? end : stable
    book.end[part] = NONE
    book.stable[part] = NONE
    book.heldSince[part] = Number.NaN
    book.faults.set(
      part,
      failed?.ok === false
        ? toItemFault(failed.fault)
        : { code: 'INTERNAL', message: 'The broker told no offset for this partition.' },
    )
  }
}

function setEnds(
  book: PartitionBook,
  part: number,
  { end, stable, at }: { end: bigint; stable: bigint; at: number },
): void {
  const cut = stable > end ? end : stable
  const held = cut < end
  if (!held) book.heldSince[part] = Number.NaN
  else if (Number.isNaN(book.heldSince[part]) || book.stable[part] !== cut) book.heldSince[part] = at
  book.end[part] = end
  book.stable[part] = cut
  book.endAt[part] = at
  book.faults.delete(part)
}

/** Log starts. What cannot be read keeps what was known: a start only ever grows. */
export async function readStarts(
  gateway: Pick<KafkaGateway, 'listOffsets'>,
  book: PartitionBook,
  parts: readonly number[],
  limits: CallLimits,
  now: () => number,
): Promise<void> {
  if (parts.length === 0) return
  const answers = await ask(
    gateway,
    parts.map((part) => book.name(part)),
    'earliest',
    { ...limits, isolation: 'read_uncommitted' },
  )
  const at = now()
  for (const [index, part] of parts.entries()) {
    const answer = answers[index]
    if (answer?.ok !== true || answer.value.offset === null) continue
    book.start[part] = answer.value.offset
    book.startAt[part] = at
  }
}

async function ask(
  gateway: Pick<KafkaGateway, 'listOffsets'>,
  names: readonly TopicPartitionId[],
  at: 'latest' | 'earliest',
  options: CallLimits & { isolation: 'read_committed' | 'read_uncommitted' },
): Promise<Outcome<OffsetAnswer, TopicPartitionId>[]> {
  try {
    return await gateway.listOffsets(
      names.map(({ topic, partition }) => ({ topic, partition, at })),
      options,
    )
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    return names.map(({ topic, partition }) => ({ ok: false, topic, partition, fault: error }))
  }
}
