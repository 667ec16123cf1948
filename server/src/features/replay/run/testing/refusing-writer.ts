import type { KafkaFaultCode } from '#kafka/kafka-fault.ts'
import { refused } from '#kafka/write-faults.ts'
import type { KafkaWriter } from '#kafka/writer.ts'

/** A writer whose producers are refused whatever they send while `code` is set: what a broker in trouble does, for long. */
export function refusingWriter(writer: KafkaWriter): KafkaWriter & { code: KafkaFaultCode | null } {
  const refusing: KafkaWriter & { code: KafkaFaultCode | null } = {
    ...writer,
    code: null,
    openProducer: async (options) => {
      const producer = await writer.openProducer(options)
      return {
        producerId: producer.producerId,
        producerEpoch: producer.producerEpoch,
        send: async (batch) => {
          if (refusing.code !== null) throw refused(refusing.code, 'Not at the moment.')
          return await producer.send(batch)
        },
        room: () => producer.room(),
        begin: () => producer.begin(),
        commit: (places) => producer.commit(places),
        abort: () => producer.abort(),
        close: () => producer.close(),
        abandon: () => producer.abandon(),
      }
    },
  }
  return refusing
}
