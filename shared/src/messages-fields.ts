/** Metadata of a message that a column of the list or of a CSV file can show, named as in filters. */
export const META_FIELDS = [
  'timestamp',
  'partition',
  'offset',
  'size',
  'keySize',
  'valueSize',
  'timestampType',
  'codec',
  'producerId',
  'transactional',
  'transaction',
  'topic',
] as const
