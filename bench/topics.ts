/** The list of topics on a cluster of ten thousand: what one page of it costs, and what it holds in memory. */
import { createTopics } from '@sluice/demo/kafka/create-topics.ts'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { startBuiltServer } from './built-server.ts'

const TOPICS = 10_000
const RUNS = 15

const kafka = await startKafka()
try {
  const topics = Array.from({ length: TOPICS }, (_, id) => ({
    topic: `shop.${String(id % 100).padStart(2, '0')}.orders-${id}`,
    numPartitions: 1,
  }))
  await createTopics(kafka.bootstrap, topics)
  const server = await startBuiltServer(kafka.bootstrap)
  try {
    const list = `${server.url}/api/clusters/local/topics?pageSize=200`
    const first = await timed(list)
    const figures: Record<string, number> = { firstMs: first }
    for (const [name, query] of Object.entries({
      byName: '',
      bySize: '&sort=bytes&order=desc',
      search: '&search=07.o',
    })) {
      const times: number[] = []
      for (let run = 0; run < RUNS; run++) times.push(await timed(list + query))
      figures[`${name}MsMedian`] = times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0
      figures[`${name}MsMax`] = times.at(-1) ?? 0
    }
    console.log(JSON.stringify({ bench: 'topics', topics: TOPICS, runs: RUNS, ...figures }))
  } finally {
    server.stop()
  }
} finally {
  await kafka.stop()
}

async function timed(url: string): Promise<number> {
  const started = performance.now()
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  await answer.arrayBuffer()
  return Math.round(performance.now() - started)
}
