import { expect, expectAccessible, test } from './fixtures.ts'
import { TopologyPage } from './pages/topology-page.ts'

test('nodes are found and hidden in words: Tab completes, a fault is told, and the link brings both back', async ({
  page,
}) => {
  const topology = new TopologyPage(page)
  await topology.open()
  const rented = topology.node('topic:rental.book-rented')
  await expect(rented).toBeVisible({ timeout: 15_000 })

  await page.keyboard.press('/')
  await page.keyboard.type('kin')
  await page.keyboard.press('Tab')
  await page.keyboard.type('top')
  await page.keyboard.press('Tab')
  const find = page.getByRole('combobox', { name: 'Find nodes' })
  await expect(find).toHaveValue('kind:topic')
  await expect(page.getByText(/^\d+ of \d+ nodes$/)).toBeVisible()
  await expect(topology.graph.locator('.faded [data-kind="service"]').first()).toBeAttached()
  await expect(topology.graph.locator('.faded [data-kind="topic"]')).toHaveCount(0)

  const hide = page.getByRole('combobox', { name: 'Hide nodes' })
  await hide.fill('nam~rental')
  await expect(page.getByRole('alert')).toHaveText(/have no “nam”.*Did you mean “name”/)
  await expectAccessible(page)
  await hide.fill('name=rental.book-*')
  await expect(rented).toHaveCount(0)
  const link = page.url()
  await page.goto('about:blank')
  await page.goto(link)
  await expect(find).toHaveValue('kind:topic')
  await expect(page.getByText(/^\d+ of \d+ nodes · \d+ hidden$/)).toBeVisible({ timeout: 15_000 })
  await expect(rented).toHaveCount(0)
})
