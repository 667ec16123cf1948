import type { Truth } from '@sluice/demo/systems/truth.ts'
import type { TopologyEdge } from '../../shared/src/topology.ts'
import type { Tally } from './figures.ts'
import { type Stage, topicName, whyWrong } from './stage.ts'

const DASHED: readonly string[] = ['inferred', 'suspected']

/** What is drawn dashed, or stands on likeness among other things: of somebody, and, where nobody can be meant, of topics alone, which the closest look shows. */
export function judgeDashed(
  { stage, closest }: { stage: Stage; closest: Stage },
  truth: Truth,
  tally: Tally,
): void {
  for (const edge of stage.edges)
    if (DASHED.includes(edge.tier) || edge.sources.includes('inference'))
      judgeActor(edge, { stage, truth, tally })
  for (const { from, to, relation } of closest.edges) {
    if (relation !== 'causes') continue
    const [cause, effect] = [topicName(from), topicName(to)]
    const isTrue = truth.flows.some(
      ({ groupId, output }) =>
        output === effect && truth.readers.some((one) => one.groupId === groupId && one.topic === cause),
    )
    if (isTrue) tally.right('dashed')
    else
      tally.wrong('dashed', `${effect} follows from ${cause}`, {
        why: 'nobody makes it so',
        wrongName: false,
      })
  }
}

function judgeActor(
  { from, to, relation, tier, sources }: TopologyEdge,
  { stage, truth, tally }: { stage: Stage; truth: Truth; tally: Tally },
): void {
  const writes = relation === 'writes'
  const node = stage.nodes.get(writes ? from : to)
  if (node === undefined) return
  const topic = topicName(writes ? to : from)
  const owners = stage.ownersOf(node)
  const rows: readonly { service: string; topic: string }[] = writes ? truth.writers : truth.readers
  const there = rows.filter((row) => row.topic === topic)
  const isTrue = node.name === null ? there.length > 0 : there.some(({ service }) => owners.has(service))
  if (isTrue && owners.size <= 1) {
    tally.right('dashed')
    return
  }
  const line = `${node.name ?? node.id} ${relation} ${topic} (${tier} by ${sources.join(', ')})`
  tally.wrong('dashed', line, { why: whyWrong(owners), wrongName: node.name !== null })
}
