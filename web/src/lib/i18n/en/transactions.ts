import { plural } from '../plural.ts'

/** Open transactions of a topic and what they hold back. */
export const transactions = {
  title: 'Open transactions',
  failed: 'Open transactions could not be read',
  heldShort: ({ text }: { text: string }) => `${text} held back`,
  whoOpen: 'An open transaction',
  whoHanging: 'A hanging transaction',
  whoUnknown: 'Something',
  holds: (p: { who: string; count: bigint; text: string; where: string; age: string | null }) =>
    `${p.who} holds back ${plural(p.count, '1 record', `${p.text} records`)} in ${p.where}${p.age === null ? '' : `, for ${p.age}`}`,
  partition: ({ partition }: { partition: number }) => `partition ${partition}`,
  partitions: ({ count }: { count: number }) => plural(count, '1 partition', `${count} partitions`),
  columnWho: 'Producer',
  columnHolds: 'Holds back',
  columnSince: 'Open for',
  columnEnds: 'Times out',
  unnamed: 'Not named',
  producer: ({ id, epoch }: { id: string; epoch: number }) => `producer ${id}, epoch ${epoch}`,
  clientStreams: ({ name }: { name: string }) => `Kafka Streams application ${name}`,
  clientConnect: ({ name }: { name: string }) => `Kafka Connect cluster ${name}`,
  elsewhere: ({ count }: { count: number }) =>
    plural(count, 'and 1 in other topics', `and ${count} in other topics`),
  from: ({ offset }: { offset: string }) => `from offset ${offset}`,
  behind: 'behind an older one',
  atLeast: ({ age }: { age: string }) => `at least ${age}`,
  endsIn: ({ age }: { age: string }) => `in ${age}`,
  endsOverdue: ({ age }: { age: string }) => `was due ${age} ago`,
  endsNow: 'is ending',
  endsNever: 'not known',
  timeout: ({ age }: { age: string }) =>
    `Aborted by its coordinator ${age} after it began, unless it ends before`,
  hangsOverdue: 'It hangs: its coordinator should have aborted it, and has not.',
  hangsAbandoned:
    'It hangs: its coordinator no longer counts this partition to a transaction, so nobody will end it.',
  hangsUnseen:
    'It seems to hang: no coordinator names it, and it wrote nothing for 15 minutes. Its producer may also be one that this user may not see.',
  command: 'An operator ends it so; its records are then aborted:',
  copyCommand: 'Copy the command',
  more: ({ count }: { count: number }) => plural(count, 'and 1 more', `and ${count} more`),
  missing: ({ partition }: { partition: number }) => `Partition ${partition} did not tell who wrote to it:`,
  none: 'Nothing is open any more: every record can be read.',
  about:
    'Counted in offsets, so markers of transactions are among them. Readers of committed records wait here.',
}
