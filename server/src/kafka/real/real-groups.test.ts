import { afterEach, describe, expect, it } from 'vitest'
import type { KafkaGateway } from '../gateway.ts'
import { connectionTo } from '../testing/connection-to.ts'
import { type ApiRange, apiVersionsV0, metadataV7 } from '../testing/fake-answers.ts'
import {
  type FakeAnswer,
  type FakeBroker,
  type FakeRequest,
  startFakeBroker,
} from '../testing/fake-broker.ts'
import {
  deleteGroupsV1,
  describeGroupsV2,
  findCoordinatorV2,
  listGroupsV2,
  offsetCommitV6,
  offsetFetchV5,
  textAt,
} from '../testing/fake-group-answers.ts'
import { codesOf, onlyValue } from '../testing/outcomes.ts'
import type { KafkaWriter } from '../writer.ts'
import { createRealGateway } from './real-gateway.ts'
import { createRealWriter } from './real-writer.ts'

const KAFKA_2_1: ApiRange[] = [
  [3, 0, 7],
  [8, 0, 6],
  [9, 0, 5],
  [10, 0, 2],
  [15, 0, 2],
  [16, 0, 2],
  [18, 0, 2],
  [42, 0, 1],
]
const API = { commit: 8, offsets: 9, coordinator: 10, describe: 15, list: 16, delete: 42 } as const

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

type Answers = Partial<Record<keyof typeof API, (request: FakeRequest, broker: number) => FakeAnswer>>

/** Brokers 1 and 2 of Kafka 2.1, the first coordinating every group unless told otherwise. */
async function clusterOf(answers: Answers) {
  const brokers: FakeBroker[] = []
  const portOf = (id: number) => brokers[id - 1]?.port ?? 0
  const coordinator = findsAt(1, portOf)
  const all: Answers = { coordinator, ...answers }
  for (const id of [1, 2]) {
    const broker = await startFakeBroker((request) => {
      const { apiKey, apiVersion } = request
      if (apiKey === 18) return apiVersion === 0 ? apiVersionsV0(0, KAFKA_2_1) : apiVersionsV0(35, [])
      if (apiKey === 3) return metadataV7(new Map([1, 2].map((one) => [one, portOf(one)])), [])
      const name = (Object.keys(API) as (keyof typeof API)[]).find((one) => API[one] === apiKey)
      return (name && all[name]?.(request, id)) ?? 'hang up'
    })
    brokers.push(broker)
    closing.push(broker.stop)
  }
  const connection = connectionTo([`127.0.0.1:${portOf(1)}`])
  const gateway = createRealGateway(connection)
  const writer = createRealWriter(connection)
  closing.push(gateway.close, writer.close)
  const asked = (name: keyof typeof API) =>
    brokers.map(({ requests }) => requests.filter(({ apiKey }) => apiKey === API[name]).length)
  return { gateway, writer, asked, portOf }
}

const findsAt = (id: number, portOf: (id: number) => number) => () =>
  findCoordinatorV2(0, { id, port: portOf(id) })
const offsetsOf = async (gateway: KafkaGateway, ...groups: string[]) =>
  (await gateway.listGroupOffsets(groups, { timeoutMs: 3_000 })).map((outcome) =>
    outcome.ok ? outcome.value.topics[0]?.partitions[0]?.offset : outcome.fault.code,
  )

