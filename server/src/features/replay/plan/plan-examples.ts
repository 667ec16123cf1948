/** Bodies that the document shows; checks bend them. */
export const SPEC_EXAMPLES = {
  sandbox: {
    summary: 'A day of a topic into a sandbox that is made like it',
    value: {
      source: {
        topics: ['rental.book-rented'],
        from: { timestamp: 1_793_000_000_000 },
        to: { timestamp: 1_793_086_400_000 },
      },
      target: {
        kind: 'sandbox',
        topics: [{ source: 'rental.book-rented', target: 'rental.book-rented.replay-1' }],
      },
    },
  },
  redrive: {
    summary: 'Dead letters back to where they came from, without what the queue added to them',
    value: {
      source: {
        topics: ['rental.dlq'],
        filter: { cel: "headers['kafka_dlt-exception-fqcn'].contains('Timeout')" },
      },
      target: { kind: 'origin', convention: 'spring' },
      transform: { dropHeaders: ['dead-letter', 'trace'] },
      canary: 10,
    },
  },
  masked: {
    summary: 'Into another topic, with a name hidden and a field set, exactly once',
    value: {
      source: { topics: ['library.member'] },
      target: { kind: 'topic', topic: 'library.member-test' },
      transform: {
        value: { by: 'merge', patch: '{"test":true}' },
        mask: [{ steps: ['name'], how: 'hash' }],
      },
      fidelity: { partition: { by: 'key' } },
      guarantee: 'exactly-once',
    },
  },
}
