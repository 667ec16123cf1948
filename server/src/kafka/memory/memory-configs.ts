import type { ConfigDescription } from '../gateway.ts'

interface Default {
  broker: string
  value: string
  type: string
  documentation: string
}

// A handful of Kafka's topic configurations with their broker-side names; the texts are ours.
const DEFAULTS: Readonly<Record<string, Default>> = {
  'cleanup.policy': {
    broker: 'log.cleanup.policy',
    value: 'delete',
    type: 'list',
    documentation: 'What becomes of old segments: deleted by age and size, or compacted by key.',
  },
  'compression.type': {
    broker: 'compression.type',
    value: 'producer',
    type: 'string',
    documentation: 'The codec batches are stored with; "producer" keeps what the producer chose.',
  },
  'max.message.bytes': {
    broker: 'message.max.bytes',
    value: '1048588',
    type: 'int',
    documentation: 'The largest record batch the topic takes, after compression.',
  },
  'message.timestamp.type': {
    broker: 'log.message.timestamp.type',
    value: 'CreateTime',
    type: 'string',
    documentation: 'Whether a timestamp is the producer’s or the time of appending.',
  },
  'min.insync.replicas': {
    broker: 'min.insync.replicas',
    value: '1',
    type: 'int',
    documentation: 'Replicas that must have a record before acks=all is answered.',
  },
  'retention.ms': {
    broker: 'log.retention.ms',
    value: '604800000',
    type: 'long',
    documentation: 'How long the delete policy keeps records; −1 for ever.',
  },
  'segment.bytes': {
    broker: 'log.segment.bytes',
    value: '1073741824',
    type: 'int',
    documentation: 'Size at which a segment file is closed and a new one begun.',
  },
}

interface ConfigQuestion {
  overrides: ReadonlyMap<string, string>
  keys: readonly string[] | undefined
  documentation: boolean
  /** Whether the broker tells the type (DescribeConfigs v3, Kafka 2.6). */
  typed: boolean
}

/** A topic's effective configuration, as DescribeConfigs with synonyms answers it. */
export function describeConfigs(question: ConfigQuestion): ConfigDescription[] {
  const names = [...new Set([...Object.keys(DEFAULTS), ...question.overrides.keys()])].sort()
  return names
    .filter((name) => question.keys === undefined || question.keys.includes(name))
    .map((name) => describeOne(name, question))
}

function describeOne(name: string, question: ConfigQuestion): ConfigDescription {
  const known = DEFAULTS[name]
  const override = question.overrides.get(name)
  const synonyms: ConfigDescription['synonyms'] = []
  if (override !== undefined) synonyms.push({ name, value: override, source: 'topic' })
  if (known !== undefined) synonyms.push({ name: known.broker, value: known.value, source: 'default' })
  return {
    name,
    value: override ?? known?.value ?? null,
    source: override === undefined ? 'default' : 'topic',
    sensitive: false,
    readOnly: false,
    type: question.typed ? (known?.type ?? 'string') : null,
    documentation: question.documentation ? (known?.documentation ?? null) : null,
    synonyms,
  }
}
