import type { CallScope } from '../call-scope.ts'
import type { Outcome } from '../calls.ts'
import { brokerTimeout, coordinatorMoving } from '../faults.ts'
import { KafkaFault } from '../kafka-fault.ts'
import type { BrokerNode } from './broker-client.ts'
import type { GroupDirectory } from './group-directory.ts'

/** What a coordinator says of one group; `moved`: it does not coordinate it (any more), so it is worth looking for it anew. */
export type CoordinatorAnswer<A> = { ok: true; value: A } | { ok: false; fault: KafkaFault; moved: boolean }

/** How questions become requests to one broker. */
export interface CoordinatorAsk<Q, A> {
  divide(broker: BrokerNode, questions: Q[], scope: CallScope): Promise<Q[][]> | Q[][]
  /** Answers one of those parts, in order. May reject with a {@link KafkaFault}, which is then that of each. */
  request(
    broker: BrokerNode,
    part: Q[],
    scope: CallScope,
  ): Promise<{ answers: CoordinatorAnswer<A>[]; throttleMs: number }>
}

/** Requests to one broker at the same time. */
const AT_ONCE = 2
/** Pause before coordinators are looked for anew: an election takes a moment. */
const ELECTION_MS = 150

/**
 * Puts each question to the coordinator of its group, brokers in parallel. Where the coordinator moved or cannot be
 * reached, it is looked for and asked once more. What fails is the fault of its own groups: the others stand.
 */
export async function askCoordinators<Q extends { group: string }, A>(
  directory: GroupDirectory,
  questions: readonly Q[],
  ask: CoordinatorAsk<Q, A>,
  scope: CallScope,
): Promise<Outcome<A, { group: string }>[]> {
  const answers = new Map<Q, CoordinatorAnswer<A>>()
  await askOnce(directory, questions, ask, answers, scope)
  const moved = questions.filter((question) => isMoved(answers.get(question)))
  if (moved.length > 0 && scope.remainingMs() > ELECTION_MS) {
    await retry(directory, moved, ask, answers, scope)
  }
  return questions.map((question): Outcome<A, { group: string }> => {
    const { group } = question
    const answer = answers.get(question)
    if (answer?.ok) return { ok: true, value: answer.value }
    return { ok: false, group, fault: answer?.fault ?? coordinatorMoving(group) }
  })
}

async function retry<Q extends { group: string }, A>(
  directory: GroupDirectory,
  moved: readonly Q[],
  ask: CoordinatorAsk<Q, A>,
  answers: Map<Q, CoordinatorAnswer<A>>,
  scope: CallScope,
): Promise<void> {
  try {
    await scope.sleep(ELECTION_MS, () => brokerTimeout('The cluster', 'FindCoordinator', scope.timeoutMs))
    directory.forget(moved.map(({ group }) => group))
    await askOnce(directory, moved, ask, answers, scope)
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    // Without any good answer the reason why no broker can be reached is worth more than each group's own.
    const any = [...answers.values()].some(({ ok }) => ok)
    if (!any && (error.code === 'CLUSTER_UNREACHABLE' || error.code === 'AUTHENTICATION_FAILED')) throw error
  }
}

async function askOnce<Q extends { group: string }, A>(
  directory: GroupDirectory,
  questions: readonly Q[],
  ask: CoordinatorAsk<Q, A>,
  answers: Map<Q, CoordinatorAnswer<A>>,
  scope: CallScope,
): Promise<void> {
  if (questions.length === 0) return
  const places = await directory.findForReading(
    questions.map(({ group }) => group),
    scope,
  )
  const byBroker = new Map<number, { broker: BrokerNode; questions: Q[] }>()
  for (const question of questions) {
    const place = places.get(question.group)
    if (place === undefined) continue
    if (!place.ok) {
      answers.set(question, place)
      continue
    }
    const { broker } = place
    const found = byBroker.get(broker.id)
    if (found === undefined) byBroker.set(broker.id, { broker, questions: [question] })
    else found.questions.push(question)
  }
  await Promise.all(
    [...byBroker.values()].map((one) => askBroker(one.broker, one.questions, ask, answers, scope)),
  )
}

async function askBroker<Q extends { group: string }, A>(
  broker: BrokerNode,
  questions: Q[],
  ask: CoordinatorAsk<Q, A>,
  answers: Map<Q, CoordinatorAnswer<A>>,
  scope: CallScope,
): Promise<void> {
  let dead: KafkaFault | null = null
  const fail = (part: readonly Q[], fault: KafkaFault) => {
    const moved = fault.code === 'CLUSTER_UNREACHABLE'
    for (const question of part) answers.set(question, { ok: false, fault, moved })
  }
  const askPart = async (part: Q[]) => {
    if (dead !== null) return fail(part, dead)
    try {
      const reply = await ask.request(broker, part, scope)
      for (const [index, question] of part.entries()) {
        const answer = reply.answers[index]
        if (answer !== undefined) answers.set(question, answer)
      }
      // The broker holds the next request back as long; to wait here keeps that out of its own deadline.
      const late = () =>
        brokerTimeout(`Broker ${broker.id}`, 'a request held back by a quota', scope.timeoutMs)
      if (reply.throttleMs > 0) await scope.sleep(reply.throttleMs, late)
    } catch (error) {
      if (!(error instanceof KafkaFault)) throw error
      if (error.code === 'CLUSTER_UNREACHABLE' || error.code === 'BROKER_TIMEOUT') dead = error
      fail(
        part.filter((question) => answers.get(question)?.ok !== true),
        error,
      )
    }
  }
  try {
    const parts = await ask.divide(broker, questions, scope)
    const work = async () => {
      for (let part = parts.shift(); part !== undefined; part = parts.shift()) await askPart(part)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    fail(questions, error)
  }
}

function isMoved<A>(answer: CoordinatorAnswer<A> | undefined): boolean {
  return answer !== undefined && !answer.ok && answer.moved
}

/** A group that is not there has nothing: that is an answer, where only what it has was asked. */
export function withoutMissing<A>(
  outcomes: readonly Outcome<A, { group: string }>[],
  nothing: (group: string) => A,
): Outcome<A, { group: string }>[] {
  return outcomes.map((outcome) =>
    !outcome.ok && outcome.fault.code === 'GROUP_NOT_FOUND'
      ? { ok: true, value: nothing(outcome.group) }
      : outcome,
  )
}

/** Questions in parts of at most `max`, in order. */
export function inParts<Q>(questions: readonly Q[], max: number): Q[][] {
  const parts: Q[][] = []
  for (let at = 0; at < questions.length; at += max) parts.push(questions.slice(at, at + max))
  return parts
}
