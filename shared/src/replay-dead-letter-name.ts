/** Whether a topic is called as dead-letter topics are. */
export function isDeadLetterName(topic: string): boolean {
  return /(^|[._-])(dlt|dlq)([._-]|$)/i.test(topic) || /dead[._-]?letter/i.test(topic)
}
