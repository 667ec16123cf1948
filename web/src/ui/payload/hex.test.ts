import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hexDigits, hexRow, hexRowCount } from './hex.ts'
import { payloadBytes, payloadText } from './payload-bytes.ts'

describe('hexRow', () => {
  it('shows offset, bytes in groups of eight, and ASCII', () => {
    const bytes = new TextEncoder().encode('Sluice reads 책\n.')
    expect(hexRow(bytes, 0, 16)).toEqual({
      offset: '00000000',
      hex: '53 6c 75 69 63 65 20 72  65 61 64 73 20 ec b1 85',
      ascii: 'Sluice reads ···',
    })
    expect(hexRow(bytes, 1, 16)).toEqual({ offset: '00000010', hex: '0a 2e'.padEnd(48), ascii: '·.' })
  })

  it('loses no byte whatever the width', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(8, 16, 32), (bytes, perRow) => {
        const rows = Array.from({ length: hexRowCount(bytes.length, perRow) }, (_, row) =>
          hexRow(bytes, row, perRow),
        )
        const back = rows.flatMap((row) =>
          row.hex
            .split(/ +/)
            .filter(Boolean)
            .map((digits) => Number.parseInt(digits, 16)),
        )
        expect(back).toEqual(Array.from(bytes))
        expect(new Set(rows.map((row) => row.hex.length)).size).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('payload bytes', () => {
  it('gives back the bytes of either encoding', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const data = Buffer.from(bytes).toString('base64')
        const payload = { encoding: 'base64' as const, data, size: bytes.length, truncated: false }
        expect(payloadBytes(payload)).toEqual(bytes)
      }),
    )
    const text = { encoding: 'utf8' as const, data: '\ufeff책', size: 6, truncated: false }
    expect(Array.from(payloadBytes(text))).toEqual([0xef, 0xbb, 0xbf, 0xec, 0xb1, 0x85])
  })

  it('keeps what is text inside bytes that are not', () => {
    const payload = {
      encoding: 'base64' as const,
      data: Buffer.from([0x41, 0xff, 0x42]).toString('base64'),
      size: 3,
      truncated: false,
    }
    expect(payloadText(payload)).toBe('A\ufffdB')
    expect(hexDigits(payloadBytes(payload), 2)).toBe('41 ff')
  })
})
