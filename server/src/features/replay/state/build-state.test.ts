import type { StateRow } from '@sluice/shared/replay-state'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildKeyedLog, type KeyedLog, type KnownRecord, keyedSpec, TOPIC } from './testing/keyed-log.ts'
import { runState, type StateInput } from './testing/run-state.ts'

type Before = (record: KnownRecord) => boolean

/** By the rules alone: the last record of each key and partition before a point, whatever became of it since. */
function truth(records: readonly KnownRecord[], before: Before): Map<string, KnownRecord> {
  const last = new Map<string, KnownRecord>()
  for (const record of records) {
    if (record.key !== null && before(record)) last.set(nameOf(record), record)
  }
  return last
}

const nameOf = ({ partition, key }: { partition: number; key: string | null }) => `${partition}/${key}`
const rowName = ({ partition, key }: StateRow) => `${partition}/${key?.data}`

/** A point with the rule that says what lies before it. */
const point = fc.oneof(
  fc.constant({ input: { now: true } as const, before: () => true }),
  fc.nat({ max: 60 }).map((offset) => ({
    input: { offset: `${offset}` },
    before: (record: KnownRecord) => record.offset < BigInt(offset),
  })),
  fc.nat({ max: 42 }).map((time) => ({
    input: { time, by: 'event' as const },
    before: (record: KnownRecord) => record.time <= time,
  })),
)

const liveIn = (known: Map<string, KnownRecord>, name: string) => known.get(name)?.value != null

async function stateOf({ gateway }: KeyedLog, at: StateInput['at'], base?: StateInput['base']) {
  return await runState(gateway, { topic: TOPIC, at, ...(base === undefined ? {} : { base }) })
}

describe('the state of a topic as of a point', () => {
  it('is what a model says of every key, where nothing was removed from the log', async () => {
    const whole = keyedSpec.map((spec) => ({ ...spec, cleaned: null, start: 0 }))
    await fc.assert(
      fc.asyncProperty(whole, point, async (spec, { input, before }) => {
        const log = buildKeyedLog(spec)
        const { state, page } = await stateOf(log, input)
        const { rows } = await page()
        const expected = truth(log.records, before)
        const found = rows.map((row) => [rowName(row), row.at?.record?.value?.data ?? null, row.at?.offset])
        const known = [...expected].map(([name, { value, offset }]) => [name, value, `${offset}`])
        expect(found.toSorted()).toEqual(known.toSorted())
        const nullKeys = log.records.filter((record) => record.key === null && before(record)).length
        const mark = state.marks.find(({ code }) => code === 'null-key')
        expect(mark?.count ?? '0').toBe(`${nullKeys}`)
        expect(state.counts.unknown).toBe(0)
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  it('never shows a wrong value of a cleaned log, and calls unknown what stands behind the point only', async () => {
    await fc.assert(
      fc.asyncProperty(keyedSpec, point, async (spec, { input, before }) => {
        const log = buildKeyedLog(spec)
        const { state, page } = await stateOf(log, input)
        const { rows } = await page()
        const expected = truth(log.records, before)
        const kinds = new Map(rows.map((row) => [rowName(row), row]))
        for (const [name, { kind, at }] of kinds) {
          const known = expected.get(name)
          if (kind === 'live') expect([name, at?.record?.value?.data]).toEqual([name, known?.value])
          if (kind === 'deleted') expect([name, known?.value]).toEqual([name, null])
        }
        const holes = state.lanes.some(
          ({ missingOffsets, logStart }) => missingOffsets !== '0' || logStart !== '0',
        )
        if (!holes) expect(state.counts.unknown).toBe(0)
        for (const [name, known] of expected) {
          if (known.value === null || kinds.has(name)) continue
          // Gone without a trace is only what nothing in the log tells of any more, or its log start has passed.
          const traces = log.records.filter((record) => nameOf(record) === name && record.kept)
          const readOn = spec.cleaned !== null || 'time' in input
          expect([name, readOn ? traces : []]).toEqual([name, []])
        }
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  it('tells of each key what became of it between two points', async () => {
    const whole = keyedSpec.map((spec) => ({ ...spec, cleaned: null, start: 0 }))
    await fc.assert(
      fc.asyncProperty(whole, point, point, async (spec, at, base) => {
        const log = buildKeyedLog(spec)
        const { state, page } = await stateOf(log, at.input, base.input)
        const { rows } = await page()
        const [here, there] = [truth(log.records, at.before), truth(log.records, base.before)]
        const expected = [...new Set([...here.keys(), ...there.keys()])].map((name) => {
          const [now, then] = [here.get(name), there.get(name)]
          const change = !liveIn(here, name)
            ? liveIn(there, name)
              ? 'removed'
              : 'same'
            : !liveIn(there, name)
              ? 'added'
              : now?.offset === then?.offset
                ? 'same'
                : now?.value === then?.value
                  ? 'rewritten'
                  : 'changed'
          const writes = log.records.filter(
            (each) => nameOf(each) === name && at.before(each) !== base.before(each),
          )
          return [name, change, writes.length]
        })
        expect(rows.map((row) => [rowName(row), row.change, row.writes]).toSorted()).toEqual(
          expected.toSorted(),
        )
        const counted = Object.values(state.changes ?? {}).reduce((sum, count) => sum + count, 0)
        expect(counted).toBe(expected.length)
      }),
      { numRuns: 100 },
    )
  }, 60_000)
})
