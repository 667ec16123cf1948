import { Writer } from '@platformatic/kafka'
import type { FakeAnswer } from './fake-broker.ts'

// Answers in the layouts of Kafka 2.1: none of them has tagged fields.

export interface FakeTopic {
  name: string
  /** Leader of each partition; −1 for none. */
  leaders: number[]
}

export type ApiRange = [key: number, min: number, max: number]

/** What a broker without a version answers, to ApiVersions in version 0 as it stands since Kafka 0.10. */
export function apiVersionsV0(errorCode: number, ranges: readonly ApiRange[]): FakeAnswer {
  const writer = Writer.create().appendInt16(errorCode)
  writer.appendArray(
    [...ranges],
    (w, range) => {
      for (const value of range) w.appendInt16(value)
    },
    false,
    false,
  )
  return { body: writer.buffer }
}

export function metadataV7(ports: ReadonlyMap<number, number>, topics: readonly FakeTopic[]): FakeAnswer {
  const writer = Writer.create().appendInt32(0)
  writer.appendArray(
    [...ports],
    (w, [id, port]) => {
      w.appendInt32(id).appendString('127.0.0.1', false).appendInt32(port).appendString(null, false)
    },
    false,
    false,
  )
  writer.appendString('fake', false).appendInt32(1)
  writer.appendArray(
    [...topics],
    (w, topic) => {
      w.appendInt16(0).appendString(topic.name, false).appendBoolean(false)
      w.appendArray(
        topic.leaders,
        (part, leader, index) => {
          part
            .appendInt16(leader < 0 ? 5 : 0)
            .appendInt32(index)
            .appendInt32(leader)
            .appendInt32(0)
          for (const nodes of [[leader], [leader], []]) {
            part.appendArray(nodes, (one, node) => one.appendInt32(node), false, false)
          }
        },
        false,
        false,
      )
    },
    false,
    false,
  )
  return { body: writer.buffer }
}

/** One partition's answer. */
export function listOffsetsV4(
  topic: string,
  partition: number,
  errorCode: number,
  offset: bigint,
): FakeAnswer {
  const writer = Writer.create().appendInt32(0).appendInt32(1).appendString(topic, false).appendInt32(1)
  writer.appendInt32(partition).appendInt16(errorCode).appendInt64(-1n).appendInt64(offset).appendInt32(0)
  return { body: writer.buffer }
}

/** One partition's answer; `baseOffset` −1 where nothing was appended. */
export function produceV7(
  topic: string,
  partition: number,
  errorCode: number,
  baseOffset: bigint,
): FakeAnswer {
  const writer = Writer.create().appendInt32(1).appendString(topic, false).appendInt32(1)
  writer.appendInt32(partition).appendInt16(errorCode).appendInt64(baseOffset).appendInt64(-1n)
  writer.appendInt64(0n).appendInt32(0)
  return { body: writer.buffer }
}
