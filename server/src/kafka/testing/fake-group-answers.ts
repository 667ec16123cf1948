import { Writer } from '@platformatic/kafka'
import type { FakeAnswer } from './fake-broker.ts'

// Answers about groups in the layouts of Kafka 2.1, as in `fake-answers.ts`.

const NO_THROTTLE = 0

/** A text of a request in that layout, from byte `at` on. */
export function textAt(body: Buffer, at: number): string {
  return body.toString('utf8', at + 2, at + 2 + body.readInt16BE(at))
}

export function findCoordinatorV2(errorCode: number, node: { id: number; port: number }): FakeAnswer {
  const writer = Writer.create().appendInt32(NO_THROTTLE).appendInt16(errorCode).appendString(null, false)
  return { body: writer.appendInt32(node.id).appendString('127.0.0.1', false).appendInt32(node.port).buffer }
}

export function listGroupsV2(errorCode: number, groups: readonly string[]): FakeAnswer {
  const writer = Writer.create().appendInt32(NO_THROTTLE).appendInt16(errorCode)
  writer.appendArray(
    [...groups],
    (w, group) => {
      w.appendString(group, false).appendString('consumer', false)
    },
    false,
    false,
  )
  return { body: writer.buffer }
}

/** One partition of topic "t" at that offset. */
export function offsetFetchV5(errorCode: number, offset: bigint, throttleMs = NO_THROTTLE): FakeAnswer {
  const writer = Writer.create()
    .appendInt32(throttleMs)
    .appendInt32(1)
    .appendString('t', false)
    .appendInt32(1)
  writer.appendInt32(0).appendInt64(offset).appendInt32(-1).appendString('', false).appendInt16(0)
  return { body: writer.appendInt16(errorCode).buffer }
}

/** A group without members. */
export function describeGroupsV2(group: string, errorCode: number, state: string): FakeAnswer {
  const writer = Writer.create().appendInt32(NO_THROTTLE).appendInt32(1).appendInt16(errorCode)
  writer.appendString(group, false).appendString(state, false).appendString('consumer', false)
  return { body: writer.appendString('', false).appendInt32(0).buffer }
}

/** Of partition 0 of topic "t". */
export function offsetCommitV6(errorCode: number): FakeAnswer {
  const writer = Writer.create()
    .appendInt32(NO_THROTTLE)
    .appendInt32(1)
    .appendString('t', false)
    .appendInt32(1)
  return { body: writer.appendInt32(0).appendInt16(errorCode).buffer }
}

export function deleteGroupsV1(group: string, errorCode: number): FakeAnswer {
  const writer = Writer.create().appendInt32(NO_THROTTLE).appendInt32(1).appendString(group, false)
  return { body: writer.appendInt16(errorCode).buffer }
}
