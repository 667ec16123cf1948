/**
 * How fast graphs are laid out, how little they move when they change, and how many edges cross, beside dagre.
 * `cold` is the first layout of a process (nothing compiled yet, as in a page just opened), `again` the median of later
 * ones; a warm start adds 5 nodes and 10 edges. `cpu` is what the thread worked, which other load on the machine does not
 * change. Run: `node bench/topology-layout.ts [--dagre-up-to 1000]` (Node 24);
 * JSON on stdout.
 */
import { execFileSync } from 'node:child_process'
import { availableParallelism, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { layOut } from '../web/src/features/topology/layout/layout.ts'
import type { Layout, LayoutGraph } from '../web/src/features/topology/layout/layout-types.ts'
import { drawnCrossings } from '../web/src/features/topology/layout/testing/drawn-crossings.ts'
import { layOutByDagre } from '../web/src/features/topology/layout/testing/lay-out-by-dagre.ts'
import { overlapsOf } from '../web/src/features/topology/layout/testing/overlaps.ts'
import { randomTopology, seeded } from '../web/src/features/topology/layout/testing/sample-graphs.ts'

const SIZES = [100, 200, 500, 1000, 2000, 5000]
const SEEDS = [1, 2, 3]
const FAR = 60

const { values } = parseArgs({
  options: {
    'dagre-up-to': { type: 'string', default: '500' },
    cold: { type: 'string' },
    seed: { type: 'string' },
  },
})

type Times = { readonly ms: number; readonly cpuMs: number }

function timed<T>(work: () => T): Times & { readonly made: T } {
  const started = performance.now()
  const startedCpu = process.threadCpuUsage()
  const made = work()
  const { user, system } = process.threadCpuUsage(startedCpu)
  return { made, ms: performance.now() - started, cpuMs: (user + system) / 1000 }
}

const medianTimes = (times: readonly Times[]): Times => ({
  ms: tenth(median(times.map(({ ms }) => ms))),
  cpuMs: tenth(median(times.map(({ cpuMs }) => cpuMs))),
})

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN
const tenth = (value: number): number => Math.round(value * 10) / 10

/** 5 nodes come, each reading one topic and writing another. */
function grown(graph: LayoutGraph, seed: number): LayoutGraph {
  const random = seeded(seed)
  const topics = graph.nodes.filter(({ id }) => id.startsWith('t'))
  const nodes = [...graph.nodes]
  const edges = [...graph.edges]
  for (let at = 0; at < 5; at++) {
    const id = `new${at}`
    nodes.push({ id, width: 200, height: 48 })
    const from = topics[Math.floor(random() * topics.length)]?.id ?? ''
    const to = topics[Math.floor(random() * topics.length)]?.id ?? ''
    edges.push({ id: `${from}>${id}`, from, to: id }, { id: `${id}>${to}`, from: id, to })
  }
  return { nodes, edges }
}

function shareMoved(before: Layout, after: Layout): number {
  const places = new Map(before.nodes.map((node) => [node.id, node]))
  let moved = 0
  for (const { id, x, y } of after.nodes) {
    const then = places.get(id)
    if (then && Math.hypot(then.x - x, then.y - y) > FAR) moved++
  }
  return moved / before.nodes.length
}

/** Of the edges that are part of no feedback, how many go rightward. */
function shareRightward(graph: LayoutGraph, { nodes, feedback }: Layout): number {
  const partOf = new Map(feedback.flatMap((part, index) => part.map((id) => [id, index] as const)))
  const x = new Map(nodes.map((node) => [node.id, node.x]))
  const free = graph.edges.filter(({ from, to }) => !partOf.has(from) || partOf.get(from) !== partOf.get(to))
  return free.filter(({ from, to }) => (x.get(from) ?? 0) < (x.get(to) ?? 0)).length / free.length
}

function inOwnProcess(nodes: number, seed: number): Times {
  const file = fileURLToPath(import.meta.url)
  const answer = execFileSync(process.execPath, [file, '--cold', String(nodes), '--seed', String(seed)])
  return JSON.parse(answer.toString())
}

function measure(nodes: number): Record<string, unknown> {
  const rows = SEEDS.map((seed) => {
    const graph = randomTopology(nodes, seed)
    const cold = inOwnProcess(nodes, seed)
    const again = timed(() => layOut(graph))
    const before = again.made
    const warm = timed(() => layOut(grown(graph, seed), before))
    const after = warm.made
    const dagre = nodes <= Number(values['dagre-up-to']) ? timed(() => layOutByDagre(graph)) : null
    const crossings = drawnCrossings(before.edges)
    return {
      ...{ cold, again, warm, crossings, edges: graph.edges.length },
      moved: shareMoved(before, after),
      overlaps: overlapsOf(before).length + overlapsOf(after).length,
      rightward: shareRightward(graph, before),
      dagre: dagre && { ...dagre, crossings: drawnCrossings(dagre.made.edges) },
    }
  })
  const dagre = rows.flatMap((row) => row.dagre ?? [])
  return {
    nodes,
    edges: median(rows.map((row) => row.edges)),
    cold: medianTimes(rows.map((row) => row.cold)),
    again: medianTimes(rows.map((row) => row.again)),
    warm: medianTimes(rows.map((row) => row.warm)),
    movedMost: Math.max(...rows.map((row) => row.moved)),
    overlaps: rows.reduce((sum, row) => sum + row.overlaps, 0),
    rightwardLeast: Math.min(...rows.map((row) => row.rightward)),
    crossings: median(rows.map((row) => row.crossings)),
    dagre:
      dagre.length === 0
        ? null
        : {
            ...medianTimes(dagre),
            crossings: median(dagre.map(({ crossings }) => crossings)),
            ratioMost: Math.max(...rows.map((row) => (row.dagre ? row.crossings / row.dagre.crossings : 0))),
          },
  }
}

if (values.cold) {
  const graph = randomTopology(Number(values.cold), Number(values.seed ?? 1))
  const { ms, cpuMs } = timed(() => layOut(graph))
  console.log(JSON.stringify({ ms, cpuMs }))
} else {
  const load = loadavg()[0]
  const sizes = SIZES.map(measure)
  console.log(
    JSON.stringify(
      { bench: 'topology-layout', cores: availableParallelism(), load, seeds: SEEDS, sizes },
      null,
      2,
    ),
  )
}
