/**
 * Is the graph true? Sample systems run on a Kafka, the built server watches it, and what it draws is held against what
 * they really do, edge by edge. Run: `node bench/topology.ts [library] [trading] [synthetic] [--services 30] [--topics 50]
 * [--after 60,600]` (Node 24) after `npm run build`; seconds count from when the server listens. JSON on stdout, every
 * wrong and every missing edge on stderr.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { TopologyGraph } from '../shared/src/topology.ts'
import { startBuiltServer } from './built-server.ts'
import { CLASSES } from './topology/figures.ts'
import { judge, type Verdict } from './topology/judge.ts'
import { SYSTEMS } from './topology/systems.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    services: { type: 'string', default: '30' },
    topics: { type: 'string', default: '50' },
    after: { type: 'string', default: '60' },
  },
})
const names = positionals.length > 0 ? positionals : ['library', 'trading']
const size = { services: Number(values.services), topics: Number(values.topics) }
const endings: (() => unknown)[] = []
try {
  const kafka = await startKafka()
  endings.push(() => kafka.stop())
  const systems = []
  for (const name of names) {
    const start = SYSTEMS[name]
    if (start === undefined)
      throw new Error(`there is no system "${name}": ${Object.keys(SYSTEMS).join(', ')}`)
    const system = await start(kafka.bootstrap, size)
    endings.push(system.stop)
    systems.push(system)
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-bench-'))
  endings.push(() => rmSync(dataDir, { recursive: true, force: true }))
  const server = await startBuiltServer(kafka.bootstrap, ['--data-dir', dataDir])
  endings.push(server.stop)
  const began = performance.now()
  for (const seconds of values.after.split(',').map(Number)) {
    await sleep(Math.max(0, seconds * 1_000 - (performance.now() - began)))
    const graphs = {
      service: await read(server.url, 'service'),
      instance: await read(server.url, 'instance'),
    }
    // What was not to be had explains what is missing.
    const limits = graphs.service.collectors.flatMap(({ source, state, reason, evidence }) =>
      state === 'ok' && source !== 'inference' ? [] : [{ source, state, reason, evidence }],
    )
    console.error(JSON.stringify(limits))
    for (const { truth } of systems) {
      const verdict = judge(graphs, truth)
      tell(truth.system, seconds, verdict)
      const { mistakes, figures } = verdict
      const wrongNames = mistakes.filter(({ wrongName }) => wrongName).length
      const load = loadavg()[0]?.toFixed(1)
      const nodes = graphs.service.nodes.length
      console.log(
        JSON.stringify({
          bench: 'topology',
          system: truth.system,
          seconds,
          load,
          nodes,
          limits,
          wrongNames,
          ...figures,
          mistakes,
        }),
      )
    }
  }
} finally {
  for (const end of endings.toReversed()) await end()
}

async function read(url: string, level: string): Promise<TopologyGraph> {
  const answer = await fetch(`${url}/api/clusters/local/topology?level=${level}`)
  if (!answer.ok) throw new Error(`the graph cannot be had: ${answer.status} ${await answer.text()}`)
  return TopologyGraph.parse(await answer.json())
}

function tell(system: string, seconds: number, { figures, mistakes }: Verdict): void {
  const cell = (text: unknown) => String(text ?? '–').padStart(10)
  console.error(`\n${system} after ${seconds} s, load ${loadavg()[0]?.toFixed(1)}`)
  console.error(
    `${' '.repeat(14)}${['of', 'found', 'named', 'recall', 'wrong', 'precision'].map(cell).join('')}`,
  )
  for (const name of CLASSES) {
    const one = figures[name]
    if (one === undefined) continue
    const { of, found, named, recall, wrong, precision } = one
    console.error(`${name.padEnd(14)}${[of, found, named, recall, wrong, precision].map(cell).join('')}`)
  }
  for (const { class: of, kind, edge, why } of mistakes) console.error(`  ${kind} (${of}): ${edge} — ${why}`)
}
