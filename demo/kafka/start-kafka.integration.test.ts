import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { answersApiVersions } from './broker-probe.ts'
import { freePorts } from './free-port.ts'
import { kafkaTool } from './kafka-tool.ts'
import { lookUp } from './running-process.ts'
import { type KafkaCluster, type StartKafkaOptions, startKafka } from './start-kafka.ts'

let root = ''
const running: KafkaCluster[] = []

async function start(options: StartKafkaOptions = {}): Promise<KafkaCluster> {
  const cluster = await startKafka(options)
  running.push(cluster)
  return cluster
}

function pidsOf(cluster: KafkaCluster): number[] {
  return cluster.nodes.map(({ pid }) => pid ?? 0)
}

async function createTopic(cluster: KafkaCluster, topic: string, ...more: string[]): Promise<void> {
  const made = await kafkaTool(cluster.bootstrap, 'TopicCommand', ['--create', '--topic', topic, ...more])
  expect(made).toMatchObject({ code: 0, stdout: `Created topic ${topic}.\n` })
}

async function produce(cluster: KafkaCluster, topic: string, ...values: string[]): Promise<void> {
  const all = ['--topic', topic, '--command-property', 'acks=all']
  const input = values.map((value) => `${value}\n`).join('')
  expect((await kafkaTool(cluster.bootstrap, 'ConsoleProducer', all, { input })).code).toBe(0)
}

async function endOffsets(bootstrap: string[], topic: string): Promise<string> {
  return (await kafkaTool(bootstrap, 'GetOffsetShell', ['--topic', topic])).stdout
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice, kafka '))
  // Jars and archive first: how long they take depends on the network, not on what is tested here.
  await (await startKafka()).stop()
  await kafkaTool(null, 'DumpLogSegments', ['--version'])
}, 600_000)

afterEach(async () => {
  await Promise.all(running.splice(0).map((cluster) => cluster.stop()))
})

afterAll(() => rm(root, { recursive: true, force: true }))

describe('a single node', () => {
  it('keeps its data over a restart, on the port asked for, and leaves no process', {
    timeout: 120_000,
  }, async () => {
    const [port = 0] = await freePorts(1, null, new Set())
    const dataDir = join(root, 'kept')
    const first = await start({ dataDir, port })
    expect(first.bootstrap).toEqual([`127.0.0.1:${port}`])
    await createTopic(first, 'kept')
    await produce(first, 'kept', 'one', 'two')
    const [pid = 0] = pidsOf(first)
    const began = performance.now()
    await first.stop()
    expect(performance.now() - began).toBeLessThan(4_000)
    expect(await lookUp(pid)).toBeNull()
    const second = await start({ dataDir, port })
    expect(await endOffsets(second.bootstrap, 'kept')).toBe('kept:0:2\n')
  })

  it('goes to the next port where the one asked for is taken', async () => {
    const [port = 0] = await freePorts(1, null, new Set())
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    try {
      const cluster = await start({ port })
      expect(cluster.nodes[0]?.port).toBeGreaterThan(port)
    } finally {
      other.close()
    }
  })

  it('tells of an exit that nobody asked for, and comes back with its data', {
    timeout: 120_000,
  }, async () => {
    const cluster = await start()
    const [node] = cluster.nodes
    if (!node) throw new Error('a cluster without nodes')
    await createTopic(cluster, 'survivor')
    process.kill(node.pid ?? 0, 'SIGKILL')
    expect(await node.exited).toMatchObject({ nodeId: 1, code: null, signal: 'SIGKILL' })
    expect(node.pid).toBeNull()
    await node.restart()
    expect(await endOffsets(cluster.bootstrap, 'survivor')).toBe('survivor:0:0\n')
  })

  it('serves the listeners asked for beside the plain one', async () => {
    const properties = {
      'sasl.enabled.mechanisms': 'PLAIN',
      'listener.name.secure.plain.sasl.jaas.config':
        'org.apache.kafka.common.security.plain.PlainLoginModule required user_reader="secret";',
    }
    const cluster = await start({ listeners: { SECURE: 'SASL_PLAINTEXT' }, properties })
    expect(await answersApiVersions(cluster.nodes[0]?.listeners.SECURE ?? 0, 2_000)).toBe(true)
  })

  it('never takes the Kafka of another, started at the same time on the same port, for its own', async () => {
    const [port = 0] = await freePorts(1, null, new Set())
    const [one, other] = await Promise.all([start({ port }), start({ port })])
    expect([one?.nodes[0]?.pid, other?.nodes[0]?.pid]).not.toContain(null)
    expect(new Set([one?.nodes[0]?.port, other?.nodes[0]?.port]).size).toBe(2)
  })

  it('that cannot start says why at once, in the words of Kafka', async () => {
    const starting = startKafka({ properties: { 'num.io.threads': 'many' } })
    await expect(starting).rejects.toMatchObject({ code: 'START_FAILED' })
    await expect(starting).rejects.toThrow(/Invalid value many for configuration num\.io\.threads/)
  })

  it('is given up when the caller gives up, and nothing is left of it', async () => {
    const lines: string[] = []
    const signal = AbortSignal.timeout(400)
    const starting = startKafka({
      signal,
      dataDir: join(root, 'given-up'),
      onProgress: (line) => lines.push(line),
    })
    await expect(starting).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(lines.filter((line) => line.includes('ready'))).toEqual([])
    expect(existsSync(join(root, 'given-up', 'node-1', 'kafka.pid'))).toBe(false)
  })
})

describe('a Kafka whose launcher was killed', () => {
  it('is ended by the next start on the same data, which then succeeds', { timeout: 120_000 }, async () => {
    const dataDir = join(root, 'orphaned')
    const launcher = new URL('./start-kafka.ts', import.meta.url).href
    const script = `const { startKafka } = await import(${JSON.stringify(launcher)})
      const { nodes } = await startKafka({ dataDir: ${JSON.stringify(dataDir)} })
      console.log(nodes[0].pid)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(createInterface({ input: child.stdout }), 'line')
    await expect(startKafka({ dataDir })).rejects.toMatchObject({ code: 'DATA_IN_USE' })
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await lookUp(Number(line))).not.toBeNull()
    const cluster = await start({ dataDir })
    expect(await lookUp(Number(line))).toBeNull()
    expect(pidsOf(cluster)).not.toContain(Number(line))
  })
})

describe('three nodes', () => {
  it('lose nothing when one is killed, which comes back with its copies', { timeout: 180_000 }, async () => {
    const cluster = await start({ nodes: 3 })
    const [first, second] = cluster.nodes
    if (!first || !second) throw new Error('a cluster without three nodes')
    const pids = pidsOf(cluster)
    await createTopic(cluster, 'copied', '--partitions', '3')
    await produce(cluster, 'copied', 'before')
    await first.kill9()
    expect(first.pid).toBeNull()
    const rest = cluster.bootstrap.slice(1)
    await produce({ ...cluster, bootstrap: rest }, 'copied', 'meanwhile')
    await first.restart()
    expect(first.pid).not.toBe(pids[0])
    const offsets = (await endOffsets(cluster.bootstrap, 'copied')).trim().split('\n')
    const total = offsets.reduce((sum, line) => sum + Number(line.split(':')[2]), 0)
    expect([offsets.length, total]).toEqual([3, 2])
    pids.push(...pidsOf(cluster))
    await cluster.stop()
    for (const pid of pids) expect(await lookUp(pid)).toBeNull()
  })
})
