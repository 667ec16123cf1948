import { rm } from 'node:fs/promises'
import { classDataArchive } from './class-data-archive.ts'
import { openKept, openThrowAway } from './data-folder.ts'
import { formatTemplate } from './format-template.ts'
import { javaRuntime } from './java-runtime.ts'
import { type KafkaNode, launchNodes, type NodeHandle, type NodePlan } from './kafka-nodes.ts'
import { KafkaStartFault } from './kafka-start-fault.ts'
import { defaultVersion, type KafkaVersion, releaseOf } from './kafka-version.ts'
import type { SecurityProtocol } from './server-properties.ts'

export interface StartKafkaOptions {
  version?: KafkaVersion
  /** 3 = three combined broker and controller nodes, replication factor 3, two in-sync replicas needed. */
  nodes?: 1 | 3
  /** Kept across starts; absent = a throw-away cluster whose folder is removed on stop. */
  dataDir?: string
  /** Forgets what an earlier start left in `dataDir`; refused while a Kafka is running on it. */
  fresh?: boolean
  /** Preferred first port: 9092 for kept data, any free one otherwise. A taken port is replaced by the next free one. */
  port?: number
  /** Listeners beside PLAINTEXT by name; their ports are chosen and told in each node's `listeners`. */
  listeners?: Record<string, SecurityProtocol>
  /** Further server properties; they win over ours. */
  properties?: Record<string, string>
  onProgress?: (line: string) => void
  /** Gives up the start; a cluster that is up is ended by `stop`. */
  signal?: AbortSignal
}

export interface KafkaCluster {
  bootstrap: string[]
  version: string
  nodes: KafkaNode[]
  stop(): Promise<void>
}

async function stopAll(nodes: NodeHandle[], plan: NodePlan): Promise<void> {
  await Promise.all(nodes.map(({ process }) => process.stop()))
  if (!plan.data.kept) await rm(plan.data.path, { recursive: true, force: true, maxRetries: 3 })
}

async function preparePlan(options: StartKafkaOptions): Promise<NodePlan> {
  const { signal, onProgress = () => undefined } = options
  const version = options.version ?? defaultVersion
  const count = options.nodes ?? 1
  const runtime = await javaRuntime(releaseOf(version), { onProgress, signal })
  const template = await formatTemplate(runtime, signal)
  const archive = await classDataArchive(runtime, { template, onProgress, signal })
  const data = options.dataDir
    ? await openKept(options.dataDir, version, count, options.fresh)
    : await openThrowAway()
  return {
    runtime,
    template,
    archive,
    data,
    count,
    port: options.port ?? (data.kept ? 9092 : null),
    listeners: options.listeners ?? {},
    properties: options.properties ?? {},
    signal,
  }
}

/**
 * Starts a real Apache Kafka and returns once every node answers and knows the others.
 * Throws MissingTool where Java or Maven is missing, KafkaStartFault with Kafka's last words where it did not come up.
 */
export async function startKafka(options: StartKafkaOptions = {}): Promise<KafkaCluster> {
  const plan = await preparePlan(options)
  const began = performance.now()
  const nodes = await launchNodes(plan).catch(async (error: unknown) => {
    // The log of a failed start stays where the message says, until a later process sweeps it.
    if (!(error instanceof KafkaStartFault)) await stopAll([], plan)
    throw error
  })
  const bootstrap = nodes.map(({ port }) => `127.0.0.1:${port}`)
  const version = plan.runtime.release.version
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  options.onProgress?.(`Kafka ${version} ready on ${bootstrap.join(',')} in ${seconds} s`)
  let stopping: Promise<void> | null = null
  return {
    bootstrap,
    version,
    nodes,
    stop() {
      stopping ??= stopAll(nodes, plan)
      return stopping
    },
  }
}
