import { SERVICES } from '@sluice/demo/systems/library/service-table.ts'
import type { TopologyGraph } from '../../shared/src/topology.ts'
import { base, edgeOf, madeGraph, seeded, topicNode } from './made-graph.ts'

/** The library as its table of services has it: what evidence comes to after a while. */
export function libraryGraph(): TopologyGraph {
  const random = seeded(9)
  const services = Object.entries(SERVICES)
  const nodes = [
    ...services.map(([name]) => base(`service:${name}`, 'service', name)),
    ...services.flatMap(([, { writes }]) => writes.map((topic) => topicNode(topic, random))),
  ]
  const edges = services.flatMap(([name, { writes, reads }]) => [
    ...writes.map((topic) => edgeOf(`service:${name}`, `topic:${topic}`, random)),
    ...reads.map((topic) => edgeOf(`topic:${topic}`, `service:${name}`, random)),
  ])
  return { ...madeGraph(0), nodes, edges }
}
