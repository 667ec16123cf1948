import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { type CaseSubject, useSubject } from './case-subject.ts'
import { codesOf, onlyValue, valuesOf } from './outcomes.ts'

/** Producers of partitions, and transactions at their coordinators. */
export function transactionCases(open: () => Promise<CaseSubject>): void {
  const topic = `transactions.${randomUUID()}`
  const unknown = `unknown.${randomUUID()}`
  // Partition 0: 0 plain, a committed transaction 1–2 with its marker 3, an open one from 4 on.
  const gateway = useSubject(open, async (seeder) => {
    await seeder.createTopic({ name: topic, partitions: 2 })
    const record = (value: string) => ({ timestamp: 1_000, value })
    await seeder.append(topic, 0, [record('a')])
    await seeder.transaction(topic, 0, [record('b'), record('c')], 'commit')
    await seeder.transaction(topic, 0, [record('d')], 'open')
  })
  const producersOf = async (partition: number) =>
    onlyValue(await gateway().describeProducers([{ topic, partition }])).producers
  const openOne = async () => {
    const found = (await producersOf(0)).find(({ transactionStart }) => transactionStart !== null)
    if (found === undefined) throw new Error('No transaction is open')
    return found
  }
  const listed = async (filter: Parameters<ReturnType<typeof gateway>['listTransactions']>[0]) =>
    valuesOf(await gateway().listTransactions(filter)).flatMap(({ transactions }) => transactions)

  it('names a partition’s producers and where the open transaction of each began', async () => {
    const producers = await producersOf(0)
    expect(producers.map(({ transactionStart }) => transactionStart).sort()).toEqual([4n, null])
    expect(await openOne()).toMatchObject({
      producerEpoch: 0,
      lastSequence: 0,
      lastTimestamp: 1_000n,
      coordinatorEpoch: null,
    })
    expect(producers.find(({ transactionStart }) => transactionStart === null)).toMatchObject({
      coordinatorEpoch: expect.any(Number),
    })
    expect(await producersOf(1)).toEqual([])
  })

  it('answers partitions in the order asked, unknown ones as items', async () => {
    const outcomes = await gateway().describeProducers([
      { topic, partition: 9 },
      { topic, partition: 0 },
      { topic: unknown, partition: 0 },
    ])
    expect(codesOf(outcomes)).toEqual(['PARTITION_NOT_FOUND', null, 'TOPIC_NOT_FOUND'])
    expect(await gateway().describeProducers([])).toEqual([])
  })

  it('lists transactions by producer and by state', async () => {
    const { producerId } = await openOne()
    const [found, ...more] = await listed({ producerIds: [producerId] })
    expect(found).toMatchObject({ producerId, state: 'Ongoing', transactionalId: expect.any(String) })
    expect(more).toEqual([])
    expect(await listed({ producerIds: [producerId], states: ['CompleteAbort'] })).toEqual([])
    expect(await listed({ states: ['Ongoing'] })).toContainEqual(found)
  })

  it('describes a transaction with its start, its timeout and its partitions', async () => {
    const { producerId, producerEpoch } = await openOne()
    const [listing] = await listed({ producerIds: [producerId] })
    const transactionalId = listing?.transactionalId ?? ''
    const outcomes = await gateway().describeTransactions([unknown, transactionalId])
    expect(codesOf(outcomes)).toEqual(['NOT_FOUND', null])
    const [, known] = outcomes
    const description = known?.ok ? known.value : null
    expect(description).toMatchObject({
      transactionalId,
      producerId,
      producerEpoch,
      state: 'Ongoing',
      timeoutMs: 60_000,
      partitions: [{ topic, partition: 0 }],
    })
    expect(Math.abs((description?.startedAt ?? 0) - Date.now())).toBeLessThan(60_000)
    expect(await gateway().describeTransactions([])).toEqual([])
  })

  it('tells of a finished transaction that none is under way', async () => {
    const finished = (await producersOf(0)).find(({ transactionStart }) => transactionStart === null)
    const [listing] = await listed({ producerIds: [finished?.producerId ?? -1n] })
    expect(listing).toMatchObject({ state: 'CompleteCommit' })
  })
}
