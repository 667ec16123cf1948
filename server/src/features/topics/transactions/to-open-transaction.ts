import type { OpenTransaction } from '@sluice/shared/topics-transactions'
import { toTimestamp } from '@sluice/shared/units'
import { toItemFault } from '#kafka/kafka-fault.ts'
import { abortCommand } from './abort-command.ts'
import { clientOf } from './client-of.ts'
import { hangingReason } from './hanging.ts'
import type { Naming } from './name-transactions.ts'
import type { OpenProducer } from './open-producers.ts'

interface Known {
  naming: Naming
  /** Its parts in the topic: one at least. */
  parts: readonly OpenProducer[]
  /** Whether it is the first that is open in its partition. */
  lowest: (part: OpenProducer) => boolean
  /** Parts that no coordinator owned although they were open, twice. */
  disowned: ReadonlySet<OpenProducer>
  bootstrap: string
  now: number
}

/** A producer's open transaction, as the leaders and its coordinator tell of it. */
export function toOpenTransaction({
  naming,
  parts,
  lowest,
  disowned,
  bootstrap,
  now,
}: Known): OpenTransaction {
  const [first] = parts
  if (first === undefined) throw new RangeError('An open transaction has a part at least')
  const { producerId, producerEpoch } = first.producer
  const lastWriteAt = Math.max(...parts.map(({ producer }) => Number(producer.lastTimestamp)))
  const lost = parts.some((part) => disowned.has(part))
  return {
    producerId: producerId.toString(),
    producerEpoch,
    ...told(naming, first.topic, lost),
    hanging: hangingReason(naming, { disowned: lost, lastWriteAt, now }),
    parts: parts.map((part) => ({
      partition: part.partition,
      firstOffset: part.producer.transactionStart.toString(),
      lastWriteAt: toTimestamp(part.producer.lastTimestamp),
      pins: lowest(part),
      abortCommand: abortCommand(bootstrap, part, part.producer.transactionStart),
    })),
  }
}

type Told = Omit<OpenTransaction, 'producerId' | 'producerEpoch' | 'hanging' | 'parts'>

/** `lost`: the coordinator has gone on to something else, whose start and end are not this one's. */
function told(naming: Naming, topic: string, lost: boolean): Told {
  const nothing = { coordinator: null, startedAt: null, timeoutMs: null, abortsAt: null, elsewhere: null }
  if (naming.kind === 'unnamed' || naming.kind === 'unknown') {
    return { transactionalId: null, client: null, state: null, ...nothing, fault: toItemFault(naming.fault) }
  }
  if (naming.kind === 'listed') {
    const { transactionalId, state, fault } = naming
    const client = clientOf(transactionalId)
    return { transactionalId, client, state, ...nothing, fault: toItemFault(fault) }
  }
  const { transactionalId, state, coordinator, timeoutMs, partitions } = naming.description
  const startedAt = lost ? null : naming.description.startedAt
  return {
    transactionalId,
    client: clientOf(transactionalId),
    state,
    coordinator,
    startedAt,
    timeoutMs,
    abortsAt: startedAt === null || state !== 'Ongoing' ? null : startedAt + timeoutMs,
    elsewhere: lost ? null : partitions.filter((one) => one.topic !== topic).length,
    fault: null,
  }
}
