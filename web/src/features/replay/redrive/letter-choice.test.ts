import type { DeadLetterGroup } from '@sluice/shared/replay-dead-letters'
import { describe, expect, it } from 'vitest'
import { readDraft, writeDraft } from '../plan/draft.ts'
import {
  chosenRecords,
  countChosen,
  isChosen,
  NOTHING_CHOSEN,
  toggleGroup,
  toggleLetter,
} from './letter-choice.ts'
import { redriveDraft } from './redrive-draft.ts'

const group = (id: string, records: number, places: DeadLetterGroup['places']): DeadLetterGroup => ({
  ...{ id, records, places, class: 'timeout', exception: id, way: 'spring', first: 1, last: 2 },
  ...{ messages: [], origins: [], by: [], replayed: 0, mostReplays: 0, twins: 0, samples: [] },
})
const SLOW = group('slow', 3, [
  { partition: 0, offsets: '4-5' },
  { partition: 2, offsets: '9' },
])
const BAD = group('bad', 1, [{ partition: 1, offsets: '7' }])
const TOPIC = 'orders.DLT'

describe('which dead letters are chosen', () => {
  it('a group whole, of it one left out, and single ones of another', () => {
    const whole = toggleGroup(NOTHING_CHOSEN, SLOW.id)
    expect([isChosen(whole, 'slow', null), countChosen(whole, [SLOW, BAD])]).toEqual([true, 3])
    const most = toggleLetter(whole, TOPIC, SLOW, '0:5')
    expect(isChosen(most, 'slow', null)).toBe('partly')
    const both = toggleLetter(most, TOPIC, BAD, '1:7')
    expect(isChosen(both, 'bad', null)).toBe(true)
    const places = chosenRecords(both, TOPIC, [SLOW, BAD]).map(
      ({ partition, offset }) => `${partition}:${offset}`,
    )
    expect(places).toEqual(['0:4', '2:9', '1:7'])
    expect(countChosen(toggleLetter(most, TOPIC, SLOW, '0:5'), [SLOW])).toBe(3)
    expect(toggleGroup(toggleGroup(both, 'slow'), 'slow').has('slow')).toBe(false)
  })

  it('become a plan that sends them to where they came from, without the headers of the queue, with their new values', () => {
    const records = chosenRecords(toggleGroup(NOTHING_CHOSEN, 'slow'), TOPIC, [SLOW])
    const edits = new Map([
      ['0:4', '{"a":1}'],
      ['1:7', '{}'],
      ['2:9', null],
    ])
    const { draft, faults } = readDraft(
      writeDraft(redriveDraft({ topic: TOPIC, name: 'again', records, edits })),
    )
    expect(faults).toEqual([])
    expect(draft).toMatchObject({
      topics: [TOPIC],
      target: 'origin',
      strip: 'dead-letter',
      name: 'again',
      records,
    })
    expect(JSON.parse(draft.edits)).toEqual([
      { topic: TOPIC, partition: 0, offset: '4', value: { encoding: 'json', data: '{"a":1}' } },
      { topic: TOPIC, partition: 2, offset: '9', value: null },
    ])
  })
})
