import { encodeBatch } from '#records/batch-writer.ts'
import type { CallScope } from '../call-scope.ts'
import { KafkaFault } from '../kafka-fault.ts'
import type { WrittenBatch } from '../record-producer.ts'
import { notSent, WriteFault, writeUnknown } from '../write-faults.ts'
import type { NewBatch, WriteOutcome } from '../writer.ts'
import { askLeaders, type LeaderAnswer } from './ask-leaders.ts'
import type { BrokerClient, BrokerNode } from './broker-client.ts'
import type { ClusterMap } from './cluster-map.ts'
import { byTopic, indexAnswers } from './distinct-rounds.ts'
import type { ProduceAnswer } from './produce-codec.ts'
import { mayAskAnotherLeader, produceFault } from './produce-faults.ts'
import { PRODUCE } from './wire-apis.ts'

type Answer = LeaderAnswer<WrittenBatch>
type PartitionAnswer = ProduceAnswer['responses'][number]['partitionResponses'][number]

/** Of the call's time, what replicas get: the broker's own "too late" says more than ours. */
const REPLICAS_SHARE = 0.8

export async function produceRecords(
  client: BrokerClient,
  map: ClusterMap,
  batches: readonly NewBatch[],
  scope: CallScope,
): Promise<WriteOutcome[]> {
  const answered = new Map<NewBatch, Answer>()
  try {
    const outcomes = await askLeaders(
      map,
      batches,
      async (leader, group, inner) => {
        const answers = await produceTo(client, leader, group, inner)
        for (const [index, batch] of group.entries()) {
          const answer = answers[index]
          if (answer !== undefined) answered.set(batch, answer)
        }
        return answers
      },
      scope,
    )
    return outcomes.map((outcome) =>
      outcome.ok ? outcome : { ...outcome, fault: toWriteFault(outcome.fault) },
    )
  } catch (error) {
    // What was sent before must not be lost in the failure of another try.
    if (!(error instanceof KafkaFault) || answered.size === 0) throw error
    return batches.map((batch) => toOutcome(batch, answered.get(batch), error))
  }
}

function toOutcome(
  { topic, partition }: NewBatch,
  answer: Answer | undefined,
  error: KafkaFault,
): WriteOutcome {
  if (answer?.ok) return { ok: true, value: answer.value }
  return { ok: false, topic, partition, fault: toWriteFault(answer?.fault ?? error) }
}

async function produceTo(
  client: BrokerClient,
  leader: BrokerNode,
  group: NewBatch[],
  scope: CallScope,
): Promise<Answer[]> {
  const encoded = new Map(group.map((batch) => [batch, encode(batch)]))
  const bytesOf = (batch: NewBatch) => encoded.get(batch) ?? Buffer.alloc(0)
  const topics = byTopic(group, (batch) => ({ partition: batch.partition, batch: bytesOf(batch) }))
  const timeoutMs = Math.max(1, Math.floor(scope.remainingMs() * REPLICAS_SHARE))
  const called = await client.callOnce(leader, PRODUCE, [{ transactionalId: null, timeoutMs, topics }], scope)
  if (!called.ok) return group.map((batch) => failed(batch, called.sent, called.error))
  const responses = called.answer.responses.map(({ name, partitionResponses }) => ({
    name,
    partitions: partitionResponses,
  }))
  const found = indexAnswers(responses, ({ index }) => index)
  return group.map((batch) => toAnswer(batch, bytesOf(batch).length, found(batch)))
}

function encode({ records }: NewBatch): Buffer {
  // Counted from 0 by the producer; the broker puts the real offsets in.
  return encodeBatch(records, { baseOffset: 0n, leaderEpoch: -1 })
}

function toAnswer(batch: NewBatch, bytes: number, answer: PartitionAnswer | undefined): Answer {
  const { topic, partition } = batch
  if (answer === undefined) {
    const fault = writeUnknown(batch, 'the broker’s answer does not name it')
    return { ok: false, fault, moved: false }
  }
  const { errorCode: code, baseOffset, logAppendTimeMs } = answer
  if (code === 0) {
    const appendTime = logAppendTimeMs < 0n ? null : logAppendTimeMs
    return { ok: true, value: { topic, partition, baseOffset, appendTime } }
  }
  const refusal = { code, appended: baseOffset >= 0n, words: wordsOf(answer) }
  return { ok: false, fault: produceFault(batch, bytes, refusal), moved: mayAskAnotherLeader(refusal) }
}

/** What is said of the records themselves; the sentence about the batch only repeats it with a list around. */
export function wordsOf({
  errorMessage,
  recordErrors,
}: Pick<PartitionAnswer, 'errorMessage' | 'recordErrors'>): string | null {
  const each = recordErrors.flatMap(({ batchIndexErrorMessage: words }) => (words ? [words] : []))
  if (each.length === 0) return errorMessage ?? null
  return [...new Set(each)].slice(0, 3).join(' ')
}

function failed(batch: NewBatch, sent: boolean, error: unknown): Answer {
  if (!(error instanceof KafkaFault)) throw error
  if (!sent) return { ok: false, fault: notSent(error), moved: error.code === 'CLUSTER_UNREACHABLE' }
  const fault = writeUnknown(batch, whyCut(error), { address: error.address ?? undefined, cause: error })
  return { ok: false, fault, moved: false }
}

/** Without the advice to try again, which is wrong for a write. */
function whyCut({ code, address, attempts, message }: KafkaFault): string {
  if (code === 'BROKER_TIMEOUT') return `${address ?? 'the broker'} did not answer in time`
  const [attempt] = attempts
  return attempt === undefined ? message.replace(/\.$/, '') : `${attempt.address}: ${attempt.reason}`
}

function toWriteFault(fault: KafkaFault): WriteFault {
  return fault instanceof WriteFault ? fault : notSent(fault)
}
