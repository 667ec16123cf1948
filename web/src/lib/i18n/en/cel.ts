import { plural } from '../plural.ts'

/** The filter in CEL: its field, its mistakes and its examples. */
export const cel = {
  filter: 'Filter',
  open: 'Filter by an expression',
  drop: 'Take the filter away',
  label: 'Filter: an expression in CEL',
  choices: 'What can be written here',
  share: ({ share }: { share: string }) => `in ${share} %`,
  examples: 'Examples',
  exampleBoth: 'Two conditions at once',
  exampleOneOf: 'One of several values',
  exampleHas: 'Only messages that have the field',
  exampleList: 'Any item of a list',
  exampleMatches: 'A regular expression (RE2)',
  exampleTime: 'By time and size of the message',
  exampleTombstone: 'Tombstones: messages without a value',
  about:
    'CEL, the Common Expression Language. A message without a field that is named is no match and is counted; has(value.x) asks whether it is there. Whole numbers are exact at any size.',
  empty: 'There is no expression.',
  tooLarge: 'The expression is too large.',
  nested: 'Too many of all, exists, map, filter inside of each other.',
  endsEarly: 'Something is missing at the end.',
  openText: 'This text has no closing quote.',
  singleEquals: 'Two things are compared by ==.',
  wordOperator: ({ found, sign }: { found: string; sign: string }) => `Write ${sign} for “${found}”.`,
  unexpected: ({ found }: { found: string }) => `“${found}” does not belong here.`,
  unknownName: ({ found, names }: { found: string; names: string }) =>
    `There is nothing called “${found}”. There are ${names}; a field is value.${found}, a text needs quotes.`,
  unknownNear: ({ found, suggestion }: { found: string; suggestion: string }) =>
    `There is nothing called “${found}”. Did you mean ${suggestion}?`,
  unknownFunction: ({ found }: { found: string }) => `There is no function “${found}”.`,
  arguments: ({ found }: { found: string }) => `${found} does not take what it is given.`,
  kinds: ({ found }: { found: string }) => `These kinds do not go together: ${found}.`,
  notACondition: 'This is no condition: compare it with something.',
  noField: ({ path, count }: { path: string; count: number }) =>
    plural(
      count,
      `The newest message does not have ${path}.`,
      `None of the newest ${count} messages has ${path}.`,
    ),
  useInstead: ({ path }: { path: string }) => `Use ${path}`,
  noneTitle: 'No message satisfies the filter',
  noneYetTitle: 'No message has satisfied the filter so far',
  failedOn: ({ text }: { count: number; text: string }) =>
    `It failed on ${text} of them: the status line lists them.`,
}
