import { describe, expect, it } from 'vitest'
import { nextOrder, readOrder, writeOrder } from './row-order.ts'

describe('row order', () => {
  it('goes up, down, and back to the order of the scan', () => {
    const up = nextOrder(null, 'offset')
    const down = nextOrder(up, 'offset')
    expect([up?.order, down?.order, nextOrder(down, 'offset')]).toEqual(['asc', 'desc', null])
    expect(nextOrder(down, 'key')).toEqual({ field: 'key', order: 'asc' })
  })

  it('stands in a link as a path, with a minus for downward', () => {
    for (const text of ['value.amount', '-headers["a-b"]']) expect(writeOrder(readOrder(text))).toBe(text)
    expect(writeOrder(null)).toBeUndefined()
    expect(readOrder('--key')).toBeNull()
    expect(readOrder('nothing')).toBeNull()
  })
})
