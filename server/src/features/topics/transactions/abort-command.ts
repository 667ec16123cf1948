import type { TopicPartitionId } from '#kafka/gateway.ts'

/** What ends the transaction that begins there by force. Names of topics and hosts need no quotes. */
export function abortCommand(
  bootstrap: string,
  { topic, partition }: TopicPartitionId,
  startOffset: bigint,
): string {
  return `kafka-transactions.sh --bootstrap-server ${bootstrap} abort --topic ${topic} --partition ${partition} --start-offset ${startOffset}`
}
