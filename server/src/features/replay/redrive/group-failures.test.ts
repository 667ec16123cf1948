import type { Message } from '@sluice/shared/messages'
import { isDeadLetterName } from '@sluice/shared/replay-dead-letter-name'
import { describe, expect, it } from 'vitest'
import { failureClass } from './failure-class.ts'
import { readFailure } from './failure-headers.ts'
import { FailureGroups } from './group-failures.ts'

type Headers = Record<string, string | Buffer>

function headersOf(headers: Headers): Message['headers'] {
  return Object.entries(headers).map(([key, value]) => {
    const bytes = Buffer.from(value)
    const data = bytes.toString('base64')
    return { key, value: { encoding: 'base64', data, size: bytes.length, truncated: false } }
  })
}

function letter(offset: number, headers: Headers, partition = 0): Message {
  return {
    ...{ topic: 'orders.DLT', partition, offset: `${offset}`, timestamp: 1000 + offset },
    ...{ timestampType: 'CreateTime', key: null, value: null, headers: headersOf(headers), size: 1 },
    ...{ codec: 'none', producerId: null, transactional: false },
  }
}

const int = (value: number) => Buffer.from([0, 0, 0, value])
const long = (value: number) => Buffer.from([0, 0, 0, 0, 0, 0, 0, value])

describe('what headers of a dead letter say', () => {
  it('is read of Spring, whose numbers are bytes and whose exception is wrapped', () => {
    const headers = headersOf({
      'kafka_dlt-exception-fqcn': 'org.springframework.kafka.listener.ListenerExecutionFailedException',
      'kafka_dlt-exception-cause-fqcn': 'java.net.SocketTimeoutException',
      'kafka_dlt-exception-message': 'Listener failed; read timed out',
      'kafka_dlt-original-topic': 'orders',
      'kafka_dlt-original-partition': int(3),
      'kafka_dlt-original-offset': long(42),
      'kafka_dlt-original-consumer-group': 'billing',
      'sluice-replay-count': '2',
    })
    expect(readFailure({ headers })).toEqual({
      way: 'spring',
      exception: 'java.net.SocketTimeoutException',
      message: 'Listener failed; read timed out',
      by: 'billing',
      origin: { topic: 'orders', partition: 3, offset: '42' },
      replays: 2,
    })
  })

  it.each<[string, Headers, object]>([
    [
      'Connect',
      {
        '__connect.errors.exception.class.name': 'org.apache.kafka.connect.errors.DataException',
        '__connect.errors.connector.name': 'sink',
        '__connect.errors.topic': 'orders',
        '__connect.errors.partition': '1',
        '__connect.errors.offset': '7',
      },
      { way: 'connect', by: 'sink', origin: { topic: 'orders', partition: 1, offset: '7' } },
    ],
    [
      'Streams',
      { '__streams.errors.exception': 'java.lang.NullPointerException', '__streams.errors.topic': 'orders' },
      { way: 'streams', origin: { topic: 'orders', partition: null, offset: null } },
    ],
    [
      'share groups',
      { '__dlq.errors.message': 'rejected', '__dlq.errors.group': 'g' },
      { way: 'share', by: 'g' },
    ],
    ['a service of its own', { error: 'no such member' }, { way: 'plain', message: 'no such member' }],
    ['nobody', { trace: '1' }, { way: null, exception: null, origin: null }],
  ])('is read of %s', (_, headers, expected) => {
    expect(readFailure({ headers: headersOf(headers) })).toMatchObject(expected)
  })
})

describe('the kind of a failure', () => {
  it.each([
    ['org.apache.kafka.common.errors.SerializationException', 'format'],
    ['com.fasterxml.jackson.core.JsonParseException', 'format'],
    ['org.apache.kafka.connect.errors.DataException', 'format'],
    ['java.net.SocketTimeoutException', 'timeout'],
    ['java.net.ConnectException', 'unavailable'],
    ['org.springframework.dao.DuplicateKeyException', 'conflict'],
    ['jakarta.persistence.EntityNotFoundException', 'not-found'],
    ['jakarta.validation.ConstraintViolationException', 'invalid'],
    ['java.lang.NullPointerException', 'code'],
    ['org.apache.kafka.common.errors.RecordTooLargeException', 'too-large'],
    ['com.connect.MyOwnTrouble', 'other'],
  ])('of %s is %s', (exception, expected) => {
    expect(failureClass(exception, true)).toBe(expected)
  })

  it('is not known where nothing says why', () => {
    expect([failureClass(null, false), failureClass(null, true)]).toEqual(['unknown', 'other'])
  })
})

describe('dead letters that failed alike', () => {
  it('are one group with all their places, however their messages differ in numbers', () => {
    const groups = new FailureGroups()
    const failed = (offset: number, at: number, count = '0') =>
      letter(offset, {
        'kafka_dlt-exception-fqcn': 'a.TimeoutException',
        'kafka_dlt-exception-message': `order R-00${offset} took ${offset} ms`,
        'kafka_dlt-original-topic': 'orders',
        'kafka_dlt-original-partition': int(0),
        'kafka_dlt-original-offset': long(at),
        'sluice-replay-count': count,
      })
    for (const message of [failed(4, 1), failed(5, 1, '1'), failed(7, 2), letter(6, {})]) groups.add(message)
    const [slow, silent, ...more] = groups.all()
    expect(more).toEqual([])
    expect(slow).toMatchObject({
      ...{ class: 'timeout', records: 3, first: 1004, last: 1007, replayed: 1, mostReplays: 1, twins: 2 },
      messages: [{ text: 'order # took # ms', records: 3 }],
      origins: [{ topic: 'orders', records: 3 }],
      places: [{ partition: 0, offsets: '4-5,7' }],
    })
    expect(slow?.samples.map(({ offset, twins }) => `${offset} ${twins}`)).toEqual(['7 0', '5 1', '4 1'])
    expect(silent).toMatchObject({
      class: 'unknown',
      exception: null,
      origins: [{ topic: null, records: 1 }],
    })
  })
})

describe('the name of a topic', () => {
  it.each([
    'orders.DLT',
    'orders-dlt',
    'orders.dlq',
    'dlq.orders',
    'orders_dlq-eu',
    'orders-dead-letter',
    'DeadLetters',
  ])('%s is that of a dead-letter topic', (topic) => expect(isDeadLetterName(topic)).toBe(true))
  it.each(['orders', 'deadline', 'dltorders', 'handled'])('%s is not', (topic) =>
    expect(isDeadLetterName(topic)).toBe(false),
  )
})
