import { ExportLine, ExportOutput, type ExportPayload } from '@sluice/shared/messages-export'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWriter } from './create-writer.ts'
import { header, sampleMessage } from './testing/sample-messages.ts'

function linesOf(rows: Parameters<typeof sampleMessage>[0][], options: Record<string, unknown> = {}) {
  const writer = createWriter(ExportOutput.parse({ format: 'ndjson', ...options }))
  const text = writer.rows(rows.map(sampleMessage)).toString()
  return text
    .trimEnd()
    .split('\n')
    .map((line) => ExportLine.parse(JSON.parse(line)))
}

const bytesOf = (payload: ExportPayload): Buffer | null => {
  if (payload === null) return null
  return typeof payload === 'string' ? Buffer.from(payload) : Buffer.from(payload.base64, 'base64')
}

describe('an NDJSON file', () => {
  it('keeps numbers digit for digit: they stay inside the text that they came in', () => {
    const value = '{"id":9223372036854775808,"d":0.1000000000000000055511151231257827,"z":-0,"e":1e400}'
    const [line] = linesOf([{ value, offset: '9007199254740993', timestamp: '1795245363123456789' }])
    expect(line).toMatchObject({ value, offset: '9007199254740993', timestamp: '1795245363123456789' })
  })

  it('tells null from empty, and keeps headers in order with duplicates and nulls', () => {
    const headers = [header('a', '1'), header('a', null), header('a', ''), header('b', Buffer.from([0xff]))]
    const [line, tombstone] = linesOf([{ key: '', value: '', headers }, { key: 'k' }])
    expect(line).toMatchObject({
      key: '',
      value: '',
      headers: [
        { key: 'a', value: '1' },
        { key: 'a', value: null },
        { key: 'a', value: '' },
        { key: 'b', value: { base64: '/w==' } },
      ],
    })
    expect(tombstone).toMatchObject({ key: 'k', value: null })
  })

  it.each(['text', 'base64'])('gives back any bytes whatsoever (%s)', (bytes) => {
    const payload = fc.option(
      fc.oneof(
        fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array)),
        fc.string({ unit: 'binary' }).map((text) => Buffer.from(`\uFEFF${text}\0`)),
      ),
    )
    fc.assert(
      fc.property(payload, payload, (key, value) => {
        const [line] = linesOf([{ key, value }], { bytes })
        expect([bytesOf(line?.key ?? null), bytesOf(line?.value ?? null)]).toEqual([key, value])
        if (bytes === 'base64') expect(typeof line?.value).not.toBe('string')
      }),
      { numRuns: 300 },
    )
  })

  it('ends with a line that says how it ended, unless that is not wanted', () => {
    const end = {
      complete: false,
      state: 'partial' as const,
      messages: 1,
      missing: [],
      notes: [],
      fault: null,
    }
    const last = (options: object) =>
      createWriter(ExportOutput.parse({ format: 'ndjson', ...options }))
        .end({ end })
        .toString()
    expect(JSON.parse(last({}))).toEqual({ end })
    expect(last({ trailer: false })).toBe('')
  })
})
