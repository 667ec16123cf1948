import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell } from './csv-cell.ts'
import { parseCsv } from './testing/parse-csv.ts'

describe('a cell of CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd|calc', "'+cmd|calc"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['\n=1', `"'\n=1"`],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠SUM', "'＠SUM"],
    ['-', "'-"],
    ['-1e5', "'-1e5"],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ])('disarms the formula %j', (text, cell) => {
    expect(csvCell(text, true)).toBe(cell)
  })

  it.each([
    ['-12', '-12'],
    ['-12.50', '-12.50'],
    ['9223372036854775808', '9223372036854775808'],
    ['1=1', '1=1'],
    ['서울', '서울'],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\r\nb', '"a\r\nb"'],
    [' a', '" a"'],
    ['', '""'],
    [null, ''],
  ])('leaves the meaning of %j as it is', (text, cell) => {
    expect(csvCell(text, true)).toBe(cell)
  })

  it('is read back as it was where no formula is disarmed', () => {
    const cells = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(cells, (row) => {
        const line = `${row.map((text) => csvCell(text, false)).join(',')}\r\n`
        expect(parseCsv(line)).toEqual([row])
      }),
      { numRuns: 500 },
    )
  })
})
