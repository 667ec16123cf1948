import type { TailNote } from '@sluice/shared/messages-tail'
import type { TopicPartitionId } from '#kafka/gateway.ts'
import type { NoteBook } from '../note-book.ts'

/** Between two frames: what a reader has not been told of yet. */
const NOTES_MAX = 200

/** What happened to the topics of a tail, in the words a reader gets. */
export class TailNotes {
  readonly #book: NoteBook
  #own: TailNote[] = []

  constructor(book: NoteBook) {
    this.#book = book
  }

  added(topic: string, partitions: readonly number[]): void {
    const which =
      partitions.length === 1 ? `partition ${partitions[0]}` : `partitions ${partitions.join(', ')}`
    this.#add({
      code: 'partitions-added',
      message: `Topic "${topic}" grew: ${which} came, and is read from its start.`,
      topic,
      partition: partitions.length === 1 ? (partitions[0] ?? null) : null,
      count: partitions.length,
    })
  }

  resumed({ topic, partition }: TopicPartitionId, next: bigint, failedMs: number): void {
    const seconds = Math.max(1, Math.round(failedMs / 1000))
    this.#add({
      code: 'resumed',
      message: `Partition ${partition} of "${topic}" answers again after ${seconds} s and goes on at offset ${next}: nothing was missed.`,
      topic,
      partition,
      from: `${next}`,
      count: seconds,
    })
  }

  cut({ topic, partition }: TopicPartitionId, from: bigint, end: bigint): void {
    this.#add({
      code: 'log-cut',
      message: `The log of partition ${partition} of "${topic}" now ends at offset ${end}, before ${from} where it was read to: records were lost on the cluster. It goes on from there.`,
      topic,
      partition,
      from: `${end}`,
      to: `${from - 1n}`,
    })
  }

  gone(topic: string, code: 'topic-deleted' | 'topic-recreated'): void {
    const what = code === 'topic-deleted' ? 'was deleted' : 'was deleted and created anew'
    this.#add({
      code,
      message: `Topic "${topic}" ${what}; it is no longer followed.`,
      topic,
      partition: null,
    })
  }

  drain(): TailNote[] {
    const notes = [...this.#own, ...this.#book.drain()]
    this.#own = []
    return notes
  }

  #add(note: Pick<TailNote, 'code' | 'message' | 'topic' | 'partition'> & Partial<TailNote>): void {
    if (this.#own.length < NOTES_MAX) this.#own.push({ from: null, to: null, count: null, ...note })
  }
}
