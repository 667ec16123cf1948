import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Store } from '#store/open-store.ts'
import { temporaryStore } from '#store/testing/temporary-store.ts'
import { moveStage } from './testing/move-stage.ts'

const MODES = ['earliest', 'latest', 'current', 'offset', 'shift', 'timestamp', 'duration'] as const
const NOW = 1_000

interface Lane {
  times: number[]
  start: number
  commit: number | null
}

const lane: fc.Arbitrary<Lane> = fc
  .record({
    times: fc.array(fc.nat({ max: NOW }), { maxLength: 12 }),
    start: fc.nat({ max: 12 }),
    commit: fc.option(fc.nat({ max: 15 })),
  })
  .map(({ times, start, commit }) => ({ times, start: Math.min(start, times.length), commit }))

/** What Kafka's tool would do, told by the list of records alone. */
function model({ times, start, commit }: Lane, mode: (typeof MODES)[number], value: number) {
  const end = times.length
  const clamp = (offset: number) => Math.max(start, Math.min(end, offset))
  const at = mode === 'duration' ? NOW - value : value
  const found = times.findIndex((time, offset) => offset >= start && time >= at)
  const asked = {
    earliest: start,
    latest: end,
    current: commit ?? end,
    offset: value,
    shift: commit === null ? null : commit + value,
    timestamp: found < 0 ? end : found,
    duration: found < 0 ? end : found,
  }[mode]
  const stays = mode === 'current' && commit !== null
  const to = asked === null ? null : stays ? commit : clamp(asked)
  const here = commit === null || stays ? to : clamp(commit)
  const between = to === null || here === null ? [] : times.slice(Math.min(to, here), Math.max(to, here))
  return {
    from: commit === null ? null : `${commit}`,
    asked: asked === null ? null : `${asked}`,
    to: to === null ? null : `${to}`,
    act: to === null ? 'none' : to === commit ? 'keep' : 'move',
    rereads: to !== null && here !== null && to < here ? `${between.length}` : '0',
    skips: to !== null && here !== null && to > here ? `${between.length}` : '0',
    lost: commit !== null && commit < start ? `${start - commit}` : '0',
    left: to === null ? null : `${end - to}`,
    first: to === commit ? null : (between[0] ?? null),
    last: to === commit ? null : (between.at(-1) ?? null),
    flags: [
      ...(commit === null ? ['no-commit'] : []),
      ...(commit !== null && commit < start ? ['lost'] : []),
      ...(commit !== null && commit > end ? ['ahead'] : []),
      ...((mode === 'timestamp' || mode === 'duration') && found < 0 ? ['no-record-at-time'] : []),
      ...(!stays && asked !== null && asked < start ? ['clamped-start'] : []),
      ...(!stays && asked !== null && asked > end ? ['clamped-end'] : []),
    ],
  }
}

function requestOf(mode: (typeof MODES)[number], value: number) {
  if (mode === 'offset') return { mode, offset: `${Math.abs(value)}` }
  if (mode === 'shift') return { mode, by: `${value}` }
  if (mode === 'timestamp' || mode === 'duration') return { mode, ms: Math.abs(value) }
  return { mode }
}

async function staged(lanes: readonly Lane[], store: Store) {
  const topics = [{ name: 't', partitions: lanes.length }]
  const stage = moveStage({ topics, now: () => NOW }, { now: () => NOW }, store)
  for (const [partition, { times, start, commit }] of lanes.entries()) {
    for (const [offset, time] of times.entries())
      stage.gateway.append('t', partition, [{ timestamp: BigInt(time), key: `k${offset}`, value: 'v' }])
    stage.gateway.deleteRecords('t', partition, BigInt(start))
    if (commit !== null) stage.gateway.groups.commit('g', [{ topic: 't', partition, offset: BigInt(commit) }])
  }
  return stage
}

describe('a plan', () => {
  it('says of every mode and partition what a list of the records says', async () => {
    const { store } = temporaryStore()
    await fc.assert(
      fc.asyncProperty(
        fc.array(lane, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...MODES),
        fc.integer({ min: -15, max: 1_100 }),
        async (lanes, mode, number) => {
          const value =
            mode === 'shift' ? number % 16 : mode === 'offset' ? Math.abs(number) % 16 : Math.abs(number)
          const { plan } = await staged(lanes, store)
          const answer = await plan('g', { to: requestOf(mode, value), scope: [{ topic: 't' }] })
          const expected = lanes.map((one) => model(one, mode, value))
          expect(answer.rows).toMatchObject(expected)
          expect(answer.rows.every(({ atMost }) => !atMost)).toBe(true)
          expect(answer.totals).toMatchObject({
            move: expected.filter(({ act }) => act === 'move').length,
            keep: expected.filter(({ act }) => act === 'keep').length,
            none: expected.filter(({ act }) => act === 'none').length,
            rereads: `${expected.reduce((sum, { rereads }) => sum + Number(rereads), 0)}`,
            skips: `${expected.reduce((sum, { skips }) => sum + Number(skips), 0)}`,
          })
          for (const [index, row] of answer.rows.entries()) {
            const times = lanes[index]?.times ?? []
            const at = Number(row.to)
            if (row.act !== 'move' || at >= times.length) continue
            expect(row.record).toMatchObject({
              offset: row.to,
              timestamp: times[at],
              key: { data: `k${at}` },
            })
          }
        },
      ),
      { numRuns: 250 },
    )
  })
})
