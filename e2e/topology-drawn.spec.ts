import { expect, expectAccessible, test } from './fixtures.ts'
import { TopologyPage } from './pages/topology-page.ts'

test('services and topics that begin alike stand in one box; it opens by a double click, and the link brings it back', async ({
  page,
}) => {
  const topology = new TopologyPage(page)
  await topology.open()
  await expect(topology.node('topic:rental.book-rented')).toBeVisible({ timeout: 15_000 })
  await page.getByRole('button', { name: 'All nodes' }).click()
  await page.getByRole('combobox', { name: 'Group nodes' }).selectOption({ label: 'by a pattern' })
  await page.getByRole('textbox', { name: 'Pattern' }).fill('^(rental|member)')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')

  const box = topology.node('box:pattern:rental')
  await expect(box).toBeVisible()
  await expect(topology.node('topic:rental.book-rented')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Grouped by pattern' })).toBeVisible()
  await expectAccessible(page)

  await box.dblclick()
  await expect(topology.node('topic:rental.book-rented')).toBeVisible()
  await expect(box).toHaveCount(0)
  await expect(topology.node('box:pattern:member')).toBeVisible()
  const link = page.url()
  await page.goto('about:blank')
  await page.goto(link)
  await expect(topology.node('topic:rental.book-rented')).toBeVisible({ timeout: 15_000 })
  await expect(topology.node('box:pattern:member')).toBeVisible()
})
