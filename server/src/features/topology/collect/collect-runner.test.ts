import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { Collected, EvidenceCollector, Observation } from '../evidence.ts'
import { type CollectRun, CollectRunner, type CollectRunnerOptions } from './collect-runner.ts'

const NOTHING: Collected = { observations: [], missing: null, bytes: null, coverage: null }

const reads = (topic: string): Observation => ({
  subject: 'group:g',
  relation: 'reads',
  object: `topic:${topic}`,
  class: 'protocol',
  weight: 1,
  at: 0,
  count: 1,
  sample: null,
  facts: {},
})

function collector(
  source: EvidenceCollector['source'],
  collect: EvidenceCollector['collect'],
  pace: Partial<Pick<EvidenceCollector, 'everyMs' | 'deadlineMs'>> = {},
): EvidenceCollector {
  return { source, everyMs: 1000, deadlineMs: 500, collect, ...pace }
}

let running: CollectRunner | null = null

function runnerOf(collectors: EvidenceCollector[], options: Partial<CollectRunnerOptions> = {}) {
  const runs: { source: string; run: CollectRun }[] = []
  const errors: unknown[] = []
  const runner = new CollectRunner({
    cluster: 'memory',
    gateway: createMemoryGateway({ topics: [{ name: 't', partitions: 2 }] }),
    board: null,
    collectors,
    sink: (source, run) => void runs.push({ source, run }),
    onError: (_, error) => void errors.push(error),
    ...options,
  })
  running = runner
  return { runner, runs, errors }
}

afterEach(async () => {
  await running?.stop()
  vi.useRealTimers()
})

describe('the runner of collectors', () => {
  it('hands on what each run brought, and says how each collector does', async () => {
    const limited: Collected = {
      ...NOTHING,
      observations: [reads('t')],
      missing: { whole: false, reason: 'one topic is hidden', remedy: 'give Read' },
      coverage: { done: 1, of: 2 },
    }
    const { runner, runs } = runnerOf([
      collector('groups', async () => limited),
      collector('producers', async () => NOTHING),
    ])
    expect(runner.statuses().map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    await runner.collectAll()
    expect(runs.map(({ source }) => source)).toEqual(['groups', 'producers'])
    expect(runner.statuses()).toMatchObject([
      {
        source: 'groups',
        state: 'limited',
        reason: 'one topic is hidden',
        remedy: 'give Read',
        evidence: 1,
        coverage: { done: 1, of: 2 },
      },
      { source: 'producers', state: 'ok', reason: null, bytesPerSecond: null },
    ])
  })

  it('lets no failing and no hanging collector hold another up', async () => {
    const { runner, runs, errors } = runnerOf([
      collector('groups', async () => {
        throw new TypeError('a slip')
      }),
      collector('producers', () => new Promise(() => {}), { deadlineMs: 30 }),
      collector('census', async () => NOTHING),
    ])
    await runner.collect('census')
    expect(runs).toHaveLength(1)
    await runner.collectAll()
    expect(runner.statuses()).toMatchObject([
      { state: 'failed', reason: expect.stringContaining('not foreseen') },
      { state: 'failed', reason: expect.stringContaining('given up') },
      { state: 'ok' },
    ])
    expect(errors).toEqual([new TypeError('a slip')])
    expect(
      runs
        .filter(({ run }) => !run.ok)
        .map(({ source }) => source)
        .sort(),
    ).toEqual(['groups', 'producers'])
  })

  it('runs none twice at a time', async () => {
    let inside = 0
    let most = 0
    const { runner } = runnerOf([
      collector('groups', async () => {
        most = Math.max(most, ++inside)
        await new Promise((resolve) => setTimeout(resolve, 5))
        inside--
        return NOTHING
      }),
    ])
    await Promise.all([runner.collectAll(), runner.collectAll(), runner.collect('groups')])
    expect(most).toBe(1)
  })

  it('begins one after the other, each then at its own pace', async () => {
    vi.useFakeTimers()
    const order: string[] = []
    const note = (source: EvidenceCollector['source'], everyMs: number) =>
      collector(
        source,
        async () => {
          order.push(source)
          return NOTHING
        },
        { everyMs },
      )
    const { runner } = runnerOf([note('groups', 1000), note('producers', 60_000)])
    runner.start()
    await vi.advanceTimersByTimeAsync(1)
    expect(order).toEqual(['groups'])
    await vi.advanceTimersByTimeAsync(500)
    expect(order).toEqual(['groups', 'producers'])
    await vi.advanceTimersByTimeAsync(3000)
    expect(order.filter((one) => one === 'groups').length).toBeGreaterThanOrEqual(3)
    expect(order.filter((one) => one === 'producers')).toHaveLength(1)
  })

  it('asks seldom for what is not to be had', async () => {
    vi.useFakeTimers()
    let runs = 0
    const missing = { whole: true, reason: 'Kafka is too old', remedy: null }
    const { runner } = runnerOf([
      collector('acls', async () => {
        runs++
        return { ...NOTHING, missing }
      }),
    ])
    runner.start()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(runs).toBe(1)
    expect(runner.statuses()).toMatchObject([{ state: 'unavailable', reason: 'Kafka is too old' }])
    await vi.advanceTimersByTimeAsync(40_000)
    expect(runs).toBe(2)
  })

  it('tells the bytes a second of the last minute', async () => {
    let now = 1_000_000
    const { runner } = runnerOf([collector('census', async () => ({ ...NOTHING, bytes: 6000 }))], {
      now: () => now,
    })
    now += 10_000
    await runner.collectAll()
    expect(runner.statuses()[0]?.bytesPerSecond).toBe(600)
    now += 50_000
    await runner.collectAll()
    expect(runner.statuses()[0]?.bytesPerSecond).toBe(200)
    now += 120_000
    expect(runner.statuses()[0]?.bytesPerSecond).toBe(0)
  })

  it('reads topics once for all, and sooner where a group reads one that is new', async () => {
    let now = 1_000_000
    const gateway = createMemoryGateway({ topics: [{ name: 't', partitions: 2 }] })
    const seen: string[][] = []
    const look: EvidenceCollector['collect'] = async (context, signal) => {
      seen.push((await context.topics(signal)).map(({ name }) => name))
      return NOTHING
    }
    let read = 't'
    const { runner } = runnerOf(
      [
        collector('groups', async () => ({ ...NOTHING, observations: [reads(read)] })),
        collector('producers', look),
        collector('census', look),
      ],
      { gateway, now: () => now },
    )
    await runner.collectAll()
    expect(gateway.calls.describeTopics).toBe(1)
    gateway.createTopic({ name: 'new' })
    now += 6_000
    await runner.collect('producers')
    expect(seen.at(-1)).toEqual(['t'])
    read = 'new'
    await runner.collect('groups')
    await runner.collect('producers')
    expect(seen.at(-1)).toEqual(['t', 'new'])
  })

  it('ends what runs when it is stopped, and says nothing of it', async () => {
    const { runner, runs } = runnerOf([
      collector(
        'groups',
        (_, signal) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason))
          }),
      ),
    ])
    const under = runner.collectAll()
    await runner.stop()
    await under
    expect(runs).toEqual([])
  })

  it('goes on when nobody can take what it brought', async () => {
    const { runner, errors } = runnerOf([collector('groups', async () => NOTHING)], {
      sink: () => {
        throw new Error('the disk is full')
      },
    })
    await runner.collectAll()
    await runner.collectAll()
    expect(errors).toHaveLength(2)
  })
})
