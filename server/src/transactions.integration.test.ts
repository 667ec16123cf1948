import { type InterleavedLog, writeInterleaved } from '@sluice/demo/kafka/interleaved-log.ts'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import type { Message } from '@sluice/shared/messages'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScanner, type ScanInput } from '#features/messages/testing/run-scan.ts'
import { readTransactions } from '#features/topics/transactions/read-transactions.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'

const TOPIC = 'interleaved'

let kafka: KafkaCluster
let gateway: KafkaGateway
let log: InterleavedLog

beforeAll(async () => {
  kafka = await startKafka()
  gateway = createRealGateway(connectionTo(kafka.bootstrap))
  log = await writeInterleaved(kafka.bootstrap, TOPIC)
})

afterAll(async () => {
  await log?.close()
  await gateway?.close()
  await kafka?.stop()
})

const textOf = ({ value }: Message) => value?.data ?? ''

async function tool(name: 'ConsoleConsumer' | 'TransactionsCommand', args: string[]): Promise<string[]> {
  const { stdout } = await kafkaTool(kafka.bootstrap, name, args)
  return stdout.trim().split('\n')
}

async function consumed(isolation: 'read_committed' | 'read_uncommitted'): Promise<string[]> {
  const args = ['--topic', TOPIC, '--from-beginning', '--isolation-level', isolation, '--timeout-ms', '6000']
  // It says on the same output that it has waited long enough.
  return (await tool('ConsoleConsumer', args)).filter((line) =>
    /^(plain|committed|aborted|open)\b/.test(line),
  )
}

describe('a log with committed, aborted and open transactions, all interleaved', () => {
  it.each(['forward', 'backward', 'time'] as const)('is marked as it was written, read %s', async (order) => {
    const input: ScanInput = { topic: TOPIC, from: { oldest: true }, isolation: 'all', order, limit: 100 }
    const { rows } = await createScanner(gateway).page(input)
    expect(rows).toHaveLength(20)
    const wrong = rows.filter((row) => (row.transaction ?? 'plain') !== textOf(row).split(' ')[0])
    expect(wrong.map((row) => [textOf(row), row.transaction])).toEqual([])
  })

  it('has the messages that Kafka’s consumer reads at either level', async () => {
    const [committed, uncommitted] = await Promise.all([
      consumed('read_committed'),
      consumed('read_uncommitted'),
    ])
    const input: ScanInput = { topic: TOPIC, from: { oldest: true }, order: 'forward', limit: 100 }
    const { page } = createScanner(gateway)
    expect((await page(input)).rows.map(textOf)).toEqual(committed)
    const { rows, open } = await page({ ...input, isolation: 'all' })
    expect(rows.map(textOf)).toEqual(uncommitted)
    const stable = BigInt(open.ranges[0]?.lastStable ?? 0)
    const visible = rows.filter(
      ({ offset, transaction }) => BigInt(offset) < stable && transaction !== 'aborted',
    )
    expect(visible.map(textOf)).toEqual(committed)
  })

  it('is held back by the transaction that Kafka’s own tool names', async () => {
    const answer = await readTransactions({ gateway }, TOPIC, new AbortController().signal)
    const [producersTold, described] = await Promise.all([
      tool('TransactionsCommand', ['describe-producers', '--topic', TOPIC, '--partition', '0']),
      tool('TransactionsCommand', ['describe', '--transactional-id', 'billing-1']),
    ])
    const rows = producersTold.slice(1).map((line) => line.trim().split(/\s+/))
    const told = rows.find((cells) => /^\d+$/.test(cells.at(-1) ?? ''))
    const [coordinator, transactionalId, producerId, epoch, state, timeoutMs, startedAt] =
      described[1]?.trim().split(/\s+/) ?? []
    expect(answer.open).toMatchObject([
      {
        producerId,
        producerEpoch: Number(epoch),
        transactionalId,
        state,
        coordinator: Number(coordinator),
        timeoutMs: Number(timeoutMs),
        startedAt: Number(startedAt),
        hanging: null,
        parts: [{ partition: 0, firstOffset: told?.at(-1), pins: true }],
      },
    ])
    expect(told?.[0]).toBe(producerId)
    const [held] = answer.held
    expect(held?.lastStable).toBe(told?.at(-1))
    expect(BigInt(held?.records ?? 0)).toBe(BigInt(held?.logEnd ?? 0) - BigInt(held?.lastStable ?? 0))
  })

  it('is freed by the command that is shown', async () => {
    const before = await readTransactions({ gateway }, TOPIC, new AbortController().signal)
    const command = before.open[0]?.parts[0]?.abortCommand ?? ''
    const args = command.slice(command.indexOf(' abort ') + 1).split(' ')
    expect(command).toMatch(/^kafka-transactions\.sh --bootstrap-server \S+:\d+ abort /)
    await tool('TransactionsCommand', args)
    const after = await readTransactions({ gateway }, TOPIC, new AbortController().signal)
    expect(after).toMatchObject({ held: [], open: [] })
    const input: ScanInput = { topic: TOPIC, from: { oldest: true }, isolation: 'all', limit: 100 }
    const { rows } = await createScanner(gateway).page(input)
    const freed = rows.filter((row) => textOf(row) === 'open').map(({ transaction }) => transaction)
    expect(freed).toEqual(['aborted', 'aborted'])
  })
})
