import type { CelPath, Field, TopicFields } from '@sluice/shared/messages-cel'
import { nearest } from '@sluice/shared/nearest'
import { fieldText } from '../columns/field-path.ts'
import { textOf } from './completion.ts'

/** A path in an expression that no sampled message has, with its place and the one probably meant. */
export interface FieldWarning {
  path: string
  start: number
  end: number
  suggestion: string | null
  sampled: number
}

const ROOTS: readonly string[] = ['value', 'key', 'headers'] satisfies Field['root'][]

/** The first path that cannot match, as far as the sample tells; null where nothing is known against any. */
export function fieldWarning(paths: readonly CelPath[], known: TopicFields | undefined): FieldWarning | null {
  if (known === undefined || known.sampled === 0 || known.more) return null
  const texts = new Set(known.fields.map(textOf))
  for (const { root, members, start, end } of paths) {
    if (!isRoot(root) || members.length === 0) continue
    const path = fieldText({ root, steps: members })
    if (texts.has(path) || beyondSample(known.fields, root, members)) continue
    return { path, start, end, suggestion: nearest(path, texts), sampled: known.sampled }
  }
  return null
}

function isRoot(root: string): root is Field['root'] {
  return ROOTS.includes(root)
}

/** Inside of lists nothing is sampled, and deep members are not either. */
function beyondSample(fields: readonly Field[], root: string, members: readonly string[]): boolean {
  return fields.some((field) => {
    const holds = field.root === root && field.members.every((member, at) => members[at] === member)
    return holds && field.members.length > 0 && field.types.includes('list')
  })
}
