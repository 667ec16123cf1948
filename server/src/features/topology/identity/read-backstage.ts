import type { EntityId } from '@sluice/shared/topology-evidence'
import type { IdentityImported } from '@sluice/shared/topology-identity'
import { parse } from 'yaml'
import { z } from 'zod'
import { readAsyncApi } from './read-asyncapi.ts'

const Text = z.string().trim().min(1).max(200)
const Entity = z.object({
  kind: z.string(),
  metadata: z.object({
    name: Text,
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z
    .object({ owner: Text.optional(), type: z.string().optional(), definition: z.unknown().optional() })
    .optional(),
})

/** Backstage’s own Kafka plugin names the groups of a component so: cluster/group, with commas. */
const GROUPS = 'kafka.apache.org/consumer-groups'
const GROUPS_MAX = 100

/** What one entity of a Backstage catalog says of who is who: who owns a component, and which groups are its own. */
export function readBackstage(document: unknown): IdentityImported {
  const parsed = Entity.safeParse(document)
  if (!parsed.success)
    return ignore(nameOf(document), 'It is no entity of a catalog: kind and metadata.name are needed.')
  const { kind, metadata, spec } = parsed.data
  const what = `${kind} ${metadata.name}`
  if (kind === 'API') return readApi(what, spec)
  if (kind !== 'Component') return ignore(what, 'Only components and APIs say who writes and reads.')
  const groups = (metadata.annotations?.[GROUPS] ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^[^/]*\//, ''))
    .filter((group) => group !== '')
  const { name } = metadata
  return {
    rules: [
      ...(groups.length === 0
        ? []
        : [{ kind: 'merge' as const, entities: groups.slice(0, GROUPS_MAX).map(toGroup), name }]),
      ...(spec?.owner === undefined
        ? []
        : [{ kind: 'owner' as const, match: name, owner: ownerName(spec.owner) }]),
    ],
    ignored:
      spec?.owner === undefined && groups.length === 0
        ? [{ what, why: `It has neither spec.owner nor the annotation ${GROUPS}.` }]
        : [],
  }
}

function readApi(what: string, spec: z.infer<typeof Entity>['spec']): IdentityImported {
  if (spec?.type !== 'asyncapi') return ignore(what, 'Only APIs of type asyncapi are about topics.')
  if (typeof spec.definition !== 'string')
    return ignore(what, 'Its definition stands elsewhere: import that file as AsyncAPI.')
  try {
    const { rules, ignored } = readAsyncApi(parse(spec.definition, { maxAliasCount: 50, uniqueKeys: false }))
    return { rules, ignored: ignored.map((one) => ({ ...one, what: `${what}: ${one.what}` })) }
  } catch {
    return ignore(what, 'Its definition is no YAML that can be read.')
  }
}

function toGroup(group: string): EntityId {
  return `group:${group}`
}

/** `group:default/team-a` is team-a. */
function ownerName(owner: string): string {
  return (
    owner
      .split('/')
      .at(-1)
      ?.replace(/^[a-z]+:/i, '') || owner
  )
}

function nameOf(document: unknown): string {
  const kind = (document as { kind?: unknown } | null)?.kind
  return typeof kind === 'string' ? kind.slice(0, 200) : 'A document'
}

function ignore(what: string, why: string): IdentityImported {
  return { rules: [], ignored: [{ what, why }] }
}
