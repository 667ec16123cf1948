import { describe, expect, it } from 'vitest'
import { readOffsetsCsv, writeOffsetsCsv } from './groups-csv.ts'

describe('an offsets file', () => {
  it('is read as Kafka’s tool writes it, with and without the group, the names of columns, quotes and spaces', () => {
    const offsets = [
      { topic: 'a.b-c', partition: 0, offset: '9223372036854775807' },
      { topic: 'd', partition: 12, offset: '0' },
    ]
    const texts = [
      '"a.b-c",0,9223372036854775807\n"d",12,0\n',
      'a.b-c,0,9223372036854775807\r\nd,12,0',
      'topic,partition,offset\n a.b-c , 0 , 9223372036854775807 \n\nd,12,0\n',
      '"g,1","a.b-c",0,9223372036854775807\nother,x,0,1\n"g,1",d,12,0\n',
    ]
    for (const text of texts) expect(readOffsetsCsv(text, 'g,1')).toEqual({ offsets, faults: [] })
    expect(readOffsetsCsv(writeOffsetsCsv(offsets), 'g').offsets).toEqual(offsets)
  })

  it.each([
    ['a,0', 'columns'],
    ['a,0,1,2,3', 'columns'],
    ['a,"0,1', 'partition'],
    ['a/b,0,1', 'topic'],
    ['..,0,1', 'topic'],
    ['a,-1,1', 'partition'],
    ['a,2147483648,1', 'partition'],
    ['a,0,01', 'offset'],
    ['a,0,9223372036854775808', 'offset'],
    ['a,0,', 'offset'],
  ])('with the line %s is told which line and what of it', (line, why) => {
    const { offsets, faults } = readOffsetsCsv(`b,0,1\n${line}\nc,0,1`, 'g')
    expect(faults).toEqual([{ line: 2, why }])
    expect(offsets.map(({ topic }) => topic)).toEqual(['b', 'c'])
  })

  it('may not name a partition twice', () => {
    expect(readOffsetsCsv('a,0,1\na,00,2', 'g').faults).toEqual([{ line: 2, why: 'twice' }])
  })
})
