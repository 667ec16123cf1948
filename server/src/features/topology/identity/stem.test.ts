import { describe, expect, it } from 'vitest'
import { isNobodys, nearName, stemOf } from './stem.ts'

describe('the stem of a name', () => {
  it.each([
    ['rental-service', 'rental'],
    ['consumer-rental-service-1', 'rental'],
    ['app-4d1f0c52-8a5e-4a0f-9b53-0c8ee6e0a001-StreamThread-2-consumer', 'app'],
    ['connector-consumer-orders-sink-0', 'orders-sink'],
    ['billing-7d9f8b6c5d-x2x9z', 'billing'],
    ['billing-10.2.0.17', 'billing'],
    ['billing-prod-3', 'billing'],
    ['billing-v1.2.3', 'billing'],
    // Words are no hash of a pod.
    ['library-inventory-stock', 'library-inventory-stock'],
    ['Rental', 'rental'],
    ['orders/intake', 'orders-intake'],
    ['orders.intake-group', 'orders-intake'],
  ])('of %s is %s', (name, stem) => {
    expect(stemOf(name)).toBe(stem)
  })

  it('near as it is, keeps what tells two services apart', () => {
    expect(nearName('svc-1')).not.toBe(nearName('svc-2'))
    expect(nearName('billing-prod')).not.toBe(nearName('billing-test'))
  })

  it.each(['producer-1', 'consumer-3', 'rdkafka', 'kafkajs', 'sarama', 'KafkaJS'])(
    '%s is nobody’s',
    (name) => {
      expect(isNobodys(name)).toBe(true)
    },
  )
})
