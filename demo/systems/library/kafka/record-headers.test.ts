import { describe, expect, it } from 'vitest'
import { announce } from '../domain/events.ts'
import { SERVICES } from '../service-table.ts'
import { headersOf } from './record-headers.ts'

const released = announce('book.loan-released', 0, {
  target: 'R-000001',
  information: { isbn: '979', copiesFree: 1 },
})

describe('headersOf', () => {
  it('names the event, its source and the saga it belongs to', () => {
    expect(headersOf(released, SERVICES.rental)).toEqual({
      'correlation-id': expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      'event-type': 'loan-released',
      source: 'rental-service',
    })
  })

  it('gives every record of one rental the same correlation id, and those of another another', () => {
    const other = { ...released, correlation: 'R-000002' }
    const id = (record: typeof released): unknown => headersOf(record, SERVICES.member)['correlation-id']
    expect(id({ ...released })).toBe(id(released))
    expect(id(other)).not.toBe(id(released))
  })

  it('writes none for a service that declares none', () => {
    expect(headersOf(released, SERVICES.book)).toEqual({})
  })
})
