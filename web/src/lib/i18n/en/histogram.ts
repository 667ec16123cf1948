import { plural } from '../plural.ts'

export const histogram = {
  label: 'Messages by time',
  hint: 'Arrow keys go from bar to bar, with Shift they choose a range, Enter reads it. Double click goes back to all times.',
  key: 'Go to messages by time',
  show: 'Show messages by time',
  hide: 'Hide messages by time',
  span: ({ from, to }: { from: string; to: string }) => `${from} – ${to}`,
  count: ({ count, text }: { count: number; text: string }) => plural(count, '1 message', `${text} messages`),
  found: ({ text }: { text: string }) => `${text} found here so far`,
  scanned: ({ percent }: { percent: string }) => `${percent} % looked at`,
  outside: 'outside the range that is read',
  step: ({ length }: { length: string }) => `${length} a bar`,
  most: ({ count }: { count: string }) => `max ${count}`,
  allTip: 'Back to all times (double click)',
  table: 'As a table',
  tableClose: 'Close the table',
  from: 'From',
  to: 'To (not included)',
  messages: 'Messages',
  foundColumn: 'Found',
  scannedColumn: 'Looked at',
  about: 'What this is based on',
  aboutMarked: 'What this is based on; there is something to know',
  basis: ({ lookups, time }: { lookups: string; time: string }) =>
    `Told by the brokers’ time indexes, by ${lookups} questions in ${time}. No message was read for it.`,
  upperBound:
    'A count is a span of offsets. Transaction markers and offsets emptied by compaction are counted too, so there may be fewer messages.',
  markCompacted: 'The topic is compacted: offsets whose message is gone are counted.',
  markCreateTime:
    'Producers set the timestamps, and they may be out of order: a message earlier than one before it in its partition counts at the later time.',
  markMoved: 'The log changed while it was asked: bars next to each other may be off.',
  markUntimed: ({ count }: { count: string }) => `Without a timestamp, and in no bar: ${count}.`,
  markFuture: ({ count }: { count: string }) =>
    `From the first timestamp on that lies more than a day ahead, and in no bar: ${count}.`,
  markCoarse: 'There are fewer bars than usual, so that this many partitions are answered in time.',
  missing: ({ list }: { list: string }) => `Not counted: ${list}`,
  missingMore: ({ count }: { count: number }) => `and ${count} more`,
  lastBisected: 'The broker is older than Kafka 3.0: the last time was narrowed down to a second.',
  legend: 'Solid: looked at. Hatched: in the range, not looked at. Pale: outside the range.',
  scale:
    'Heights are compressed, so that a burst leaves the rest to be seen: twice as high is more than twice as many.',
  failed: ({ reason }: { reason: string }) => `Messages by time are not known: ${reason}`,
  retry: 'Ask again',
  empty: 'There are no messages to show over time',
  noTimes: 'The messages carry no timestamp that a calendar could show',
}
