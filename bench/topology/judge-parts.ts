import type { Truth } from '@sluice/demo/systems/truth.ts'
import type { TopologyGraph, TopologyNode } from '../../shared/src/topology.ts'
import type { EdgeClass, Tally } from './figures.ts'
import { classOf } from './judge-writes.ts'
import { type Stage, topicName } from './stage.ts'

interface PartEdge {
  part: string
  topic: string
  /** Of whom it is said to be. */
  whole: TopologyNode | undefined
}

/** The closest look: every member of a group that is there, and every producer that has a session. */
export function judgeParts(
  graph: TopologyGraph,
  stage: Stage,
  { truth, tally }: { truth: Truth; tally: Tally },
): void {
  const wholes = new Map(
    graph.edges.flatMap(({ from, to, relation }) => (relation === 'partOf' ? [[from, to] as const] : [])),
  )
  const edgesOf = (relation: string, kind: string): PartEdge[] =>
    stage.edges.flatMap((edge) => {
      const [part, topic] = edge.relation === 'reads' ? [edge.to, edge.from] : [edge.from, edge.to]
      if (edge.relation !== relation || !part.startsWith(`${kind}:`)) return []
      if (stage.nodes.get(part)?.kind !== kind) return []
      return [{ part, topic: topicName(topic), whole: stage.nodes.get(wholes.get(part) ?? '') }]
    })
  const readers = truth.readers.filter(({ live }) => live)
  const writers = truth.writers.filter((row) => classOf(row) === 'exactly-once')
  const context = { stage, tally }
  compare('members', { drawn: edgesOf('reads', 'member'), rows: readers }, context)
  compare('sessions', { drawn: edgesOf('writes', 'session'), rows: writers }, context)
}

function compare(
  edgeClass: EdgeClass,
  {
    drawn,
    rows,
  }: { drawn: readonly PartEdge[]; rows: readonly { service: string; topic: string; instances: number }[] },
  { stage, tally }: { stage: Stage; tally: Tally },
): void {
  const isOf = ({ topic, whole }: PartEdge, row: { service: string; topic: string }) => {
    const owners = whole === undefined ? new Set<string>() : stage.ownersOf(whole)
    return row.topic === topic && (whole?.name === null || (owners.size === 1 && owners.has(row.service)))
  }
  for (const row of rows) {
    const found = drawn.filter((edge) => isOf(edge, row)).length
    for (let instance = 0; instance < row.instances; instance += 1)
      if (instance < found) tally.found(edgeClass, true)
      else tally.missing(edgeClass, `${row.service} · ${row.topic}`, `instance ${instance + 1} is not drawn`)
  }
  for (const edge of drawn)
    if (rows.some((row) => isOf(edge, row))) tally.right(edgeClass)
    else {
      const why = `it is drawn as part of ${edge.whole?.name ?? 'nobody'}`
      tally.wrong(edgeClass, `${edge.part} · ${edge.topic}`, { why, wrongName: false })
    }
}
