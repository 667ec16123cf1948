import type { EntityId } from '@sluice/shared/topology-evidence'
import type { IdentityImported, IdentityRule } from '@sluice/shared/topology-identity'
import { z } from 'zod'

const Text = z.string().trim().min(1).max(200)
/** In bindings a name stands as a schema: as its only value. */
const OneName = z.object({ const: Text.optional(), enum: z.array(Text).max(50).optional() })
const Bindings = z.object({ kafka: z.object({ groupId: OneName.optional() }).optional() }).optional()
const Operation = z.object({
  action: z.string().optional(),
  channel: z.object({ $ref: z.string() }).optional(),
  bindings: Bindings,
})
const Channel = z.object({
  address: z.string().nullish(),
  publish: Operation.optional(),
  subscribe: Operation.optional(),
})
const Document = z.object({
  asyncapi: z.string(),
  info: z.object({
    title: Text,
    'x-owner': Text.optional(),
    contact: z.object({ name: Text.optional() }).optional(),
  }),
  channels: z.record(z.string(), Channel).optional(),
  operations: z.record(z.string(), Operation).optional(),
})
type Document = z.infer<typeof Document>

const TOPIC = /^[a-zA-Z0-9._-]{1,249}$/

interface Use {
  topic: string
  sends: boolean
  groups: string[]
}

/** What an AsyncAPI document, 2 or 3, says of its application: the groups it reads in, and which topics are its own. */
export function readAsyncApi(document: unknown): IdentityImported {
  const parsed = Document.safeParse(document)
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? ''
    return {
      rules: [],
      ignored: [{ what: 'The document', why: `It is no AsyncAPI document: see ${where}.` }],
    }
  }
  const { info } = parsed.data
  const uses = parsed.data.asyncapi.startsWith('2') ? usesOf2(parsed.data) : usesOf3(parsed.data)
  const groups = [...new Set(uses.flatMap((use) => use.groups))]
  const owner = info['x-owner'] ?? info.contact?.name ?? info.title
  const rules: IdentityRule[] = []
  const ignored: IdentityImported['ignored'] = []
  if (groups.length > 0)
    rules.push({
      kind: 'merge',
      entities: groups.map((group): EntityId => `group:${group}`),
      name: info.title,
    })
  else
    ignored.push({
      what: info.title,
      why: 'No operation has a Kafka binding with a groupId, so it is not known which group of the cluster it is.',
    })
  for (const { topic, sends } of uses) {
    if (!TOPIC.test(topic))
      ignored.push({ what: topic, why: 'The name has parameters: no one topic of the cluster is meant.' })
    else if (sends) rules.push({ kind: 'owner', match: topic, owner })
  }
  if (owner !== info.title) rules.push({ kind: 'owner', match: info.title, owner })
  return { rules, ignored }
}

/** In version 2 "subscribe" is what others may do: the application sends. */
function usesOf2({ channels = {} }: Document): Use[] {
  return Object.entries(channels).flatMap(([topic, { publish, subscribe }]) => [
    ...(subscribe === undefined ? [] : [{ topic, sends: true, groups: [] }]),
    ...(publish === undefined ? [] : [{ topic, sends: false, groups: groupsOf(publish) }]),
  ])
}

function usesOf3({ channels = {}, operations = {} }: Document): Use[] {
  return Object.values(operations).flatMap((operation) => {
    const name = operation.channel?.$ref.split('/').at(-1)?.replaceAll('~1', '/').replaceAll('~0', '~')
    if (name === undefined) return []
    const topic = channels[name]?.address ?? name
    const sends = operation.action === 'send'
    return [{ topic, sends, groups: sends ? [] : groupsOf(operation) }]
  })
}

function groupsOf({ bindings }: z.infer<typeof Operation>): string[] {
  const group = bindings?.kafka?.groupId
  return [...(group?.const === undefined ? [] : [group.const]), ...(group?.enum ?? [])]
}
