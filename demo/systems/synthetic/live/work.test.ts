import { describe, expect, it } from 'vitest'
import type { ServicePlan } from '../plan/system-plan.ts'
import type { Received } from './inbox.ts'
import { Inbox } from './inbox.ts'
import { Work } from './work.ts'

const NOW = Date.UTC(2026, 10, 22)
const PLAN: ServicePlan = {
  name: 'billing-intake',
  domain: 'billing',
  clientId: 'billing-intake',
  groupId: 'billing.intake',
  delivery: 'plain',
  transactionalId: null,
  style: 'source',
  reads: ['orders.order-created'],
  writes: ['billing.invoice-created', 'billing.dunning-created'],
  family: null,
  everyMs: 1_000,
  live: true,
}
const FAMILY = { of: 'orders.order-created', retry: 'retry', deadLetter: 'dlq' }

function order(key: string, topic = 'orders.order-created'): Received {
  return { topic, key, value: Buffer.from('{}'), headers: { producer: Buffer.from('orders-intake') } }
}

function keys(written: ReturnType<Work['answer']>): Record<string, unknown[]> {
  return Object.fromEntries(written.map(({ topic, messages }) => [topic, messages.map(({ key }) => key)]))
}

describe('work of a service', () => {
  it('begins with a record on every stream of its own, under its own name and ids', () => {
    const begun = new Work(PLAN, 3).begin(NOW)
    expect(keys(begun)).toEqual({
      'billing.invoice-created': ['INV-0006000'],
      'billing.dunning-created': ['DUN-0006001'],
    })
    expect(begun[0]?.messages[0]?.headers).toEqual({
      source: 'billing-intake',
      'event-type': 'invoice-created',
    })
  })

  it('moves every stream with the first that it reads, and then one at a time, keeping the key', () => {
    const work = new Work(PLAN, 0)
    expect(keys(work.answer([order('ORD-1')], NOW))).toEqual({
      'billing.invoice-created': ['ORD-1'],
      'billing.dunning-created': ['ORD-1'],
    })
    expect(keys(work.answer([order('ORD-2'), order('ORD-3'), order('ORD-4'), order('ORD-5')], NOW))).toEqual({
      'billing.invoice-created': ['ORD-2', 'ORD-4'],
      'billing.dunning-created': ['ORD-3'],
    })
  })

  it('writes of its own accord where there was nothing to read', () => {
    expect(keys(new Work(PLAN, 0).answer([], NOW))).toEqual({ 'billing.invoice-created': ['INV-0000000'] })
    expect(new Work({ ...PLAN, writes: [] }, 0).answer([order('ORD-1')], NOW)).toEqual([])
  })

  it('passes on what fails with the headers it came with, to be tried again and then to be left', () => {
    const work = new Work({ ...PLAN, family: FAMILY }, 0)
    const [again] = work.answer([order('ORD-1')], NOW)
    expect(again).toMatchObject({
      topic: 'retry',
      messages: [{ key: 'ORD-1', headers: { 'kafka_original-topic': 'orders.order-created' } }],
    })
    expect(String(again?.messages[0]?.headers?.producer)).toBe('orders-intake')
    expect(keys(work.answer([order('ORD-1', 'retry')], NOW))).toEqual({ dlq: ['ORD-1'] })
    expect(Object.keys(keys(work.answer([order('ORD-2')], NOW)))).toEqual(PLAN.writes)
    const without = new Work({ ...PLAN, family: { ...FAMILY, retry: null } }, 0)
    expect(keys(without.answer([order('ORD-1')], NOW))).toEqual({ dlq: ['ORD-1'] })
  })
})

describe('inbox', () => {
  it('keeps a few records and the place behind all of them, until they are taken', () => {
    const inbox = new Inbox()
    const messages = Array.from({ length: 100 }, (_, at) => ({
      key: Buffer.from(`k${at}`),
      value: null,
      timestamp: '0',
      attributes: 0,
      offset: String(at),
      size: 1,
    }))
    inbox.put('orders', 1, messages)
    const { records, places } = inbox.take()
    expect(records.length).toBeLessThan(100)
    expect(places).toEqual([{ topic: 'orders', partition: 1, offset: '100' }])
    expect(inbox.take()).toEqual({ records: [], places: [] })
  })
})
