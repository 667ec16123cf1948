import type { Truth } from '@sluice/demo/systems/truth.ts'
import type { TopologyGraph } from '../../shared/src/topology.ts'
import { type EdgeClass, type Figures, type Mistake, Tally } from './figures.ts'
import { judgeDashed } from './judge-dashed.ts'
import { judgeParts } from './judge-parts.ts'
import { judgeWrites } from './judge-writes.ts'
import { type Stage, stageOf, topicName, whyWrong } from './stage.ts'

export interface Verdict {
  figures: Partial<Record<EdgeClass, Figures>>
  mistakes: Mistake[]
}

/** What both graphs of a cluster say of one system on it. */
export function judge(
  { service, instance }: Record<'service' | 'instance', TopologyGraph>,
  truth: Truth,
): Verdict {
  const tally = new Tally()
  const [stage, closest] = [stageOf(service, truth), stageOf(instance, truth)]
  judgeReads(stage, truth, tally)
  judgeWrites(stage, truth, tally)
  judgeDashed({ stage, closest }, truth, tally)
  judgeParts(instance, closest, { truth, tally })
  return { figures: tally.figures(), mistakes: tally.mistakes }
}

function judgeReads({ edges, nodes, ownersOf }: Stage, { readers }: Truth, tally: Tally): void {
  const drawn = edges.filter(({ relation }) => relation === 'reads')
  for (const { service, topic, groupId } of readers) {
    const by = (id: string) => nodes.get(id)?.parts.includes(`group:${groupId}`) ?? false
    const line = `${service} reads ${topic}`
    if (drawn.some(({ from, to }) => topicName(from) === topic && by(to))) tally.found('reads', true)
    else tally.missing('reads', line, `no edge to ${groupId}`)
  }
  for (const { from, to } of drawn) {
    const node = nodes.get(to)
    const owners = node === undefined ? new Set<string>() : ownersOf(node)
    const [owner] = owners
    const topic = topicName(from)
    const isTrue = readers.some((one) => one.service === owner && one.topic === topic)
    if (owners.size === 1 && isTrue) tally.right('reads')
    else tally.wrong('reads', `${to} reads ${topic}`, { why: whyWrong(owners), wrongName: true })
  }
}
