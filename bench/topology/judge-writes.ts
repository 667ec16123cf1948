import type { Truth, Writer } from '@sluice/demo/systems/truth.ts'
import type { TopologyEdge, TopologyNode } from '../../shared/src/topology.ts'
import type { EdgeClass, Tally } from './figures.ts'
import { type Stage, topicName, whyWrong } from './stage.ts'

interface Drawn {
  edge: TopologyEdge
  node: TopologyNode
}

/** How a writer can be known. */
export function classOf({ delivery, identity }: Writer): 'exactly-once' | 'header' | 'traceless' {
  if (delivery !== 'plain') return 'exactly-once'
  return identity?.names === 'writer' ? 'header' : 'traceless'
}

/** Held against the truth topic by topic, so that a writer that is drawn twice is seen. */
export function judgeWrites(stage: Stage, { writers }: Truth, tally: Tally): void {
  const drawn = stage.edges.flatMap((edge): Drawn[] => {
    const node = edge.relation === 'writes' ? stage.nodes.get(edge.from) : undefined
    return node === undefined ? [] : [{ edge, node }]
  })
  const topics = new Set([
    ...writers.map(({ topic }) => topic),
    ...drawn.map(({ edge }) => topicName(edge.to)),
  ])
  for (const topic of topics) {
    const here = drawn.filter(({ edge }) => topicName(edge.to) === topic)
    const rows = writers.filter((row) => row.topic === topic)
    const byName = judgeNamed(stage, { drawn: here.filter(({ node }) => node.name !== null), rows }, tally)
    const nameless = here.filter(({ node }) => node.name === null)
    judgeNameless(
      nameless,
      rows.filter((row) => byName.get(row) !== true),
      tally,
    )
    for (const row of rows) judgeRow(row, { byName, nameless }, tally)
  }
  judgeJoined(drawn, writers, tally)
}

/** The writers that are drawn by name, and whether by more than likeness. */
function judgeNamed(
  { ownersOf }: Stage,
  { drawn, rows }: { drawn: readonly Drawn[]; rows: readonly Writer[] },
  tally: Tally,
): ReadonlyMap<Writer, boolean> {
  const byName = new Map<Writer, boolean>()
  for (const { edge, node } of drawn) {
    const owners = ownersOf(node)
    const row = rows.find(({ service }) => owners.size === 1 && owners.has(service))
    if (row !== undefined && !byName.has(row)) {
      // Who is only thought to be the writer stands beside the writer that is known to be there.
      byName.set(row, edge.sources.length === 0 || edge.sources.some((source) => source !== 'inference'))
      tally.right(classOf(row))
      continue
    }
    const why = `${row === undefined ? whyWrong(owners) : 'drawn twice'}; ${wordsOf(edge)}`
    tally.wrong(guessClass(node), `${node.name} writes ${topicName(edge.to)}`, {
      why,
      wrongName: row === undefined,
    })
  }
  return byName
}

/** One that is nobody's is right where somebody who is not drawn by name writes the topic in this way. */
function judgeNameless(nameless: readonly Drawn[], left: readonly Writer[], tally: Tally): void {
  const free = [...left]
  for (const { edge, node } of nameless) {
    const at = free.findIndex((row) => isOfKind(node, row))
    const [row] = at < 0 ? [] : free.splice(at, 1)
    if (row !== undefined) {
      tally.right(classOf(row))
      continue
    }
    const why = `nobody who is not drawn already writes it so; ${wordsOf(edge)}`
    tally.wrong(guessClass(node), `${node.id} writes ${topicName(edge.to)}`, { why, wrongName: false })
  }
}

function judgeRow(
  row: Writer,
  { byName, nameless }: { byName: ReadonlyMap<Writer, boolean>; nameless: readonly Drawn[] },
  tally: Tally,
): void {
  const line = `${row.service} writes ${row.topic} (${row.delivery}, ${row.role}${row.live ? '' : ', gone'})`
  const edgeClass = classOf(row)
  if (byName.has(row)) tally.found(edgeClass, true)
  else if (!nameless.some(({ node }) => isOfKind(node, row)))
    tally.missing(edgeClass, line, 'nobody is drawn who writes it so')
  else if (edgeClass === 'header') tally.missing(edgeClass, line, 'drawn without its name')
  else tally.found(edgeClass, false)
}

/** A writer without a name must not be several services in one. */
function judgeJoined(drawn: readonly Drawn[], writers: readonly Writer[], tally: Tally): void {
  const services = Map.groupBy(writers, ({ service }) => service)
  for (const [node, edges] of Map.groupBy(drawn, (one) => one.node)) {
    if (node.name !== null) continue
    const topics = edges.map(({ edge }) => topicName(edge.to))
    const isOne = services
      .values()
      .some((rows) => topics.every((topic) => rows.some((row) => row.topic === topic && isOfKind(node, row))))
    if (isOne) continue
    const why = 'no one service writes all of these'
    tally.wrong(guessClass(node), `${node.id} writes ${topics.join(', ')}`, { why, wrongName: false })
  }
}

function isOfKind({ writer }: TopologyNode, { delivery }: Writer): boolean {
  if (writer === null || writer.producer === 'mixed') return true
  return (writer.producer === 'plain') === (delivery === 'plain')
}

function guessClass({ name, writer }: TopologyNode): EdgeClass {
  if (writer?.producer !== 'plain') return 'exactly-once'
  return name === null ? 'traceless' : 'header'
}

function wordsOf({ tier, sources }: TopologyEdge): string {
  return `${tier} by ${sources.join(', ')}`
}
