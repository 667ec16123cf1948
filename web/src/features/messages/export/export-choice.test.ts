import { ExportRequest } from '@sluice/shared/messages-export'
import { DEFAULT_QUERY } from '@sluice/shared/messages-link'
import { describe, expect, it } from 'vitest'
import { sampleMessage } from '../sample-message.fixture.ts'
import { DEFAULT_CHOICE, exportRequest, headerNames, limitChoices } from './export-choice.ts'

const request = (choice: Partial<typeof DEFAULT_CHOICE>, fields: string[] | null = null) =>
  exportRequest(
    'orders',
    DEFAULT_QUERY,
    { ...DEFAULT_CHOICE, ...choice },
    { headers: ['source'], fields, nowMs: 0 },
  )

describe('what is asked for an export', () => {
  it('is what the server takes, in every format', () => {
    for (const format of ['ndjson', 'csv', 'tar'] as const)
      expect(ExportRequest.safeParse(request({ format })).error).toBeUndefined()
  })

  it('has no limit unless one was chosen', () => {
    expect(request({})).not.toHaveProperty('limit')
    expect(request({ limit: 5 }).limit).toBe(5)
    expect(limitChoices(100)).toEqual([100, 1000, 10_000, 100_000, 1_000_000])
    expect(limitChoices(1000)).toEqual([1000, 10_000, 100_000, 1_000_000])
  })

  it('takes the columns of the list for a table, by their paths, and headers beside all columns only', () => {
    const fields = ['timestamp', 'value.order["a.b"][0]']
    expect(request({ format: 'csv' }, fields).output).toEqual({
      format: 'csv',
      bom: true,
      formulaSafe: true,
      headers: [],
      columns: [
        { name: 'timestamp', root: 'timestamp', steps: [] },
        { name: 'value.order["a.b"][0]', root: 'value', steps: ['order', 'a.b', 0] },
      ],
    })
    const all = request({ format: 'csv', listColumns: false }, fields).output
    expect(all).toMatchObject({ headers: ['source'] })
    expect(all).not.toHaveProperty('columns')
  })

  it('knows headers by what is loaded, each once', () => {
    const header = (key: string) => ({ key, value: null })
    const rows = [
      sampleMessage({ headers: [header('a'), header('b'), header('a')] }),
      sampleMessage({ headers: [header('c'), header('b')] }),
    ]
    expect(headerNames(rows)).toEqual(['a', 'b', 'c'])
    const many = Array.from({ length: 150 }, (_, at) => sampleMessage({ headers: [header(`h${at}`)] }))
    expect(headerNames(many)).toHaveLength(100)
  })
})
