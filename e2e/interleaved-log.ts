import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ClusterList } from '@sluice/shared/clusters'
import { paths } from '@sluice/shared/paths'
import { BASE_URL, CLUSTER } from './product.ts'

const SCRIPT = fileURLToPath(new URL('../demo/kafka/write-interleaved.ts', import.meta.url))

/** Writes committed, aborted and open transactions into a topic of the product's Kafka; returns what ends the open one. */
export async function writeInterleaved(topic: string): Promise<() => Promise<void>> {
  const { clusters } = ClusterList.parse(await (await fetch(BASE_URL + paths.clusters())).json())
  const brokers = clusters.find(({ name }) => name === CLUSTER)?.bootstrap ?? []
  const writer = spawn(process.execPath, [SCRIPT, topic, ...brokers], { stdio: ['pipe', 'pipe', 'ignore'] })
  const ended = once(writer, 'exit')
  await Promise.race([once(writer.stdout, 'data'), ended.then(() => fail(topic))])
  return async () => {
    writer.stdin.end()
    await ended
  }
}

function fail(topic: string): never {
  throw new Error(`The messages of "${topic}" could not be written`)
}
