import { describe, expect, it } from 'vitest'
import { NoteBook } from './note-book.ts'
import { wordTime } from './note-words.ts'

const at = (partition: number) => ({ topic: 'orders', partition })

describe('notes', () => {
  it('are one a code and partition: first and last offset, and the sum of the counts', () => {
    const notes = new NoteBook()
    notes.stretch('gap', at(0), 10n, 12n)
    notes.stretch('gap', at(0), 3n, 3n)
    notes.stretch('gap', at(1), 5n, 5n)
    notes.stretch('corrupt', at(0), 40n, 49n, 'Its bytes were damaged.')
    const [gap, other, corrupt] = notes.drain()
    expect(gap).toMatchObject({ code: 'gap', partition: 0, from: '3', to: '12', count: 4 })
    expect(gap?.message).toContain(
      '4 offsets of partition 0 of "orders" hold no message (between offsets 3 and 12)',
    )
    expect(other?.message).toContain('1 offset of partition 1 of "orders" holds no message (offset 5)')
    expect(corrupt?.message).toContain('Its bytes were damaged.')
    expect(notes.drain()).toEqual([])
  })

  it('of more than fifty partitions become one, so that a page can show them', () => {
    const notes = new NoteBook()
    for (let partition = 0; partition < 51; partition += 1) notes.stretch('gap', at(partition), 1n, 2n)
    const all = notes.drain()
    expect(all).toHaveLength(1)
    expect(all[0]).toMatchObject({ topic: 'orders', partition: null, from: null, to: null, count: 102 })
    expect(all[0]?.message).toContain('In 51 partitions')
  })

  it('leave out a count that JSON could not hold exactly', () => {
    const notes = new NoteBook()
    notes.stretch('gap', at(0), 0n, 2n ** 60n)
    expect(notes.drain()[0]).toMatchObject({ count: null, to: '1152921504606846976' })
  })

  it('merge only the code asked for', () => {
    const [notes, other] = [new NoteBook(), new NoteBook()]
    other.stretch('gap', at(0), 1n, 1n)
    other.stretch('out-of-order', at(0), 1n, 9n)
    notes.merge(other, 'out-of-order')
    expect(notes.drain().map(({ code }) => code)).toEqual(['out-of-order'])
  })

  it('word times that no calendar reaches as they are', () => {
    expect(wordTime(0)).toBe('1970-01-01T00:00:00.000Z')
    expect(wordTime(9e15)).toBe('9000000000000000 ms')
  })
})