describe('groups of Kafka 2.1', () => {
  it('are listed without a kind or a state, and a broker that is still loading is an item', async () => {
    const { gateway } = await clusterOf({
      list: (_request, broker) => (broker === 1 ? listGroupsV2(0, ['a', 'b']) : listGroupsV2(14, [])),
    })
    const [first, second] = await gateway.listGroups()
    const listing = { kind: 'classic', protocolType: 'consumer', state: null, commitsEpoch: null }
    expect(first).toEqual({
      ok: true,
      value: {
        brokerId: 1,
        groups: [
          { group: 'a', ...listing },
          { group: 'b', ...listing },
        ],
      },
    })
    expect(second).toMatchObject({ ok: false, brokerId: 2, fault: { code: 'LEADER_UNAVAILABLE' } })
  })

  it('tell their commits one request a group, and are looked for one by one, once', async () => {
    const offsets = new Map([
      ['a', 1n],
      ['b', 2n],
    ])
    const { gateway, asked } = await clusterOf({
      offsets: ({ body }) => offsetFetchV5(0, offsets.get(textAt(body, 0)) ?? -1n),
    })
    expect(await offsetsOf(gateway, 'b', 'a', 'c')).toEqual([2n, 1n, undefined])
    expect(await offsetsOf(gateway, 'a')).toEqual([1n])
    expect(asked('offsets')).toEqual([4, 0])
    expect(asked('coordinator')).toEqual([3, 0])
  })

  it('need no looking for where a broker has listed them', async () => {
    const { gateway, asked } = await clusterOf({
      list: (_request, broker) => listGroupsV2(0, broker === 2 ? ['a'] : []),
      offsets: () => offsetFetchV5(0, 3n),
    })
    await gateway.listGroups()
    expect(await offsetsOf(gateway, 'a')).toEqual([3n])
    expect([asked('coordinator'), asked('offsets')]).toEqual([
      [0, 0],
      [0, 1],
    ])
  })

  it('are asked again at the new coordinator when the known one is none any more', async () => {
    let at = 1
    const { gateway, asked, portOf } = await clusterOf({
      coordinator: () => findCoordinatorV2(0, { id: at, port: portOf(at) }),
      offsets: (_request, broker) => {
        if (broker === 2) return offsetFetchV5(0, 5n)
        at = 2
        return offsetFetchV5(16, -1n)
      },
    })
    expect(await offsetsOf(gateway, 'a')).toEqual([5n])
    expect(asked('offsets')).toEqual([1, 1])
  })

  it('fault only themselves where their coordinator hangs', async () => {
    const { gateway } = await clusterOf({
      list: (_request, broker) => listGroupsV2(0, broker === 1 ? ['a'] : ['b', 'c', 'd']),
      offsets: (_request, broker) => (broker === 1 ? offsetFetchV5(0, 5n) : 'silence'),
    })
    await gateway.listGroups()
    const outcomes = await gateway.listGroupOffsets(['b', 'a', 'c', 'd'], { timeoutMs: 400 })
    const late = 'BROKER_TIMEOUT'
    expect(codesOf(outcomes)).toEqual([late, null, late, late])
  })

  it('wait out what a quota asks for before the next request', async () => {
    const { gateway } = await clusterOf({ offsets: () => offsetFetchV5(0, 1n, 200) })
    const started = performance.now()
    await offsetsOf(gateway, 'a', 'b', 'c', 'd')
    expect(performance.now() - started).toBeGreaterThan(350)
  })

  it.each([
    [30, 'NOT_AUTHORIZED', /right Describe there/],
    [14, 'LEADER_UNAVAILABLE', /coordinator of "a" is changing/],
    [-1, 'INTERNAL', /error -1/],
  ])('that answer error %i are said to be %s', async (code, expected, message) => {
    const { gateway } = await clusterOf({ offsets: () => offsetFetchV5(code, -1n) })
    const [outcome] = await gateway.listGroupOffsets(['a'])
    expect(outcome).toMatchObject({
      ok: false,
      group: 'a',
      fault: { code: expected, message: expect.stringMatching(message) },
    })
  })

  it('have no commits where they are not there', async () => {
    const { gateway } = await clusterOf({ offsets: () => offsetFetchV5(69, -1n) })
    const found = onlyValue(await gateway.listGroupOffsets(['a']))
    expect(found).toEqual({ group: 'a', coordinator: null, topics: [], faults: [] })
  })

  it('are not there when they are dead, and newer kinds are not supported', async () => {
    const { gateway } = await clusterOf({
      describe: ({ body }) =>
        describeGroupsV2(textAt(body, 4), 0, textAt(body, 4) === 'a' ? 'Empty' : 'Dead'),
    })
    const kinds = ['consumer', 'share', 'streams'] as const
    const outcomes = await gateway.describeGroups([
      { group: 'a', kind: 'classic' },
      ...kinds.map((kind) => ({ group: 'a', kind })),
    ])
    expect(codesOf(outcomes)).toEqual([null, 'NOT_SUPPORTED', 'NOT_SUPPORTED', 'NOT_SUPPORTED'])
    expect(outcomes[1]).toMatchObject({ fault: { message: expect.stringContaining('3.7') } })
    expect(onlyValue(outcomes.slice(0, 1))).toMatchObject({ state: 'Empty', coordinator: 1 })
    const share = await gateway.listShareOffsets(['a'])
    expect(share[0]).toMatchObject({
      fault: { code: 'NOT_SUPPORTED', message: expect.stringContaining('4.1') },
    })
  })
})

