import { readFile } from 'node:fs/promises'
import { expect, expectAccessible, test } from './fixtures.ts'
import { TopologyPage } from './pages/topology-page.ts'

test('the topology is read as tables: sorted by a column, and a row opens what the picture would', async ({
  page,
}) => {
  const topology = new TopologyPage(page)
  await topology.open('?show=table')
  const edges = page.getByRole('grid', { name: 'Edges of the topology' })
  const row = edges.getByRole('row', { name: /rental\.book-rented is read by/ }).first()
  await expect(row).toBeVisible({ timeout: 15_000 })
  await edges.getByRole('columnheader', { name: 'Lag' }).click()
  await expect(page).toHaveURL(/sort=lag:desc/)
  await expect(edges.getByRole('columnheader', { name: 'Lag' })).toHaveAttribute('aria-sort', 'descending')
  await expectAccessible(page)
  await row.click()
  await expect(page).toHaveURL(/selected=edge:/)
  await expect(page.getByRole('complementary', { name: 'How this is known' })).toBeVisible()
  await page.keyboard.press('Escape')

  // By its key to the nodes, and with the same choice back to the picture.
  await page.keyboard.press('t')
  const nodes = page.getByRole('grid', { name: 'Nodes of the topology' })
  await nodes.getByRole('row', { name: /Topic.*rental\.book-rented/ }).click()
  await expect(page).toHaveURL(/selected=topic:rental\.book-rented/)
  await page.getByRole('button', { name: 'Picture', exact: true }).click()
  await expect(topology.node('topic:rental.book-rented')).toHaveClass(/selected/)
})

test('a finding lights what it is about, and the graph is saved as a flowchart and as a picture', async ({
  page,
}) => {
  const topology = new TopologyPage(page)
  await topology.open()
  const unread = topology.node('topic:best-book.ranking')
  await expect(unread).toBeVisible({ timeout: 15_000 })
  await page.getByRole('button', { name: /Findings \d+/ }).click()
  const list = page.getByRole('complementary', { name: 'Findings' })
  const finding = list.getByRole('button', { name: /Nobody is known to read best-book\.ranking/ })
  await finding.click()
  await expect(page).toHaveURL(/finding=no-reader-/)
  await expect(topology.graph.locator('.faded [data-node="topic:rental.book-rented"]')).toHaveCount(1)
  await expect(topology.graph.locator('.faded [data-node="topic:best-book.ranking"]')).toHaveCount(0)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(topology.graph.locator('.faded .node')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)

  const save = async (format: string): Promise<string> => {
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: format }).click()
    return readFile(await (await download).path(), 'utf8')
  }
  expect(await save('Mermaid')).toMatch(/^flowchart LR\n.*"best-book\.ranking".*-->/s)
  const svg = await save('Picture (SVG)')
  // Another machine has neither this page's styles nor its colours.
  expect(svg).toMatch(/^<svg .*>rental\.book-rented<.*<\/svg>$/s)
  expect(svg).not.toMatch(/ (?:class|style)=|oklch|var\(/)
})
