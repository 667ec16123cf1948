import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ClusterList } from '@sluice/shared/clusters'
import { paths } from '@sluice/shared/paths'
import { BASE_URL, CLUSTER } from './product.ts'

/** Where the product's Kafka is. */
export async function productBrokers(): Promise<string[]> {
  const { clusters } = ClusterList.parse(await (await fetch(BASE_URL + paths.clusters())).json())
  return clusters.find(({ name }) => name === CLUSTER)?.bootstrap ?? []
}

/** Runs a program of `demo/kafka` on the product's Kafka until it says that it is ready; returns what ends it. */
export async function runDemoProgram(file: string, args: readonly string[]): Promise<() => Promise<void>> {
  const script = fileURLToPath(new URL(`../demo/kafka/${file}`, import.meta.url))
  const program = spawn(process.execPath, [script, ...args, ...(await productBrokers())], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = once(program, 'exit')
  const failed = ended.then(() => {
    throw new Error(`demo/kafka/${file} ended before it was ready`)
  })
  await Promise.race([once(program.stdout, 'data'), failed])
  return async () => {
    program.stdin.end()
    await ended
  }
}
