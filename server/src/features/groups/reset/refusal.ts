import type { MoveBlocker } from '@sluice/shared/groups-reset'
import { AppError } from '#http/app-error.ts'
import { readOnlyError } from '#http/read-only-error.ts'

const NAMED_MAX = 3

/** The first thing in the way as an error: nothing was written. */
export function refusal(group: string, blocker: MoveBlocker): AppError {
  switch (blocker.kind) {
    case 'members': {
      const named = blocker.members.slice(0, NAMED_MAX).map(({ clientId, host }) => `${clientId} at ${host}`)
      const more = blocker.count > NAMED_MAX ? ` and ${blocker.count - NAMED_MAX} more` : ''
      return new AppError(
        'GROUP_NOT_EMPTY',
        `Group "${group}" has live members: ${named.join(', ')}${more}. Nothing was written. Stop them first: they would write their own offsets over these.`,
        { details: { members: blocker.members, count: blocker.count } },
      )
    }
    case 'standalone':
      return new AppError(
        'GROUP_NOT_EMPTY',
        `Somebody who is no member commits offsets of group "${group}" (assign()): partition ${blocker.partition} of "${blocker.topic}" went from ${blocker.from ?? 'none'} to ${blocker.to ?? 'none'} just now. Nothing was written. Stop that consumer first.`,
        { details: { standalone: blocker } },
      )
    case 'busy':
      return new AppError(
        'GROUP_NOT_EMPTY',
        `Group "${group}" is ${blocker.state}: it takes offsets only when it is Empty. Nothing was written; try again in a moment.`,
        { details: { state: blocker.state } },
      )
    case 'streams':
      return new AppError(
        'BAD_REQUEST',
        `Group "${group}" is a Kafka Streams application: its offsets and its state stores must go back together. Nothing was written. Use ${blocker.tool}.`,
      )
    case 'read-only':
      return readOnlyError('Sluice does not write to this cluster.', blocker.reason)
    case 'fault':
      return new AppError(blocker.fault.code, `${blocker.fault.message} Nothing was written.`)
    case 'nothing':
      return new AppError('BAD_REQUEST', `The plan changes nothing of group "${group}". Nothing was written.`)
  }
}
