export interface NodeAddress {
  id: number
  port: number
  controllerPort: number
}

export type SecurityProtocol = 'PLAINTEXT' | 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL'

export interface ExtraListener {
  protocol: SecurityProtocol
  port: number
}

export interface ServerSettings {
  node: NodeAddress
  all: NodeAddress[]
  /** Listeners beside PLAINTEXT, by name. */
  extra: Record<string, ExtraListener>
  /** Win over everything that is set here. */
  properties: Record<string, string>
}

const host = '127.0.0.1'

function listenerSettings({ node, extra }: ServerSettings): Record<string, string> {
  const names = Object.entries(extra)
  const clients = [
    `PLAINTEXT://${host}:${node.port}`,
    ...names.map(([name, at]) => `${name}://${host}:${at.port}`),
  ]
  const protocols = names.map(([name, at]) => `${name}:${at.protocol}`)
  return {
    listeners: [...clients, `CONTROLLER://${host}:${node.controllerPort}`].join(','),
    'advertised.listeners': clients.join(','),
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': ['CONTROLLER:PLAINTEXT', 'PLAINTEXT:PLAINTEXT', ...protocols].join(','),
  }
}

/** Three nodes keep what they were told through the loss of one; one node has nobody to copy to. */
function replicationSettings(nodes: number): Record<string, string> {
  const factor = String(Math.min(nodes, 3))
  const inSync = nodes >= 3 ? '2' : '1'
  return {
    'default.replication.factor': factor,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': factor,
    'transaction.state.log.replication.factor': factor,
    'transaction.state.log.min.isr': inSync,
    'share.coordinator.state.topic.replication.factor': factor,
    'share.coordinator.state.topic.min.isr': inSync,
  }
}

/** The settings of one combined broker and controller, small enough for a 256 MiB heap. */
export function serverSettings(settings: ServerSettings): Record<string, string> {
  const { node, all } = settings
  return {
    'process.roles': 'broker,controller',
    'node.id': String(node.id),
    'controller.quorum.voters': all
      .map(({ id, controllerPort }) => `${id}@${host}:${controllerPort}`)
      .join(','),
    ...listenerSettings(settings),
    // Relative to the node's folder, where Kafka is started: `log.dirs` is a list, and a path may hold a comma.
    'log.dirs': 'log',
    ...replicationSettings(all.length),
    // Kafka's defaults are 50 partitions each and a 128 MiB cleaner buffer.
    'offsets.topic.num.partitions': '3',
    'transaction.state.log.num.partitions': '3',
    'share.coordinator.state.topic.num.partitions': '3',
    'log.cleaner.dedupe.buffer.size': '2097152',
    'num.network.threads': '2',
    'num.io.threads': '4',
    'group.initial.rebalance.delay.ms': '0',
    'auto.create.topics.enable': 'false',
    // How soon the partitions of a killed node move, and how soon it may register again.
    'broker.session.timeout.ms': '3000',
    'broker.heartbeat.interval.ms': '500',
    ...settings.properties,
  }
}

/** Java's .properties text: UTF-8 is not assumed, so everything outside ASCII is escaped. */
export function propertiesText(settings: Record<string, string>): string {
  const quoted = (text: string, more: RegExp): string =>
    text
      .replace(/\\/g, '\\\\')
      .replace(/\n/g, '\\n')
      .replace(/\r/g, '\\r')
      .replace(/\t/g, '\\t')
      .replace(more, '\\$&')
      .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return Object.entries(settings)
    .map(([key, value]) => `${quoted(key, /[ :=#!]/g)}=${quoted(value, /^[ ]/)}\n`)
    .join('')
}
