import { align } from '#ui/payload/align.ts'

/** A line of two texts laid over each other; `fold` stands for lines that both have. */
export type DiffLine = { kind: 'same' | 'removed' | 'added'; text: string } | { kind: 'fold'; count: number }

/** Same lines kept around each difference. */
const CONTEXT = 3

/** Two texts line by line; long stretches that are the same are folded. Empty where nothing differs. */
export function diffText(a: string, b: string, context = CONTEXT): DiffLine[] {
  if (a === b) return []
  const [linesA, linesB] = [a.split('\n'), b.split('\n')]
  const lines = align(linesA, linesB).map((pair): Exclude<DiffLine, { kind: 'fold' }> => {
    if (pair.b === null) return { kind: 'removed', text: linesA[pair.a ?? 0] ?? '' }
    return { kind: pair.a === null ? 'added' : 'same', text: linesB[pair.b] ?? '' }
  })
  return folded(lines, context)
}

function folded(lines: readonly Exclude<DiffLine, { kind: 'fold' }>[], context: number): DiffLine[] {
  const shown: DiffLine[] = []
  for (let at = 0; at < lines.length; ) {
    let end = at
    while (end < lines.length && lines[end]?.kind === 'same') end++
    const before = at === 0 ? 0 : context
    const after = end === lines.length ? 0 : context
    if (end - at > before + after + 1) {
      shown.push(...lines.slice(at, at + before))
      shown.push({ kind: 'fold', count: end - at - before - after })
      shown.push(...lines.slice(end - after, end))
    } else shown.push(...lines.slice(at, end))
    at = end
    while (at < lines.length && lines[at]?.kind !== 'same')
      shown.push(lines[at++] ?? { kind: 'fold', count: 0 })
  }
  return shown
}
