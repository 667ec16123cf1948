import { setTimeout as sleep } from 'node:timers/promises'
import { answersApiVersions, viewOfCluster } from './broker-probe.ts'
import type { KafkaProcess } from './kafka-process.ts'
import { KafkaStartFault } from './kafka-start-fault.ts'

export interface ReadyOptions {
  port: number
  /** Another program may have been quicker to take the port, and be a Kafka too: it is of another cluster. */
  clusterId: string
  /** The brokers that it must know to be alive before it counts as ready. */
  brokers: number[]
  deadlineMs: number
  signal?: AbortSignal | undefined
}

async function knowsAll({ port, clusterId, brokers }: ReadyOptions): Promise<boolean> {
  const view = await viewOfCluster(port, 2_000)
  return view?.clusterId === clusterId && brokers.every((id) => view.brokers.includes(id))
}

/** Returns once the node answers as Kafka and sees all of its cluster; throws with its last words where it ended or hangs. */
export async function waitReady(node: KafkaProcess, options: ReadyOptions): Promise<void> {
  const { port, deadlineMs } = options
  const deadline = Date.now() + deadlineMs
  while (Date.now() < deadline) {
    options.signal?.throwIfAborted()
    if (node.pid === null) {
      throw new KafkaStartFault(
        node.crashed ? 'JAVA_CRASHED' : 'START_FAILED',
        `Kafka ended while starting on port ${port}. Its log: ${node.logFile}`,
        await node.lastWords(15),
      )
    }
    const answers = await answersApiVersions(port, 2_000)
    if (answers && (await knowsAll(options))) return
    await sleep(50)
  }
  throw new KafkaStartFault(
    'START_FAILED',
    `Kafka did not become ready on port ${port} within ${deadlineMs / 1000} s. Its log: ${node.logFile}`,
    await node.lastWords(15),
  )
}
