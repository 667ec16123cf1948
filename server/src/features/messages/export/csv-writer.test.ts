import type { Message } from '@sluice/shared/messages'
import { ExportOutput } from '@sluice/shared/messages-export'
import { describe, expect, it } from 'vitest'
import { createWriter } from './create-writer.ts'
import { parseCsv } from './testing/parse-csv.ts'
import { header, sampleMessage } from './testing/sample-messages.ts'

function written(rows: Message[], options: Record<string, unknown> = {}): Buffer {
  const writer = createWriter(ExportOutput.parse({ format: 'csv', ...options }))
  return Buffer.concat([writer.begin(), writer.rows(rows)])
}

function records(rows: Message[], options: Record<string, unknown> = {}): Record<string, string>[] {
  const [names = [], ...lines] = parseCsv(written(rows, options).toString())
  return lines.map((line) => Object.fromEntries(names.map((name, at) => [name, line[at] ?? ''])))
}

describe('a CSV file', () => {
  it('has a line of names, and a line a message that ends as RFC 4180 says', () => {
    const text = written([sampleMessage({ value: 'a' })]).toString()
    expect(text.split('\r\n')).toEqual([
      'topic,partition,offset,timestamp,time,timestampType,key,keyEncoding,value,valueEncoding,headers,size,codec,producerId,transactional,transaction',
      'orders,0,0,1700000000000,2023-11-14T22:13:20.000Z,CreateTime,,,a,utf8,[],10,none,,false,',
      '',
    ])
  })

  it('tells null from empty, and bytes from text', () => {
    const [none, empty, binary] = records([
      sampleMessage({}),
      sampleMessage({ key: '', value: '' }),
      sampleMessage({ value: Buffer.from([0xff, 0x00]) }),
    ])
    expect(none).toMatchObject({ value: '', valueEncoding: '', keyEncoding: '' })
    expect(empty).toMatchObject({ value: '', valueEncoding: 'utf8', keyEncoding: 'utf8' })
    expect(binary).toMatchObject({ value: '/wA=', valueEncoding: 'base64' })
  })

  it('gives headers that were asked for a column, and keeps all of them in order in one', () => {
    const headers = [header('source', 'a'), header('source', 'b'), header('none', null)]
    const [row] = records([sampleMessage({ headers })], { headers: ['source', 'none', 'missing'] })
    expect(row).toMatchObject({ 'header.source': 'b', 'header.none': '', 'header.missing': '' })
    expect(JSON.parse(row?.headers ?? '')).toEqual([
      ['source', 'a'],
      ['source', 'b'],
      ['none', null],
    ])
  })

  it('keeps Korean, and begins with a byte order mark for Excel where asked', () => {
    const bytes = written([sampleMessage({ value: '서울 도서관' })], { bom: true })
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(bytes.toString()).toContain(',서울 도서관,')
    expect(written([])[0]).not.toBe(0xef)
  })

  it('has the columns that were asked for instead, with numbers digit for digit', () => {
    const columns = [
      { name: 'timestamp', root: 'timestamp' },
      { name: 'value.id', root: 'value', steps: ['id'] },
      { name: 'value.items[1].name', root: 'value', steps: ['items', 1, 'name'] },
      { name: 'key', root: 'key' },
      { name: 'headers.source', root: 'headers', steps: ['source'] },
      { name: 'valueSize', root: 'valueSize' },
    ]
    const value = '{"id":9223372036854775808,"items":[0,{"name":"=서울"}]}'
    const rows = [
      sampleMessage({ key: 'k', value, headers: [header('source', 'a')] }),
      sampleMessage({ value: 'x' }),
    ]
    expect(parseCsv(written(rows, { columns }).toString())).toEqual([
      columns.map(({ name }) => name),
      ['2023-11-14T22:13:20.000Z', '9223372036854775808', "'=서울", 'k', 'a', '57'],
      ['2023-11-14T22:13:20.000Z', '', '', '', '', '1'],
    ])
  })

  it('leaves formulas alone where asked, and disarms header names too', () => {
    const rows = [sampleMessage({ value: '=1+1' })]
    expect(records(rows)[0]?.value).toBe("'=1+1")
    expect(records(rows, { formulaSafe: false })[0]?.value).toBe('=1+1')
  })

  it('writes times beyond a date’s reach as they are', () => {
    const [row] = records([
      sampleMessage({ timestamp: '1795245363123456789' }),
      sampleMessage({ timestamp: -1 }),
    ])
    expect(row).toMatchObject({ timestamp: '1795245363123456789', time: '' })
  })
})
