import type { Evidence } from '@sluice/shared/topology-evidence'
import type { IdentityRule } from '@sluice/shared/topology-identity'
import { indexEvidence } from '../identity/evidence-index.ts'
import { whoIsWho } from '../identity/who-is-who.ts'
import { of } from './evidence-of.ts'

export const writes = (subject: string, topic: string, facts: Record<string, string> = {}) =>
  of(subject.startsWith('claim:') ? 'headers' : 'census', subject, 'writes', `topic:${topic}`, { facts })
export const claims = (writer: string, claim: string, facts: Record<string, string> = {}) =>
  of('headers', writer, 'partOf', `claim:${claim}`, { facts })
export const reads = (group: string, topic: string) =>
  of('groups', `group:${group}`, 'reads', `topic:${topic}`)
export const member = (id: string, group: string, clientId: string) =>
  of('groups', `member:${id}`, 'partOf', `group:${group}`, { facts: { clientId } })

/** Every one that is drawn, with what it is made of, and whom the writes of each topic are of. */
export function who(rows: readonly Evidence[], rules: readonly IdentityRule[] = []) {
  const index = indexEvidence(rows)
  const found = whoIsWho(index, rules)
  const writers = index
    .of('writes')
    .flatMap((row) => found.ends(row).map(({ actor }) => `${actor.name ?? '?'} → ${row.object.slice(6)}`))
  return {
    found,
    actors: found.actors
      .map(({ kind, name, parts }) => `${kind} ${name ?? '?'}: ${[...parts].sort().join(' ')}`)
      .sort(),
    writers: [...new Set(writers)].sort(),
  }
}
