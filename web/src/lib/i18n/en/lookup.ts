import { plural } from '../plural.ts'

export const lookup = {
  kind: 'What to find',
  kindText: 'Text',
  kindKey: 'Key',
  label: 'Find by key',
  clear: 'Clear the key',
  fieldEmpty: 'empty key (zero bytes)',
  fieldNull: 'no key (null)',
  base64Fault: 'Not base64: whole groups of four characters, padded with =',
  textFault: 'No bytes stand for this text',
  how: 'How the key is given, and where to look',
  form: 'The key is',
  formText: 'Text (UTF-8)',
  formBase64: 'Bytes, written as base64',
  formEmpty: 'Empty: zero bytes',
  formNull: 'Absent: messages without a key',
  exact: 'Messages with exactly this key, byte for byte.',
  everywhere: 'In all partitions',
  everywhereWhy:
    'Otherwise only in the partitions where producers put this key: those of Java, kafkajs, librdkafka and sarama.',
  markEverywhere: 'all partitions',
  alsoText: ({ text }: { text: string }) => `and the text “${text}”`,
  alsoKey: ({ text }: { text: string }) => `and the key ${text}`,
  dropText: 'Take the text away',
  dropKey: 'Take the key away',
  looking: 'Looking up where producers put this key …',
  likely: ({ count, list, of }: { count: number; list: string; of: number }) =>
    plural(
      count,
      `Key looked up in partition ${list} of ${of}`,
      `Key looked up in partitions ${list} of ${of}`,
    ),
  likelyOutside: ({ list }: { list: string }) =>
    `Looked up nowhere: the partitions chosen leave out where producers put this key, ${list}`,
  all: ({ where, list }: { where: string; list: string }) =>
    `Key looked up in ${where}; producers put it into partition ${list}`,
  untold: ({ where }: { where: string }) =>
    `Looked up in ${where}: producers may put an empty or absent key anywhere`,
  whereAll: ({ of }: { of: number }) => plural(of, 'the only partition', `all ${of} partitions`),
  whereChosen: 'every partition chosen',
  widen: 'Look in all partitions',
  narrow: 'Only the likely partitions',
  noneTitle: ({ text }: { text: string }) => `The key “${text}” was not found`,
  noneYetTitle: ({ text }: { text: string }) => `The key “${text}” was not found so far`,
  noneBytesTitle: 'No such message was found',
  noneBytesYetTitle: 'No such message was found so far',
  noneWhy:
    'It may be in another partition: the topic had fewer partitions when it was written, or its producer has a partitioner of its own.',
  allWithKey: 'All messages with this key',
  withoutText: 'Whatever the text',
}
