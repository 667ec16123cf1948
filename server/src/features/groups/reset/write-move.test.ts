import { expect, it } from 'vitest'
import type { PlacedRow } from './place-row.ts'
import { readGroupStage } from './testing/read-group-stage.ts'
import { writeMove } from './write-move.ts'

const ROW: PlacedRow = {
  topic: 'a',
  partition: 0,
  act: 'move',
  from: 4n,
  asked: 2n,
  to: 2n,
  beside: null,
  log: null,
  stretch: null,
  lost: 0n,
  flags: [],
  fault: null,
}

it('writes nothing at all where a place is not known: it is never taken for the first offset', async () => {
  const { writer, commits } = readGroupStage()
  const rows = [ROW, { ...ROW, partition: 1, to: null }]
  const sent = writeMove(writer, { group: 'g', kind: 'consumer', mode: 'offset', rows })
  await expect(sent).rejects.toThrow('no place for partition 1 of "a"')
  expect(writer.calls).toEqual([])
  expect((await commits('g')).map(({ offset }) => offset)).toEqual(['4', '9', '1'])
})
