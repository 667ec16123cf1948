import { type CauseFacts, lengthText, onlyAssigned, placeText } from '@sluice/shared/groups-sentence'
import type { LagState } from '@sluice/shared/groups-state'
import { withThousands } from '@sluice/shared/thousands'

export interface BriefFacts extends CauseFacts {
  /** Whether the row says which partition it is. */
  placed: boolean
}

const BRIEF: Record<LagState, (facts: CauseFacts) => string> = {
  DATA_LOSS: (facts) =>
    `${facts.cause.lost === undefined ? 'messages' : withThousands(facts.cause.lost)} deleted unread${ago(facts)}`,
  AHEAD: (facts) => `beyond the log end${lasting(facts)}`,
  STALLED: (facts) => `stands still${lasting(facts)}`,
  STOPPED: (facts) => `no member${lasting(facts)}`,
  LSO_BLOCKED: (facts) => {
    const { transactionalId } = facts.cause
    return `${transactionalId ? `“${transactionalId}”` : 'a transaction'} holds it back${lasting(facts)}`
  },
  REWOUND: (facts) => `went back${ago(facts)}`,
  LAGGING: (facts) => `comes no nearer${lasting(facts)}`,
  EMPTY_WITH_LAG: ({ cause, now }) =>
    cause.since === null ? 'no member' : `no member for at least ${lengthText(now - cause.since)}`,
  TOPIC_GONE: ({ cause }) =>
    onlyAssigned(cause) ? 'assigned a topic that is no more' : 'commits to a topic that is no more',
  UNKNOWN: ({ cause }) => cause.fault?.message.replace(/\.$/, '') ?? 'its figures could not be read',
  WARMING: () => 'too few samples yet',
  NO_COMMIT: ({ cause }) =>
    cause.topic === undefined ? 'nothing is committed' : 'assigned, never committed',
  PHANTOM: () => 'no message is left to read',
  OK: () => '',
}

/** Why, beside the state and before the place: what is cut off at the right is then said elsewhere. */
export function causeBrief({ placed, ...facts }: BriefFacts): string {
  const { cause } = facts
  const unconfirmed = cause.unconfirmed === undefined ? '' : 'not confirmed yet'
  const words = [BRIEF[cause.state](facts), unconfirmed].filter((part) => part !== '').join(', ')
  return placed || words === '' || cause.topic === undefined ? words : `${words} · ${placeText(cause)}`
}

function lasting({ cause: { since }, now }: CauseFacts): string {
  return since === null ? ' since before Sluice looked' : ` for ${lengthText(now - since)}`
}

function ago({ cause: { since }, now }: CauseFacts): string {
  return since === null ? ' before Sluice looked' : ` ${lengthText(now - since)} ago`
}
