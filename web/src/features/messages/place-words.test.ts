import type { MissingPartition, ScanNote } from '@sluice/shared/messages'
import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { noteWords } from './note-words.ts'
import { missingWords, placeWords } from './place-words.ts'

const t = createTranslate(english)
const missing = (topic: string, partition: number | null): MissingPartition => ({
  topic,
  partition,
  code: 'TOPIC_NOT_FOUND',
  message: 'gone',
})

describe('where, among several topics', () => {
  it('names the topic of a partition only where there are several', () => {
    expect(placeWords({ topic: null, partition: 3 }, t)).toBe('Partition 3')
    expect(placeWords({ topic: 'orders', partition: 3 }, t)).toBe('orders, partition 3')
    expect(placeWords({ topic: 'orders', partition: null }, t)).toBe('orders')
  })

  it('says of a note which topic it is about', () => {
    const note: ScanNote = {
      code: 'gap',
      message: '',
      topic: 'orders',
      partition: 1,
      from: '5',
      to: '9',
      count: 5,
    }
    expect(noteWords(note, true, t).where).toMatch(/^orders, partition 1, /)
    expect(noteWords(note, false, t).where).toMatch(/^Partition 1, /)
    expect(noteWords({ ...note, topic: null, partition: null }, true, t).where).toMatch(/^All partitions, /)
  })

  it('does not count a whole topic as a partition', () => {
    expect(missingWords([missing('a', 0), missing('a', 1)], t)).toBe('2 partitions missing')
    expect(missingWords([missing('a', null)], t)).toBe('1 topic missing')
    expect(missingWords([missing('a', null), missing('b', 1)], t)).toBe(
      '1 topic missing, 1 partition missing',
    )
  })
})
