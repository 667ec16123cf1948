import { describe, expect, it } from 'vitest'
import { familyOf } from './topic-family.ts'

describe('the family of a topic', () => {
  it.each([
    ['orders.DLT', { base: 'orders', role: 'dead-letter' }],
    ['orders-dlq', { base: 'orders', role: 'dead-letter' }],
    ['orders-dead-letter', { base: 'orders', role: 'dead-letter' }],
    ['orders-retry', { base: 'orders', role: 'retry' }],
    ['orders-retry-2', { base: 'orders', role: 'retry' }],
    ['orders-retry-5000', { base: 'orders', role: 'retry' }],
    ['orders-retry-dlt', { base: 'orders', role: 'dead-letter' }],
    ['app-store-changelog', { base: 'app-store-changelog', role: 'changelog' }],
    ['app-KSTREAM-repartition', { base: 'app-KSTREAM-repartition', role: 'repartition' }],
  ] as const)('of %s is by its name', (topic, family) => {
    expect(familyOf(topic, (name) => name === 'orders')).toEqual(family)
  })

  it.each(['orders', 'payments-retry', 'payments.DLT', 'retry', 'cult'])('%s stands for itself', (topic) => {
    expect(familyOf(topic, (name) => name === 'orders')).toBeNull()
  })
})
