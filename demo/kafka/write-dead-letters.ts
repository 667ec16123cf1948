import { Kafka, logLevel } from 'kafkajs'

// For tests that are no part of this process: `write-dead-letters.ts <topic> <origin> <host:port>…` makes a dead-letter
// topic of ten records as Spring leaves them, says "ready" and ends when its input does.
const [topic, origin, ...brokers] = process.argv.slice(2)
if (topic === undefined || origin === undefined || brokers.length === 0)
  throw new Error('Wanted: a topic, the topic its records came from, and brokers')

const FAILURES = [
  { cause: 'java.net.SocketTimeoutException', why: 'read timed out after 3000 ms', records: 6 },
  {
    cause: 'com.fasterxml.jackson.core.JsonParseException',
    why: 'Unexpected character at line 1',
    records: 3,
  },
] as const

const kafka = new Kafka({ brokers, clientId: 'dead-letters', logLevel: logLevel.NOTHING })
const admin = kafka.admin()
await admin.connect()
await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true })
await admin.disconnect()
const producer = kafka.producer()
await producer.connect()
let offset = 0
const number = (bytes: 4 | 8, value: number): Buffer => {
  const buffer = Buffer.alloc(bytes)
  buffer.writeInt32BE(value, bytes - 4)
  return buffer
}
const failed = FAILURES.flatMap(({ cause, why, records }) =>
  Array.from({ length: records }, () => {
    const at = offset++
    return {
      key: `R-dead-${at}`,
      value: JSON.stringify({ target: `R-dead-${at}`, action: 'book-rented', attempt: at }),
      headers: {
        'kafka_dlt-exception-fqcn': 'org.springframework.kafka.listener.ListenerExecutionFailedException',
        'kafka_dlt-exception-cause-fqcn': cause,
        'kafka_dlt-exception-message': `Listener failed; ${why}`,
        'kafka_dlt-original-topic': origin,
        'kafka_dlt-original-partition': number(4, 0),
        'kafka_dlt-original-offset': number(8, at),
        'kafka_dlt-original-consumer-group': 'library.member',
      },
    }
  }),
)
await producer.send({ topic, messages: [...failed, { key: 'R-dead-silent', value: 'no header says why' }] })
await producer.disconnect()
process.stdout.write('ready\n')
for await (const _ of process.stdin);