describe('a change of a group', () => {
  const offsets = [{ topic: 't', partition: 0, offset: 5n, leaderEpoch: 1, metadata: '' }]
  const commit = async (writer: KafkaWriter) => {
    const [outcome] = await writer.commitGroupOffsets('a', offsets, { timeoutMs: 2_000 })
    return outcome?.ok ? 'ok' : `${outcome?.fault.code} ${outcome?.fault.written}`
  }

  it.each([
    [25, 'GROUP_NOT_EMPTY no'],
    [22, 'GROUP_NOT_EMPTY no'],
    [27, 'GROUP_NOT_EMPTY no'],
    [30, 'NOT_AUTHORIZED no'],
    [29, 'NOT_AUTHORIZED no'],
    [3, 'PARTITION_NOT_FOUND no'],
    [12, 'RECORD_REFUSED no'],
    [69, 'GROUP_NOT_FOUND no'],
    [-1, 'WRITE_UNKNOWN unknown'],
    [28, 'WRITE_UNKNOWN unknown'],
  ])('that answers error %i is sent once and told as %s', async (code, expected) => {
    const { writer, asked } = await clusterOf({ commit: () => offsetCommitV6(code) })
    expect(await commit(writer)).toBe(expected)
    expect(asked('commit')).toEqual([1, 0])
  })

  it('goes to the new coordinator when the known one is none any more', async () => {
    let at = 1
    const { writer, asked, portOf } = await clusterOf({
      coordinator: () => findCoordinatorV2(0, { id: at, port: portOf(at) }),
      commit: (_request, broker) => {
        if (broker === 2) return offsetCommitV6(0)
        at = 2
        return offsetCommitV6(16)
      },
    })
    expect(await commit(writer)).toBe('ok')
    expect(asked('commit')).toEqual([1, 1])
  })

  it('is not known where a coordinator that may have made it was lost, whatever the next one refuses', async () => {
    const codes = [15, 25, 14, 25]
    const { writer } = await clusterOf({ commit: () => offsetCommitV6(codes.shift() ?? -1) })
    expect(await commit(writer)).toBe('WRITE_UNKNOWN unknown')
    expect(await commit(writer)).toBe('GROUP_NOT_EMPTY no')
    const deletions = [16, 69]
    const second = await clusterOf({ delete: () => deleteGroupsV1('a', deletions.shift() ?? -1) })
    await expect(second.writer.deleteGroup('a')).rejects.toMatchObject({ written: 'unknown' })
  })

  it('waits for the coordinator that the first commit of a cluster makes', async () => {
    let times = 0
    const { writer, portOf } = await clusterOf({
      coordinator: () => {
        times += 1
        return findCoordinatorV2(times < 4 ? 15 : 0, { id: 1, port: portOf(1) })
      },
      commit: () => offsetCommitV6(0),
    })
    expect(await commit(writer)).toBe('ok')
  })

  it.each(['silence', 'hang up'] as const)('met with %s is not sent again, and not known', async (answer) => {
    const { writer, asked } = await clusterOf({ commit: () => answer })
    const [outcome] = await writer.commitGroupOffsets('a', offsets, { timeoutMs: 400 })
    expect(outcome).toMatchObject({
      ok: false,
      fault: { code: 'WRITE_UNKNOWN', written: 'unknown', message: expect.stringContaining('"a"') },
    })
    expect(asked('commit')).toEqual([1, 0])
  })

  it('that nobody takes before the deadline was not made', async () => {
    const { writer } = await clusterOf({ coordinator: () => 'silence' })
    const [outcome] = await writer.commitGroupOffsets('a', offsets, { timeoutMs: 300 })
    expect(outcome).toMatchObject({ ok: false, fault: { written: 'no' } })
  })

  it('that deletes the group names the right it lacks; older brokers delete no single commits', async () => {
    const { writer } = await clusterOf({ delete: () => deleteGroupsV1('a', 30) })
    await expect(writer.deleteGroup('a')).rejects.toMatchObject({
      code: 'NOT_AUTHORIZED',
      written: 'no',
      message: expect.stringContaining('right Delete'),
    })
    const [outcome] = await writer.deleteGroupOffsets('a', 'classic', offsets)
    expect(outcome).toMatchObject({
      fault: { code: 'NOT_SUPPORTED', message: expect.stringContaining('2.4') },
    })
  })
})
