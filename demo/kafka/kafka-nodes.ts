import { rm } from 'node:fs/promises'
import { archiveFlags } from './class-data-archive.ts'
import { type DataFolder, nodeFolder } from './data-folder.ts'
import { freePorts } from './free-port.ts'
import type { JavaRuntime } from './java-runtime.ts'
import { type ExitReport, KafkaProcess } from './kafka-process.ts'
import { KafkaStartFault } from './kafka-start-fault.ts'
import { prepareNodeFolder } from './node-folder.ts'
import type { NodeAddress, SecurityProtocol } from './server-properties.ts'
import { waitReady } from './wait-ready.ts'

export interface KafkaNode {
  id: number
  port: number
  /** Port by listener name: PLAINTEXT and those asked for. */
  listeners: Record<string, number>
  logFile: string
  readonly pid: number | null
  /** Ends the node as a power cut would; returns when it is gone. */
  kill9(): Promise<void>
  /** Starts the node again on its ports and data; returns when it answers and is registered. */
  restart(): Promise<void>
  /** Resolves, and never rejects, on an exit that nobody asked for; a restart begins a new promise. */
  readonly exited: Promise<ExitReport>
}

export interface NodePlan {
  runtime: JavaRuntime
  template: string
  archive: string | null
  data: DataFolder
  count: number
  port: number | null
  listeners: Record<string, SecurityProtocol>
  properties: Record<string, string>
  signal: AbortSignal | undefined
}

// Many times what an idle machine needs: two busy cores with three nodes on them are still to be waited for.
const readyDeadlineMs = 120_000
const attempts = 3

export class NodeHandle implements KafkaNode {
  readonly id: number
  readonly port: number
  readonly listeners: Record<string, number>
  readonly process: KafkaProcess
  readonly #clusterId: string

  constructor(
    { id, port, clusterId }: NodeAddress & { clusterId: string },
    listeners: Record<string, number>,
    process: KafkaProcess,
  ) {
    this.id = id
    this.port = port
    this.#clusterId = clusterId
    this.listeners = { PLAINTEXT: port, ...listeners }
    this.process = process
  }

  get logFile(): string {
    return this.process.logFile
  }

  get pid(): number | null {
    return this.process.pid
  }

  get exited(): Promise<ExitReport> {
    return this.process.exited
  }

  kill9(): Promise<void> {
    return this.process.kill9()
  }

  untilReady(brokers: number[], signal: AbortSignal | undefined): Promise<void> {
    const { port } = this
    const clusterId = this.#clusterId
    return waitReady(this.process, { port, clusterId, brokers, deadlineMs: readyDeadlineMs, signal })
  }

  async restart(): Promise<void> {
    await this.process.stop()
    await this.process.spawn()
    await this.untilReady([this.id], undefined)
  }
}

/** Chooses every port of the cluster at once, so that no two listeners of it can meet. */
async function planNodes(plan: NodePlan): Promise<NodeHandle[]> {
  const names = Object.keys(plan.listeners)
  const ports = await freePorts(plan.count, plan.port, new Set())
  const others = await freePorts(plan.count * (1 + names.length), null, new Set(ports))
  const take = (): number => others.shift() ?? 0
  const all = ports.map((port, index) => ({ id: index + 1, port, controllerPort: take() }))
  const nodes: NodeHandle[] = []
  for (const node of all) {
    const folder = nodeFolder(plan.data.path, node.id)
    const own = Object.fromEntries(names.map((name) => [name, take()]))
    const extra = Object.fromEntries(
      Object.entries(plan.listeners).map(([name, protocol]) => [name, { protocol, port: own[name] ?? 0 }]),
    )
    const settings = { node, all, extra, properties: plan.properties }
    const { runtime, template, data } = plan
    await prepareNodeFolder({ folder, clusterId: data.clusterId, template, runtime, settings })
    const spec = { nodeId: node.id, folder, runtime, extraFlags: archiveFlags(plan.archive), kept: data.kept }
    nodes.push(new NodeHandle({ ...node, clusterId: data.clusterId }, own, new KafkaProcess(spec)))
  }
  return nodes
}

async function launchOnce(plan: NodePlan): Promise<NodeHandle[]> {
  const nodes = await planNodes(plan)
  const brokers = nodes.map(({ id }) => id)
  try {
    await Promise.all(nodes.map(({ process }) => process.spawn()))
    await Promise.all(nodes.map((node) => node.untilReady(brokers, plan.signal)))
    return nodes
  } catch (error) {
    await Promise.all(nodes.map(({ process }) => process.stop()))
    throw error
  }
}

/** What a second attempt can do better, if anything. */
async function planAgain(plan: NodePlan, error: unknown): Promise<NodePlan | null> {
  if (!(error instanceof KafkaStartFault)) return null
  // Between choosing a port and Kafka taking it another program was quicker: others are chosen.
  if (error.lines.some((line) => line.includes('Address already in use'))) return plan
  if (error.code !== 'JAVA_CRASHED' || plan.archive === null) return null
  // Java does not check the archive that it maps: a damaged one breaks it before it can say so.
  await rm(plan.archive, { force: true })
  return { ...plan, archive: null }
}

export async function launchNodes(plan: NodePlan): Promise<NodeHandle[]> {
  let next = plan
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launchOnce(next)
    } catch (error) {
      const again = attempt < attempts ? await planAgain(next, error) : null
      if (again === null) throw error
      next = again
    }
  }
}
