/** What holds without anybody having said so. The weight is what is usual: a piece of evidence may say less. */
export const CONVENTIONS: readonly { id: string; what: string; weight: number }[] = [
  {
    id: 'transactional-commits',
    what: 'A producer that commits a group’s offsets in its transactions is of that group’s service.',
    weight: 0.98,
  },
  {
    id: 'streams',
    what: 'A Kafka Streams application, its group, its internal topics and its producers are one service.',
    weight: 0.97,
  },
  {
    id: 'same-name-in-headers',
    what: 'Two headers that give the same name mean the same service.',
    weight: 0.95,
  },
  {
    id: 'transactional-id',
    what: 'A producer id belongs to the transactional id that the coordinator knows it by.',
    weight: 0.9,
  },
  {
    id: 'transactional-id-stem',
    what: 'Transactional ids that differ by a number only, and write the same topics, are replicas of one service.',
    weight: 0.9,
  },
  {
    id: 'header',
    what: 'A producer whose records name their writer in a header is of that name, unless it passes on the records of others.',
    weight: 0.9,
  },
  {
    id: 'name-of-claim',
    what: 'A group or transactional id whose id, or whose members’ client id, is a name that records bear is of that service; only where there is one such name.',
    weight: 0.85,
  },
  {
    id: 'name-of-group',
    what: 'A transactional id that bears the name of one group is of that group’s service.',
    weight: 0.85,
  },
  {
    id: 'plain-by-header',
    what: 'Records without a producer id are of the services that their headers name, where nearly all of them name one.',
    weight: 0.85,
  },
  {
    id: 'same-work',
    what: 'Producers of nobody known that have the same form and write the same topics are one writer without a name.',
    weight: 0.8,
  },
]
