import { plural } from '../plural.ts'

export interface KeyPlaces {
  count: number
  list: string
  of: number
  hashes: string
}

/** Messages of several topics in one list. */
export const across = {
  title: 'Messages across topics',
  messagesOf: ({ count }: { count: number }) =>
    plural(count, 'Messages of 1 topic', `Messages of ${count} topics`),
  field: 'Topics to read',
  add: 'Read other topics with this one',
  topics: ({ count }: { count: number }) => plural(count, '1 topic', `${count} topics`),
  picked: ({ count, of }: { count: number; of: number }) => `${count} of ${of} at most`,
  clear: 'Clear',
  read: 'Read these',
  noTopic: 'No topic has this in its name.',
  more: ({ count, text }: { count: number; text: string }) =>
    plural(count, '1 more topic: search by name', `${text} more topics: search by name`),
  chooseWhy:
    'Choose topics whose messages you want in one list: searched, merged by time, and compared together.',
  place: ({ topic, partition }: { topic: string; partition: number }) => `${topic}, partition ${partition}`,
  topicsMissing: ({ count }: { count: number }) =>
    plural(count, '1 topic missing', `${count} topics missing`),
  keyLikely: ({ count, list, of, hashes }: KeyPlaces) =>
    plural(
      count,
      `Key looked up in 1 partition of ${of}: ${list} (${hashes})`,
      `Key looked up in ${count} partitions of ${of}: ${list} (${hashes})`,
    ),
  keyAll: ({ list, of, hashes }: KeyPlaces) =>
    `Key looked up in all ${of} partitions; producers put it into ${list} (${hashes})`,
  lookedAt: ({ partitions, count, text }: { partitions: number; count: bigint; text: string }) =>
    `${plural(partitions, '1 partition', `${partitions} partitions`)}, ${plural(count, '1 offset', `${text} offsets`)}`,
  andMore: ({ count }: { count: number }) => plural(count, 'and 1 more topic', `and ${count} more topics`),
  noneEmptyTitle: 'These topics hold no messages',
  noneNever: 'Nothing has been written to them yet.',
}
