import { plural } from '../plural.ts'

export interface Counted {
  count: number
  text: string
}

/** Two records side by side. */
export const compare = {
  label: 'Comparison',
  key: 'Pin for comparison, or leave it',
  pin: 'Pin, and compare others with it',
  unpin: 'Unpin',
  pinned: 'Pinned as A: choose another message to see what differs.',
  markA: 'A of the comparison: the pinned message',
  markB: 'B of the comparison: the open message',
  leave: 'Leave the comparison',
  swap: 'Swap A and B',
  absent: 'not there',
  fields: 'Fields that differ',
  lines: 'Lines that differ',
  bytes: 'Bytes that differ',
  fieldsCount: ({ count, text }: Counted) => plural(count, '1 field differs', `${text} fields differ`),
  fieldsMore: ({ text }: { text: string }) => `more than ${text} fields differ`,
  linesCount: ({ count, text }: Counted) => plural(count, '1 line differs', `${text} lines differ`),
  bytesCount: ({ count, text }: Counted) => plural(count, '1 byte differs', `${text} bytes differ`),
  foldedLines: ({ count, text }: Counted) =>
    plural(count, '1 line is the same', `${text} lines are the same`),
  foldedRows: ({ count, text }: Counted) => plural(count, '1 row is the same', `${text} rows are the same`),
  same: 'Both are the same, byte for byte.',
  sameContent: 'Both say the same, and are only written differently.',
  bothNull: 'Both are null.',
  onlyA: ({ size }: { size: string }) => `B is null; A holds ${size}.`,
  onlyB: ({ size }: { size: string }) => `A is null; B holds ${size}.`,
  cut: 'Only the first 8 MiB of each are compared.',
  noHeaders: 'Neither has headers.',
}
