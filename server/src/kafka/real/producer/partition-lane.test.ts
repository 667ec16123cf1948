import { describe, expect, it } from 'vitest'
import type { WrittenBatch } from '../../record-producer.ts'
import { refused, WriteFault } from '../../write-faults.ts'
import { type Parcel, PartitionLane } from './partition-lane.ts'

const PLACE = { topic: 't', partition: 0 }
const FAR = Number.MAX_SAFE_INTEGER
const LATER = 1_000_000_000

/** A small generator of its own, so that a failure can be had again. */
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 0x1_0000_0000) * below)
  }
}

const fault = (code: 'LEADER_UNAVAILABLE' | 'RECORD_TOO_LARGE' | 'WRITE_UNKNOWN') =>
  code === 'WRITE_UNKNOWN'
    ? new WriteFault(code, 'Nobody knows.', { written: 'unknown' })
    : refused(code, 'No.')

type Told = 'acked' | 'no' | 'unknown'

/** A lane with what its batches are told, each named by its number and of one to three records. */
function laneOf() {
  const lane = new PartitionLane(PLACE)
  const told = new Map<number, Told>()
  const numbers = new Map<Parcel, number>()
  const push = (number: number, deadline = FAR) => {
    const settle = (what: Told) => {
      if (told.has(number)) throw new Error(`Batch ${number} was told twice`)
      told.set(number, what)
    }
    const parcel: Parcel = {
      batch: { ...PLACE, bytes: Buffer.alloc(0), records: 1 + (number % 3) },
      sequence: null,
      maybe: false,
      deadline,
      fault: null,
      resolve: () => settle('acked'),
      reject: ({ written }) => settle(written),
    }
    numbers.set(parcel, number)
    lane.push(parcel)
  }
  return { lane, told, push, numberOf: (parcel: Parcel) => numbers.get(parcel) ?? -1 }
}

/** What a leader does with a producer's batches (KIP-98): one sequence after the other, the last five known again. */
class Leader {
  readonly log: number[] = []
  #next: number | null = null
  #last: { sequence: number; number: number }[] = []

