import { plural } from '../plural.ts'

/** What a scan has looked at, and what its filter failed on. */
export const coverage = {
  title: 'Looked at, by partition',
  seen: 'Looked at',
  range: 'Of offsets',
  share: 'Share',
  empty: 'nothing',
  more: ({ count, text }: { count: number; text: string }) =>
    plural(count, 'and 1 more partition', `and ${text} more partitions`),
  failed: ({ count, text }: { count: number; text: string }) =>
    plural(count, 'The filter failed on 1 record', `The filter failed on ${text} records`),
  failedWhy: 'They are not in the list: whether they match cannot be said. The first of them:',
  record: ({ partition, offset }: { partition: number; offset: string }) =>
    `partition ${partition}, offset ${offset}`,
}
