import type { KafkaGateway } from '#kafka/gateway.ts'
import { toItemFault } from '#kafka/kafka-fault.ts'
import { askOffsets, type CallLimits } from './ask-offsets.ts'
import type { PartitionBook } from './partition-book.ts'
import { NONE } from './row-marks.ts'

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
  const ends = await askOffsets(gateway, names, 'latest', { ...limits, isolation: 'read_uncommitted' })
  // Who did not answer the first question is not kept waiting for by a second.
  const answered = names.filter((_, index) => ends[index]?.ok === true)
  const stable = await askOffsets(gateway, answered, 'latest', { ...limits, isolation: 'read_committed' })
  const rest = stable.values()
  const stables = ends.map((end) => (end.ok ? rest.next().value : undefined))
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
