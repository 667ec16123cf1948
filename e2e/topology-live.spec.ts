import type { Page } from '@playwright/test'
import { paths } from '@sluice/shared/paths'
import { TopologyGraph } from '@sluice/shared/topology'
import { productBrokers, runDemoProgram } from './demo-program.ts'
import { expect, test } from './fixtures.ts'
import { TopologyPage } from './pages/topology-page.ts'
import { CLUSTER } from './product.ts'
import { startSecondServer } from './second-server.ts'

const TOPIC = `e2e.parked-${Date.now()}`
const GROUP = `${TOPIC}.reader`
/** Reads lag often, so that who comes and goes takes seconds. */
const HASTY = ['--lag-interval-ms', '500', '--lag-window-ms', '3000']
const MOVED_PX = 60

/** Where each node stands in the picture, whatever is in sight of it. */
async function places(page: Page): Promise<Map<string, { x: number; y: number }>> {
  const found = await page.locator('[data-node]').evaluateAll((nodes) =>
    nodes.flatMap((node): [string, { x: number; y: number }][] => {
      const moved = /translate\(([-\d.]+)[ ,]+([-\d.]+)\)/.exec(node.getAttribute('transform') ?? '')
      return [[node.getAttribute('data-node') ?? '', { x: Number(moved?.[1]), y: Number(moved?.[2]) }]]
    }),
  )
  return new Map(found)
}

/** Nodes that were just drawn are on their way for a moment. */
async function placesAtRest(page: Page): Promise<Map<string, { x: number; y: number }>> {
  let last = new Map<string, { x: number; y: number }>()
  await expect(async () => {
    const now = await places(page)
    const rests = now.size > 0 && JSON.stringify([...now]) === JSON.stringify([...last])
    last = now
    expect(rests).toBe(true)
  }).toPass({ timeout: 15_000, intervals: [700] })
  return last
}

/** Edges bear no names in the picture: what the one to the new group is called, the server knows. */
async function readingEdge(url: string): Promise<string> {
  const { edges } = TopologyGraph.parse(await (await fetch(url + paths.topology(CLUSTER))).json())
  const edge = edges.find(({ relation, to }) => relation === 'reads' && to === `group:${GROUP}`)
  if (edge === undefined) throw new Error('the group is drawn and reads nothing')
  return edge.id
}

test('a consumer that starts is drawn and moves nobody; when it stops, its node says so', async ({
  page,
}) => {
  const server = await startSecondServer([...HASTY, '--brokers', (await productBrokers()).join(',')])
  let end = async (): Promise<void> => {}
  try {
    const topology = new TopologyPage(page)
    await page.goto(`${server.url}/clusters/${CLUSTER}/topology`)
    // Headers are read last: with them there are all edges of the sample system.
    await expect(topology.node('service:rental-service')).toBeVisible({ timeout: 20_000 })
    await expect(topology.node('topic:best-book.ranking')).toBeVisible()
    const before = await placesAtRest(page)

    end = await runDemoProgram('park-reader.ts', [TOPIC, GROUP])
    const group = topology.node(`group:${GROUP}`)
    await expect(group).toBeVisible({ timeout: 30_000 })
    const edge = await readingEdge(server.url)
    await expect(topology.graph.locator(`[data-edge="${edge}"]`)).toBeAttached()
    const after = await placesAtRest(page)
    for (const [node, { x, y }] of before) {
      const now = after.get(node)
      if (now === undefined) continue
      expect(Math.hypot(now.x - x, now.y - y), `${node} moved`).toBeLessThanOrEqual(MOVED_PX)
    }

    await end()
    await expect(group).toHaveAttribute('data-health', 'trouble', { timeout: 30_000 })
    await group.click()
    await expect(page.getByRole('complementary')).toContainText(/Stopped/)
  } finally {
    await Promise.all([end(), server.stop()])
  }
})
