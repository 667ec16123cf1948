import {
  HEADER_KINDS,
  type HeaderChange,
  type ReplaySpecInput,
  type ReplayTransform,
  ReplayTransform as TransformSchema,
} from '@sluice/shared/replay'
import type { ReplayDraft } from './draft.ts'
import type { DraftReading } from './draft-reading.ts'
import { type HeaderRow, type MaskRow, readJson } from './draft-rows.ts'
import { readSteps } from './json-steps.ts'

interface Rows {
  headers: readonly HeaderRow[]
  mask: readonly MaskRow[]
}

/** What becomes of each record; rows in which nothing was written yet are left out. */
export function readTransform(
  draft: ReplayDraft,
  reading: DraftReading,
  rows: Rows,
): ReplaySpecInput['transform'] {
  const strip = draft.strip.split(',')
  const key = newKey(draft, reading)
  const value = newValue(draft, reading)
  return {
    headers: headersOf(rows.headers, reading),
    dropHeaders: HEADER_KINDS.filter((kind) => strip.includes(kind)),
    ...(key && { key }),
    ...(value && { value }),
    mask: rows.mask
      .filter(({ path }) => path.trim() !== '')
      .map(({ path, how }) => ({ steps: readSteps(path) ?? reading.refuse('mask', 'path', ['?']), how })),
    edits: editsOf(draft, reading),
  }
}

function headersOf(rows: readonly HeaderRow[], reading: DraftReading): HeaderChange[] {
  return rows
    .filter(({ a, b }) => a !== '' || b !== '')
    .flatMap(({ op, a, b }): HeaderChange[] => {
      if (a === '' || (op === 'rename' && b === '')) return reading.refuse('headers', 'header', [])
      if (op === 'rename') return [{ op, from: a, to: b }]
      if (op === 'drop') return [{ op, key: a }]
      return [{ op: 'set', key: a, value: op === 'null' ? null : b }]
    })
}

function newKey({ rekey, rekeyto }: ReplayDraft, reading: DraftReading): ReplayTransform['key'] {
  if (rekey === 'none') return { by: 'none' }
  if (rekey === 'cel') {
    if (rekeyto.trim() === '') reading.refuse('rekeyto', 'expression', null)
    return { by: 'cel', cel: rekeyto }
  }
  if (rekey !== 'path') return undefined
  // `headers["tenant"]` reads a header; anything else is a place in the value, with or without `value` before it.
  const steps = readSteps(rekeyto)
  if (steps === null) return reading.refuse('rekeyto', 'path', undefined)
  const [first, ...rest] = steps
  const rooted = (first === 'value' || first === 'headers') && rest.length > 0
  return rooted ? { by: 'path', root: first, steps: rest } : { by: 'path', root: 'value', steps }
}

function newValue({ revalue, revalueto }: ReplayDraft, reading: DraftReading): ReplayTransform['value'] {
  if (revalue === 'cel') {
    if (revalueto.trim() === '') reading.refuse('revalueto', 'expression', null)
    return { by: 'cel', cel: revalueto }
  }
  if (revalue !== 'merge') return undefined
  if (readJson(revalueto) === undefined) reading.refuse('revalueto', 'patch', null)
  return { by: 'merge', patch: revalueto }
}

function editsOf({ edits }: ReplayDraft, reading: DraftReading): ReplayTransform['edits'] {
  if (edits === '') return []
  const read = TransformSchema.shape.edits.safeParse(readJson(edits))
  return read.success ? read.data : reading.refuse('edits', 'edits', [])
}
