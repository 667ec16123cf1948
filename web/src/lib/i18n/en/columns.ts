import { plural } from '../plural.ts'

export const columns = {
  button: 'Columns',
  buttonTip: 'Choose columns and look at the values of the loaded messages',
  panel: 'Columns and fields',
  search: 'Find a field, or write a path',
  reset: 'As at first',
  resetTip: 'Back to the columns that a list has by itself',
  shown: 'Shown columns',
  shownHow: 'Drag, or choose one and press ↑ ↓ to move it',
  move: ({ field }: { field: string }) => `Move the column ${field}`,
  remove: ({ field }: { field: string }) => `Remove the column ${field}`,
  show: ({ field }: { field: string }) => `Show ${field} as a column`,
  addPath: ({ field }: { field: string }) => `Add the column ${field}`,
  notPath: 'No field of the loaded messages has this name, and it is no path.',
  groupValue: 'Fields of the value',
  groupKey: 'Fields of the key',
  groupHeaders: 'Headers',
  groupMeta: 'Metadata',
  noMessages: 'No message is loaded: its fields are not known yet.',
  observed: ({ count, text }: { count: number; text: string }) =>
    plural(count, 'Fields of the 1 message loaded', `Fields of the ${text} messages loaded`),
  counting: ({ done, of }: { done: string; of: string }) => `Looked at ${done} of ${of} …`,
  cut: ({ count, text }: { count: number; text: string }) =>
    plural(
      count,
      '1 message is longer than its preview: it may have further fields.',
      `${text} messages are longer than their previews: they may have further fields.`,
    ),
  moreFields: 'There are more fields than are counted here: write the path of one.',
  moreMatches: ({ text }: { text: string }) => `${text} more: type to narrow them down`,
  share: ({ text, of }: { text: string; of: string }) => `In ${text} of ${of} loaded messages`,

  timestamp: 'Timestamp',
  partition: 'Partition',
  offset: 'Offset',
  size: 'Size',
  keySize: 'Key size',
  valueSize: 'Value size',
  timestampType: 'Timestamp type',
  codec: 'Compression',
  producerId: 'Producer id',
  transactional: 'Transactional',
  transaction: 'Transaction',
  topic: 'Topic',
  key: 'Key',
  value: 'Value',
  headers: 'Headers',

  kindString: 'text',
  kindNumber: 'number',
  kindBoolean: 'true/false',
  kindNull: 'null',
  kindObject: 'object',
  kindArray: 'list',
  kindBytes: 'bytes',
  kindTime: 'time',

  absent: 'not there',
  absentTip: 'The message has no such field',
  beyond: 'beyond the preview',
  beyondTip:
    'The list holds the first 4 KiB of a key or value, and the field is not among them. Open the message to see it.',
  noJson: 'not JSON',
  noJsonTip: 'The payload is no JSON, so it has no fields',
  noPayload: 'no payload',
  noPayloadTip: 'The payload is null, so it has no fields',
  emptyText: 'empty text',
  times: ({ count }: { count: number }) => `The name stands ${count} times; this is the last of them`,

  sorted: ({ count, text }: { count: number; text: string }) =>
    plural(count, 'Sorts the 1 message loaded, not the topic', `Sorts the ${text} loaded, not the topic`),
  sortedBy: ({ field }: { field: string }) => `Sorted by ${field}`,
  unsort: 'Back to the order of the scan',

  values: ({ field }: { field: string }) => `Values of ${field}`,
  distinct: ({ count, text, of }: { count: number; text: string; of: string }) =>
    plural(count, `1 value of ${of} loaded messages`, `${text} different values of ${of} loaded messages`),
  range: 'Lowest and highest',
  topOf: ({ shown }: { shown: string }) => `the ${shown} most frequent`,
  includeHow: 'Press: only these. Alt: all but these.',
  noFilter: 'No filter can say exactly this value',

  copyLoaded: ({ count, text }: { count: number; text: string }) =>
    plural(count, 'The 1 loaded row', `The ${text} loaded rows`),
  rowTsv: 'Row as TSV, these columns',
  rowMarkdown: 'Row as Markdown, these columns',
  copyMarkdown: 'Copy as Markdown',
  copyTsv: 'Copy as TSV',

  keyResize: 'Resize the column',
  keyMove: 'Move the column',
}
