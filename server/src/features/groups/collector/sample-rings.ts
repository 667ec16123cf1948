import type { DrainEta } from '@sluice/shared/groups-state'
import type { Slope } from '../figures/slope.ts'
import type { Track } from '../figures/track.ts'

/** Samples of a row, and what was last made of them. */
export interface SampleRing {
  readonly commits: Track
  readonly ends: Track
  commitSlope: Slope | null
  endSlope: Slope | null
  commitEveryMs: number | null
  eta: DrainEta | null
  /** When the slopes were last told; −Infinity: never. */
  slopesAt: number
}

const SAMPLES = 60
/** 1 440 bytes of samples each, so 6 MB in all: beyond them rows are judged by their marks alone. */
const RINGS_MAX = 4_000

class Room implements SampleRing {
  readonly at = new Float64Array(SAMPLES)
  readonly commit = new BigInt64Array(SAMPLES)
  readonly end = new BigInt64Array(SAMPLES)
  length = 0
  commitSlope: Slope | null = null
  endSlope: Slope | null = null
  commitEveryMs: number | null = null
  eta: DrainEta | null = null
  slopesAt = Number.NEGATIVE_INFINITY

  get commits(): Track {
    return { at: this.at.subarray(0, this.length), offset: this.commit.subarray(0, this.length) }
  }

  get ends(): Track {
    return { at: this.at.subarray(0, this.length), offset: this.end.subarray(0, this.length) }
  }
}

/** Samples of the rows that need them: those that are behind, or moved lately. */
export class SampleRings {
  readonly #rooms: (Room | null)[] = []
  readonly #free: number[] = []

  /** −1: there is no more room. */
  take(): number {
    const free = this.#free.pop()
    const index = free ?? (this.#rooms.length < RINGS_MAX ? this.#rooms.length : -1)
    if (index >= 0) this.#rooms[index] = new Room()
    return index
  }

  release(index: number): void {
    if (index < 0 || this.#rooms[index] == null) return
    this.#rooms[index] = null
    this.#free.push(index)
  }

  at(index: number): SampleRing | null {
    return this.#rooms[index] ?? null
  }

  /** Samples closer than `spacingMs` take each other's place, so that a ring spans a window of any length. */
  push(index: number, sample: { at: number; commit: bigint; end: bigint }, spacingMs: number): void {
    const room = this.#rooms[index]
    if (room == null) return
    const { at, commit, end, length } = room
    const last = at[length - 1] ?? 0
    const replaces = length > 1 && last - (at[length - 2] ?? 0) < spacingMs
    if (!replaces && length === SAMPLES) {
      at.copyWithin(0, 1)
      commit.copyWithin(0, 1)
      end.copyWithin(0, 1)
    } else if (!replaces) room.length += 1
    const place = room.length - 1
    at[place] = sample.at
    commit[place] = sample.commit
    end[place] = sample.end
  }
}
