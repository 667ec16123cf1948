import type { TopicPartitionId } from '../../calls.ts'
import { KafkaFault } from '../../kafka-fault.ts'
import { writeUnknownAfterTries } from '../../producer-faults.ts'
import { notSent, WriteFault } from '../../write-faults.ts'
import { indexAnswers } from '../distinct-rounds.ts'
import type { LeaderLink, LinkOutcome } from './leader-link.ts'
import type { LeaderRoutes } from './leader-routes.ts'
import type { Parcel, PartitionLane } from './partition-lane.ts'
import { type Verdict, verdictOf } from './produce-verdict.ts'

/** A topic that was just made is not known to every broker at once. */
const MISSING_MS = 2_000

/** A batch in a request. */
export interface Sent extends TopicPartitionId {
  lane: PartitionLane
  parcel: Parcel
  sequence: number
}

/** What no other try mends. */
const FINAL: ReadonlySet<string> = new Set(['AUTHENTICATION_FAILED', 'NOT_SUPPORTED', 'SHUTTING_DOWN'])

export interface SettlerHooks {
  onThrottle: (ms: number) => void
  /** A leader says that the producer, or its transaction, is over: why. */
  onOver: () => WriteFault
  /** Nothing more is sent. */
  end: (fault: WriteFault) => void
}

/** Tells each lane what became of its batch. */
export class AnswerSettler {
  readonly #routes: LeaderRoutes
  readonly #hooks: SettlerHooks
  readonly #missingSince = new Map<PartitionLane, number>()

  constructor(routes: LeaderRoutes, hooks: SettlerHooks) {
    this.#routes = routes
    this.#hooks = hooks
  }

  settle(link: LeaderLink, request: readonly Sent[], outcome: LinkOutcome): void {
    if (outcome.ok) this.#answered(link, request, outcome.answer)
    else this.#failed(request, outcome)
  }

  #answered(
    link: LeaderLink,
    request: readonly Sent[],
    { responses, throttleTimeMs }: (LinkOutcome & { ok: true })['answer'],
  ): void {
    if (throttleTimeMs > 0) {
      link.mutedUntil = performance.now() + throttleTimeMs
      this.#hooks.onThrottle(throttleTimeMs)
    }
    const topics = responses.map(({ name, partitionResponses }) => ({ name, partitions: partitionResponses }))
    const found = indexAnswers(topics, ({ index }) => index)
    for (const sent of request) {
      const answer = found(sent)
      const { lane, parcel } = sent
      if (answer === undefined) {
        const fault = writeUnknownAfterTries(lane, 'the leader’s answer does not name it.', null)
        lane.again(parcel, fault, true)
      } else this.#judge(sent, verdictOf(lane, parcel.batch.bytes.length, answer))
    }
  }

  #judge({ lane, parcel }: Sent, verdict: Verdict): void {
    if (verdict.kind === 'acked') {
      this.#missingSince.delete(lane)
      lane.acked(parcel, verdict.written)
    } else if (verdict.kind === 'again') {
      if (verdict.moved) this.#routes.moved(lane)
      lane.again(parcel, verdict.fault, verdict.maybe)
    } else if (verdict.kind === 'out-of-order') lane.outOfOrder(parcel, verdict.fault, verdict.unknown)
    else if (verdict.kind === 'forgotten') lane.forgotten(parcel, verdict.fault)
    else if (verdict.kind === 'missing') this.missing(lane, verdict.fault, parcel)
    else if (verdict.kind === 'refused') lane.refused(parcel, verdict.fault, verdict.unknown)
    else {
      const fault = this.#hooks.onOver()
      lane.refused(parcel, fault, fault)
      this.#hooks.end(fault)
    }
  }

  /** No such topic or partition: said only when it has been so for a while. */
  missing(lane: PartitionLane, fault: WriteFault, parcel?: Parcel): void {
    const now = performance.now()
    const since = this.#missingSince.get(lane) ?? now
    this.#missingSince.set(lane, since)
    this.#routes.moved(lane)
    if (now - since < MISSING_MS) {
      if (parcel !== undefined) lane.again(parcel, fault, false)
      return
    }
    if (parcel !== undefined) lane.refused(parcel, fault, fault)
    else lane.drop(fault)
  }

  #failed(request: readonly Sent[], { sent, error }: LinkOutcome & { ok: false }): void {
    const fault = error instanceof KafkaFault ? notSent(error) : unexpected(error)
    const final = !sent && FINAL.has(fault.code)
    for (const { lane, parcel } of request) {
      this.#routes.moved(lane)
      if (final) lane.refused(parcel, fault, fault)
      else lane.again(parcel, fault, sent)
    }
  }
}

function unexpected(cause: unknown): WriteFault {
  const message = 'A request to a broker failed in a way that Sluice does not know.'
  return new WriteFault('INTERNAL', message, { written: 'no', cause })
}
