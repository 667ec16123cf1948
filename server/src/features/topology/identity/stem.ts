const UUID = /[._-]?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
/** What clients and platforms put behind a name, the outermost first. */
const ENDINGS: readonly RegExp[] = [
  /-StreamThread-\d+.*$/,
  /-GlobalStreamThread$/,
  /[._-](?:producer|consumer|admin|restore-consumer)(?:-\d+)?$/i,
]
/** And in front of it. */
const FRONTS: readonly RegExp[] = [
  /^connector-(?:producer|consumer|dlq-producer)-/i,
  /^(?:consumer|producer)-/i,
]
/** What kind of program it is, says nothing of which. */
const ROLES = /[._-](?:service|svc|app|application|server|worker|api|client|group|cg|tx|txn|transactional)$/i
const ADDRESS = /[._-]?\d{1,3}(?:\.\d{1,3}){3}$/
const VERSION = /[._-]v?\d+(?:\.\d+)+(?:-snapshot)?$/i
const STAGE = /[._-](?:prod|production|staging|stage|dev|test|qa|uat)$/i
/** Of a pod; a word has no digits. */
const POD = /-(?=[a-z0-9-]*\d)[a-z0-9]{8,10}-[a-z0-9]{5}$/
const ORDINAL = /[._-]\d+$/
/** Names that a client has when nobody gave it one. */
const NOBODYS = new Set([
  ...[
    '',
    'rdkafka',
    'sarama',
    'kafkajs',
    'kafka-python',
    'aiokafka',
    'confluent-kafka',
    'librdkafka',
    'sluice',
  ],
  ...['producer', 'consumer', 'admin', 'client', 'kafka', 'kafka-client', 'default', 'console'],
])
const ROUNDS = 6

/** As it is written, but for capitals. */
export function sameName(name: string): string {
  return name.trim().toLowerCase()
}

/**
 * Without what clients add by themselves, and without what kind of program it is: `consumer-rental-service-1` is `rental`.
 * What stands between its words is a matter of taste: `orders.intake`, `orders/intake` and `orders-intake` are the same.
 */
export function nearName(name: string): string {
  return strip(name, [...ENDINGS, ROLES], FRONTS)
}

/** Without numbers, addresses, versions and stages as well: what replicas have in common, and sometimes others too. */
export function stemOf(name: string): string {
  return strip(name, [...ENDINGS, POD, ADDRESS, VERSION, STAGE, ORDINAL, ROLES], FRONTS)
}

/** Whether it is nobody's name: as a client has it out of the box. */
export function isNobodys(name: string): boolean {
  return NOBODYS.has(stemOf(name)) || NOBODYS.has(sameName(name))
}

/** Java's own client ids carry a number behind the group or the transactional id: that alone goes. */
export function withoutClientWords(clientId: string): string {
  const java = /^(?:consumer|producer)-(.+?)(?:-\d+)?$/i.exec(clientId)
  return sameName(java?.[1] ?? clientId)
}

function strip(name: string, endings: readonly RegExp[], fronts: readonly RegExp[]): string {
  let rest = name.trim().replaceAll(UUID, '')
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = rest
    for (const part of [...endings, ...fronts]) {
      const less = rest.replace(part, '')
      if (less !== '') rest = less
    }
    if (rest === before) break
  }
  return rest.toLowerCase().replaceAll(/[\s._:/-]+/g, '-')
}