  append(number: number, sequence: number, records: number): 'appended' | 'known' | 'out of order' {
    if (this.#last.some((one) => one.sequence === sequence)) return 'known'
    if (this.#next !== null && sequence !== this.#next) return 'out of order'
    this.#next = sequence + records
    this.#last = [...this.#last, { sequence, number }].slice(-5)
    this.log.push(number)
    return 'appended'
  }
}

const written: WrittenBatch = { ...PLACE, baseOffset: 0n, appendTime: null }

/** One run on a bad day: answers are lost, requests are lost, batches refused, the leader away. */
function badDay(seed: number, batches: number) {
  const roll = dice(seed)
  const { lane, told, push, numberOf } = laneOf()
  const leader = new Leader()
  const tooLarge = new Set(Array.from({ length: batches }, (_, at) => at).filter(() => roll(12) === 0))
  for (let number = 0; number < batches; number += 1) push(number)
  for (let turn = 0; !lane.empty && turn < 100_000; turn += 1) {
    const flying: { parcel: Parcel; sequence: number }[] = []
    while (lane.isReady(LATER) && (flying.length === 0 || roll(3) > 0)) flying.push(lane.take())
    // Once a connection is gone nothing behind it arrives, or nothing of it is answered.
    let cut: 'none' | 'before' | 'after' = 'none'
    for (const { parcel, sequence } of flying) {
      const number = numberOf(parcel)
      if (cut === 'none')
        cut = (['none', 'none', 'none', 'none', 'before', 'after'] as const)[roll(6)] ?? 'none'
      const away = roll(10) === 0
      const arrives = cut !== 'before' && !away
      const outcome = !arrives
        ? 'lost'
        : tooLarge.has(number)
          ? 'too large'
          : leader.append(number, sequence, parcel.batch.records)
      if (cut !== 'none') lane.again(parcel, fault('LEADER_UNAVAILABLE'), true)
      else if (away) lane.again(parcel, fault('LEADER_UNAVAILABLE'), false)
      else if (outcome === 'too large')
        lane.refused(parcel, fault('RECORD_TOO_LARGE'), fault('RECORD_TOO_LARGE'))
      else if (outcome === 'out of order')
        lane.outOfOrder(parcel, fault('LEADER_UNAVAILABLE'), fault('WRITE_UNKNOWN'))
      else lane.acked(parcel, written)
    }
  }
  return { told, leader, tooLarge }
}

describe('the lane of a partition', () => {
  it('appends each batch once and in order, whatever is lost and whichever are refused', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const { leader, told, tooLarge } = badDay(seed, 40)
      const all = Array.from({ length: 40 }, (_, number) => number)
      const wanted = all.filter((number) => !tooLarge.has(number))
      expect(leader.log, `seed ${seed}`).toEqual(wanted)
      expect(new Map(all.map((number) => [number, told.get(number)]))).toEqual(
        new Map(all.map((number) => [number, tooLarge.has(number) ? 'no' : 'acked'])),
      )
    }
  })

  it('says that nobody knows of a batch that is refused after an attempt without an answer', () => {
    const { lane, push, told } = laneOf()
    push(0)
    lane.again(lane.take().parcel, fault('LEADER_UNAVAILABLE'), true)
    lane.refused(lane.take().parcel, fault('LEADER_UNAVAILABLE'), fault('WRITE_UNKNOWN'))
    expect(told.get(0)).toBe('unknown')
  })

  it('sends the first batch alone, then five at once, and nothing more while one is to be sent again', () => {
    const { lane, push } = laneOf()
    for (let number = 0; number < 10; number += 1) push(number)
    const alone = lane.take()
    expect(lane.isReady(LATER)).toBe(false)
    lane.acked(alone.parcel, written)
    const flying = Array.from({ length: 5 }, () => lane.take())
    expect(lane.isReady(LATER)).toBe(false)
    const [first, second, ...rest] = flying
    if (first === undefined || second === undefined) throw new Error('nothing was taken')
    lane.again(first.parcel, fault('LEADER_UNAVAILABLE'), false)
    expect(lane.isReady(LATER)).toBe(false)
    lane.acked(second.parcel, written)
    for (const { parcel } of rest) lane.again(parcel, fault('LEADER_UNAVAILABLE'), true)
    expect(lane.isReady(0)).toBe(false)
    expect(lane.isReady(LATER)).toBe(true)
    expect(lane.take().sequence).toBe(first.sequence)
  })

  it('gives up a batch that was never appended with all that waits behind it, and takes new ones without a gap', () => {
    const { lane, push, told } = laneOf()
    push(0, 50)
    push(1)
    const { parcel } = lane.take()
    lane.again(parcel, fault('LEADER_UNAVAILABLE'), false)
    lane.expire(100, 50)
    expect([...told]).toEqual([
      [0, 'no'],
      [1, 'no'],
    ])
    push(2)
    expect(lane.take().sequence).toBe(0)
  })

  it('ends with a batch of which nobody knows, and sends nothing behind it', () => {
    const { lane, push, told } = laneOf()
    push(0, 50)
    push(1)
    const { parcel } = lane.take()
    lane.again(parcel, fault('LEADER_UNAVAILABLE'), true)
    lane.expire(100, 50)
    push(2)
    expect([...told]).toEqual([
      [0, 'unknown'],
      [1, 'no'],
      [2, 'no'],
    ])
    expect(lane.dead).toBe(true)
  })

  it('does not take it for its own mistake when a leader has lost what it confirmed', () => {
    const { lane, push, told } = laneOf()
    push(0)
    push(1)
    lane.acked(lane.take().parcel, written)
    lane.outOfOrder(lane.take().parcel, fault('LEADER_UNAVAILABLE'), fault('WRITE_UNKNOWN'))
    expect(told.get(1)).toBe('unknown')
  })

  it('counts from 0 again for a leader that has forgotten it', () => {
    const { lane, push } = laneOf()
    push(0)
    push(1)
    lane.acked(lane.take().parcel, written)
    const { parcel } = lane.take()
    lane.forgotten(parcel, fault('LEADER_UNAVAILABLE'))
    expect(lane.take().sequence).toBe(0)
  })

  it('goes round at the last sequence', () => {
    const { lane, push } = laneOf()
    push(0)
    const { parcel } = lane.take()
    parcel.sequence = 0x7fff_ffff
    lane.acked(parcel, written)
    push(3)
    lane.refused(lane.take().parcel, fault('RECORD_TOO_LARGE'), fault('WRITE_UNKNOWN'))
    push(6)
    expect(lane.take().sequence).toBe(0)
  })
})
