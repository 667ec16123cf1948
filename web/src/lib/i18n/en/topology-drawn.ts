import { plural } from '../plural.ts'

const many = (n: number, one: string): string => `${n} ${plural(n, one, `${one}s`)}`

/** How much of the topology is drawn: boxes, families, heaps, and what is left out. */
export const drawn = {
  choice: 'What is drawn',
  all: 'All nodes',
  byName: 'Grouped by name',
  byOwner: 'Grouped by owner',
  byPattern: 'Grouped by pattern',
  group: 'Group nodes',
  groupNone: 'not at all',
  groupName: 'by the beginning of their names',
  groupOwner: 'by owner',
  groupPattern: 'by a pattern',
  depth: 'Words of the name',
  pattern: 'Pattern',
  patternTip: 'A regular expression. Its first bracket, or else all it matches, is the name of the box.',
  patternFault: ({ fault }: { fault: string }) => `This is no pattern: ${fault}`,
  every: ({ n }: { n: number }) => `Every node (${n}), however many`,
  internal: 'Internal topics of Kafka',
  opened: ({ n }: { n: number }) => `${n} opened`,
  closeAll: 'Close all',
  openTip: 'Double-click a box, or press O on it, to open it.',
  keyOpen: 'Open the box, the family or the neighbours left out',
  merged: 'Drawn as one arrow',
  mergedClose: 'Close',
  atLeast: 'Not of all of these is known how much goes along them: their sum is at least that.',
  heap: ({ n, kind }: { n: number; kind: string }) => `${n} × ${kind}`,
  topics: ({ n }: { n: number }) => many(n, 'topic'),
  actors: ({ n }: { n: number }) => `${n} ${plural(n, 'service or group', 'services and groups')}`,
  box: 'Box',
  lag: 'Lag',
  behind: ({ lag }: { lag: string }) => `${lag} behind`,
  unwell: ({ n }: { n: number }) => `${n} not well`,
}
