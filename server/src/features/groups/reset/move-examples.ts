const SIGNED = { who: 'mina', why: 'Read again what the faulty release skipped', confirm: 'library.member' }

/** Bodies that the document shows; checks bend them. */
export const PLAN_EXAMPLES = {
  timestamp: {
    summary: 'Every partition to the first record of a time',
    value: { to: { mode: 'timestamp', ms: 1_793_000_000_000 } },
  },
  shift: {
    summary: 'A hundred records back in two partitions of a topic',
    value: {
      to: { mode: 'shift', by: '-100' },
      scope: [{ topic: 'rental.book-rented', partitions: [0, 1] }],
    },
  },
  csv: {
    summary: 'Places from a file that Kafka’s tool exported',
    value: { to: { mode: 'csv', text: '"rental.book-rented",0,18204\n' } },
  },
  partitions: {
    summary: 'Places one by one',
    value: {
      to: { mode: 'partitions', offsets: [{ topic: 'rental.book-rented', partition: 0, offset: '18204' }] },
    },
  },
  group: {
    summary: 'To where another group stands',
    value: { to: { mode: 'group', group: 'library.mail' } },
  },
  undo: {
    summary: 'Back to before a move',
    value: { to: { mode: 'undo', snapshot: 'b1946ac92492d2347c62' } },
  },
  forget: {
    summary: 'Forget the commits of a topic',
    value: { to: { mode: 'forget' }, scope: [{ topic: 'rental.book-rented' }] },
  },
}

export const APPLY_EXAMPLES = {
  apply: { summary: 'A plan that was looked at', value: { plan: 'a'.repeat(64), ...SIGNED } },
}

export const UNDO_EXAMPLES = {
  undo: { summary: 'The last move back', value: { snapshot: 'b1946ac92492d2347c62', ...SIGNED } },
}
