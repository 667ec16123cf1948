import type { RecordProducer } from '#kafka/record-producer.ts'
import type { KafkaWriter } from '#kafka/writer.ts'

/** A writer whose producers hear nothing any more after so many batches, which Kafka took all the same: what a crash leaves. */
export function dyingWriter(writer: KafkaWriter, answers: number): KafkaWriter & { died: Promise<void> } {
  let left = answers
  let die = () => {}
  const died = new Promise<void>((resolve) => {
    die = resolve
  })
  const silent = (): Promise<never> => new Promise(() => {})
  const dying = (producer: RecordProducer): RecordProducer => ({
    producerId: producer.producerId,
    producerEpoch: producer.producerEpoch,
    send: async (batch) => {
      if (left < 0) return await silent()
      left -= 1
      const written = await producer.send(batch)
      if (left >= 0) return written
      die()
      return await silent()
    },
    room: async () => await producer.room(),
    begin: () => producer.begin(),
    commit: async (places) => {
      if (left < 0) await silent()
      await producer.commit(places)
    },
    abort: async () => await silent(),
    close: async () => await silent(),
    abandon: () => {},
  })
  return {
    ...writer,
    openProducer: async (options) => dying(await writer.openProducer(options)),
    died,
  }
}
