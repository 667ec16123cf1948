import { createHash } from 'node:crypto'
import { compare } from '../identity/evidence-index.ts'
import { byClass, confidenceOf, tierOf } from './certainty.ts'
import { type Model, standingsOf } from './model.ts'

const CHARS = 16

/** The same while nothing changed but figures, at every level: who there is, of what parts, whether anybody is there, and what is known of edges. */
export function versionOf({ input, who, drafts, causes }: Model): string {
  const hash = createHash('sha256')
  const actors = who.actors.map((actor) => {
    const { id, kind, name, parts } = actor
    const left = standingsOf(actor, input.groups).flatMap(({ group, members }) =>
      members === 0 ? group : [],
    )
    return JSON.stringify([id, kind, name, [...parts].sort(), left.sort()])
  })
  const edges = [...drafts, ...causes].map(({ from, relation, to, pieces, reader }) => {
    const classes = byClass(pieces, input.at)
    return JSON.stringify([from, relation, to, tierOf(confidenceOf(classes), classes), reader?.state ?? null])
  })
  const topics = input.topics.map(({ name, partitions }) => JSON.stringify([name, partitions]))
  const rules = JSON.stringify(input.rules)
  for (const line of [...actors.sort(compare), ...edges.sort(compare), ...topics.sort(compare), rules])
    hash.update(line).update('\n')
  return hash.digest('base64url').slice(0, CHARS)
}
