import type { Page } from '@playwright/test'
import { paths } from '@sluice/shared/paths'
import { TopologyGraph } from '@sluice/shared/topology'
import { runDemoProgram } from './demo-program.ts'
import { expect, test } from './fixtures.ts'
import { TopologyPage } from './pages/topology-page.ts'
import { BASE_URL, CLUSTER } from './product.ts'
import { stopService } from './stop-service.ts'

const TOPIC = `e2e.parked-${Date.now()}`
const GROUP = `${TOPIC}.reader`
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
async function readingEdge(): Promise<string> {
  const { edges } = TopologyGraph.parse(await (await fetch(BASE_URL + paths.topology(CLUSTER))).json())
  const edge = edges.find(({ relation, to }) => relation === 'reads' && to === `group:${GROUP}`)
  if (edge === undefined) throw new Error('the group is drawn and reads nothing')
  return edge.id
}

test('a consumer that starts is drawn and moves nobody; when it stops, its node says so', async ({
  page,
}) => {
  const topology = new TopologyPage(page)
  await topology.open()
  await expect(topology.node('topic:best-book.ranking')).toBeVisible({ timeout: 15_000 })
  const before = await placesAtRest(page)

  const end = await runDemoProgram('park-reader.ts', [TOPIC, GROUP])
  try {
    const group = topology.node(`group:${GROUP}`)
    await expect(group).toBeVisible({ timeout: 30_000 })
    await expect(topology.graph.locator(`[data-edge="${await readingEdge()}"]`)).toBeAttached()
    const after = await placesAtRest(page)
    for (const [node, { x, y }] of before) {
      const now = after.get(node)
      if (now === undefined) continue
      expect(Math.hypot(now.x - x, now.y - y), `${node} moved`).toBeLessThanOrEqual(MOVED_PX)
    }

    await group.click()
    const beside = page.getByRole('complementary')
    await expect(beside).toContainText('1 member')
    await end()
    await expect(beside).toContainText('0 members', { timeout: 30_000 })
  } finally {
    await end()
  }
})

test('a service of the library stops: its node says so, and when it starts again', async ({ page }) => {
  const topology = new TopologyPage(page)
  await topology.open()
  const node = topology.node('group:library.best-book')
  await node.click()
  const beside = page.getByRole('complementary')
  await expect(beside).toContainText('1 member')
  const start = await stopService('best-book')
  try {
    await expect(beside).toContainText('0 members', { timeout: 30_000 })
  } finally {
    await start()
  }
  await expect(beside).toContainText('1 member', { timeout: 30_000 })
})
