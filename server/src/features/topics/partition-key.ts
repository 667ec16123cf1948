/** A key for maps over partitions; a topic name has no slash. */
export function partitionKey(topic: string, partition: number): string {
  return `${topic}/${partition}`
}
