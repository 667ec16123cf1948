import { describe, expect, it } from 'vitest'
import { RowBuffer } from './row-buffer.ts'
import { sampleMessage, textPayload } from './sample-message.fixture.ts'

const heavy = (offset: number) =>
  sampleMessage({ offset: String(offset), value: textPayload('x'.repeat(10_000)) })

describe('RowBuffer', () => {
  it('stays under its bytes by letting the oldest rows go', () => {
    const buffer = new RowBuffer({ rows: 1000, bytes: 200_000 })
    for (let offset = 0; offset < 100; offset++) {
      buffer.push([heavy(offset)])
      expect(buffer.bytes).toBeLessThanOrEqual(200_000)
    }
    expect(buffer.rows.at(-1)?.offset).toBe('99')
    expect(buffer.rows.length + buffer.dropped).toBe(100)
    expect(buffer.rows.length).toBeGreaterThan(5)
  })

  it('keeps the newest row even where it alone is over the cap', () => {
    const buffer = new RowBuffer({ rows: 10, bytes: 1000 })
    buffer.push([heavy(0), heavy(1)])
    expect(buffer.rows.map((row) => row.offset)).toEqual(['1'])
  })

  it('begins anew when cleared', () => {
    const buffer = new RowBuffer({ rows: 2, bytes: 1e9 })
    buffer.push([heavy(0), heavy(1), heavy(2)])
    buffer.clear()
    expect([buffer.rows.length, buffer.dropped, buffer.bytes]).toEqual([0, 0, 0])
  })
})
