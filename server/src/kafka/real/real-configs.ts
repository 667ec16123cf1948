import { ConfigResourceTypes, ConfigSources, ConfigTypes, type describeConfigsV4 } from '@platformatic/kafka'
import type { CallScope } from '../call-scope.ts'
import { topicNotFound } from '../faults.ts'
import type { ConfigDescription, ConfigSource, Outcome } from '../gateway.ts'
import { KafkaFault } from '../kafka-fault.ts'
import type { BrokerClient } from './broker-client.ts'
import type { ClusterMap } from './cluster-map.ts'
import { topicFault } from './error-codes.ts'
import { DESCRIBE_CONFIGS } from './wire-apis.ts'

/** Topics a request: about 35 entries each, with documentation some 20 KB. */
const TOPICS_PER_REQUEST = 250
const REQUESTS_AT_ONCE = 2

const SOURCES: Readonly<Record<number, ConfigSource>> = {
  [ConfigSources.DYNAMIC_TOPIC_CONFIG]: 'topic',
  [ConfigSources.DYNAMIC_BROKER_CONFIG]: 'broker',
  [ConfigSources.DYNAMIC_DEFAULT_BROKER_CONFIG]: 'default-broker',
  [ConfigSources.STATIC_BROKER_CONFIG]: 'static-broker',
  [ConfigSources.DEFAULT_CONFIG]: 'default',
  [ConfigSources.GROUP_CONFIG]: 'group',
}

const TYPES: Readonly<Record<number, string>> = {
  [ConfigTypes.BOOLEAN]: 'boolean',
  [ConfigTypes.STRING]: 'string',
  [ConfigTypes.INT]: 'int',
  [ConfigTypes.SHORT]: 'short',
  [ConfigTypes.LONG]: 'long',
  [ConfigTypes.DOUBLE]: 'double',
  [ConfigTypes.LIST]: 'list',
  [ConfigTypes.CLASS]: 'class',
  [ConfigTypes.PASSWORD]: 'password',
}

export interface ConfigAsk {
  keys?: readonly string[] | undefined
  documentation?: boolean | undefined
}

export type TopicConfigs = Outcome<{ name: string; entries: ConfigDescription[] }, { name: string }>

export async function describeTopicConfigs(
  client: BrokerClient,
  map: ClusterMap,
  names: readonly string[],
  ask: ConfigAsk,
  scope: CallScope,
): Promise<TopicConfigs[]> {
  const unique = [...new Set(names)]
  const chunks: string[][] = []
  for (let at = 0; at < unique.length; at += TOPICS_PER_REQUEST) {
    chunks.push(unique.slice(at, at + TOPICS_PER_REQUEST))
  }
  const found = new Map<string, TopicConfigs>()
  const work = async () => {
    for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
      for (const outcome of await askChunk(client, map, chunk, ask, scope)) {
        found.set(outcome.ok ? outcome.value.name : outcome.name, outcome)
      }
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: REQUESTS_AT_ONCE }, work))
  const failure = ended.find((one) => one.status === 'rejected')?.reason
  // What came before a failure stands; the rest has the failure as its own.
  if (failure !== undefined && (found.size === 0 || !(failure instanceof KafkaFault))) throw failure
  return names.map((name) => found.get(name) ?? { ok: false, name, fault: failure ?? topicNotFound(name) })
}

async function askChunk(
  client: BrokerClient,
  map: ClusterMap,
  names: readonly string[],
  ask: ConfigAsk,
  scope: CallScope,
): Promise<TopicConfigs[]> {
  const configurationKeys = ask.keys === undefined ? null : [...ask.keys]
  const resources = names.map((resourceName) => ({
    resourceType: ConfigResourceTypes.TOPIC,
    resourceName,
    configurationKeys,
  }))
  const args: [typeof resources, boolean, boolean] = [resources, true, ask.documentation ?? false]
  const { results } = await client.callAny(map.candidates(), DESCRIBE_CONFIGS, args, scope)
  return results.map(({ resourceName: name, errorCode, configs }) => {
    if (errorCode !== 0) return { ok: false, name, fault: topicFault(errorCode, name, 'DescribeConfigs') }
    return { ok: true, value: { name, entries: configs.map(toEntry) } }
  })
}

function toEntry(config: describeConfigsV4.DescribeConfigsResponseConfig): ConfigDescription {
  return {
    name: config.name,
    value: config.value ?? null,
    source: SOURCES[config.configSource] ?? 'unknown',
    sensitive: config.isSensitive,
    readOnly: config.readOnly,
    type: TYPES[config.configType] ?? null,
    documentation: config.documentation || null,
    synonyms: config.synonyms.map(({ name, value, source }) => ({
      name,
      value: value ?? null,
      source: SOURCES[source] ?? 'unknown',
    })),
  }
}
