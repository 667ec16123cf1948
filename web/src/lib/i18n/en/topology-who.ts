import { plural } from '../plural.ts'

/** Who is who in the topology, as people say. */
export const who = {
  title: 'Who is who',
  open: 'Who is who',
  close: 'Close',
  failed: 'Who is who could not be read',
  kept: 'Kept. The graph follows.',
  notKept: 'It was not kept',
  readOnly: 'This Sluice is open to others without a login, so nobody may change who is who here.',

  node: 'Who it is',
  name: 'Name',
  nameHint: 'Nobody has named it: say what it is called.',
  nameSay: 'Name it',
  owner: 'Owner',
  ownerSay: 'Set',
  merge: 'Is one with',
  mergeChoose: 'choose …',
  mergeNot: ({ name }: { name: string }) => `Not ${name}`,
  mergeSay: ({ name }: { name: string }) => `Merge as ${name}`,
  mergeNameless: 'None of them has a name. Name one of them first.',
  parts: ({ n }: { n: number }) => `Made of ${n} ${plural(n, 'part', 'parts')}`,
  split: 'Split off',
  splitOf: ({ name }: { name: string }) => `Split off ${name}`,

  suggestions: 'Perhaps the same',
  suggested: ({ nodes }: { nodes: string }) => `${nodes} may be one service`,
  rules: 'Said by people',
  rulesNone: 'Nothing yet. Select a node to name it or to merge it with another.',
  remove: ({ rule }: { rule: string }) => `Take back: ${rule}`,
  ruleRename: ({ entity, name }: { entity: string; name: string }) => `${entity} is called ${name}`,
  ruleMerge: ({ entities, name }: { entities: string; name: string }) =>
    `${name} is one service of ${entities}`,
  ruleSplit: ({ entity }: { entity: string }) => `${entity} stands alone`,
  ruleOwner: ({ match, owner }: { match: string; owner: string }) => `${match} belongs to ${owner}`,
  ruleHeader: ({ header }: { header: string }) => `The header “${header}” names the writer`,
  ruleHeaderNot: ({ header }: { header: string }) => `The header “${header}” does not name the writer`,
  add: 'Another rule',
  addOwner: 'belongs to',
  addHeader: 'header names the writer',
  addHeaderNot: 'header does not',
  match: 'Names that fit (* is any text)',
  header: 'Header',
  addSay: 'Add',

  files: 'Files',
  format: 'Format of the file',
  formatBackstage: 'Backstage catalog',
  import: 'Open a file',
  export: 'Save as a file',
  wouldAdd: ({ n }: { n: number }) => `The file would add ${n} ${plural(n, 'rule', 'rules')}`,
  ignored: ({ what, why }: { what: string; why: string }) => `Left out: ${what}. ${why}`,
  take: 'Add them',
  leave: 'Leave it',

  conventions: 'Holds without any rule',
  used: ({ n }: { n: number }) => `${n} named`,
  byCommits: 'A producer that commits a group’s offsets in its transactions is of that group’s service.',
  byStreams: 'A Kafka Streams application, its group, its internal topics and its producers are one service.',
  bySameName: 'Two headers that give the same name mean the same service.',
  byTransactionalId: 'A producer id belongs to the transactional id that the coordinator knows it by.',
  byStem:
    'Transactional ids that differ by a number only, and write the same topics, are replicas of one service.',
  byHeader:
    'A producer whose records name their writer in a header is of that name, unless it passes on the records of others.',
  byClaim:
    'A group or transactional id whose id, or whose members’ client id, is a name that records bear is of that service; only where there is one such name.',
  byGroup: 'A transactional id that bears the name of one group is of that group’s service.',
  byPlain:
    'Records without a producer id are of the services that their headers name, where nearly all of them name one.',
  bySameWork:
    'Producers of nobody known that have the same form and write the same topics are one writer without a name.',
}
