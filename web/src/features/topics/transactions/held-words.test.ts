import type { OpenTransaction, TopicTransactions } from '@sluice/shared/topics-transactions'
import { expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { heldWords } from './held-words.ts'

const t = createTranslate(english)
const NOW = 1_700_000_000_000
const one = (part: Partial<OpenTransaction> = {}): OpenTransaction => ({
  producerId: '7',
  producerEpoch: 0,
  transactionalId: 'billing-1',
  client: null,
  state: 'Ongoing',
  coordinator: 1,
  startedAt: NOW - 240_000,
  timeoutMs: 900_000,
  abortsAt: NOW + 660_000,
  elsewhere: 0,
  hanging: null,
  parts: [{ partition: 2, firstOffset: '10', lastWriteAt: NOW - 1_000, pins: true, abortCommand: '' }],
  fault: null,
  ...part,
})
const held = (partition: number, records: string) => ({ partition, lastStable: '10', logEnd: '20', records })
const say = (part: Partial<TopicTransactions>) => {
  const answer = { topic: 'a', held: [held(2, '1204')], open: [one()], total: 1, missing: [], asOf: NOW }
  return heldWords({ ...answer, ...part }, NOW, t, 'en')
}

it('says how many records wait where, and for how long', () => {
  expect(say({})?.sentence).toBe(
    'An open transaction holds back 1\u202f204 records in partition 2, for 4 min',
  )
  const two = say({ held: [held(0, '1'), held(2, '1')] })
  expect(two?.sentence).toBe('An open transaction holds back 2 records in 2 partitions, for 4 min')
})

it('is silent of what a healthy producer does, and where nothing is held back', () => {
  expect(say({ open: [one({ startedAt: NOW - 1_000 })] })).toBeNull()
  expect(say({ held: [] })).toBeNull()
})

it('speaks at once of what hangs, and of what nobody can name', () => {
  const hanging = say({ open: [one({ startedAt: NOW - 1_000, hanging: 'overdue' })] })
  expect(hanging).toMatchObject({ hanging: true, sentence: expect.stringContaining('A hanging transaction') })
  const missing = [{ partition: 2, code: 'NOT_SUPPORTED' as const, message: 'too old' }]
  expect(say({ open: [], missing })?.sentence).toBe('Something holds back 1\u202f204 records in partition 2')
})
