import { expect, expectAccessible, test } from './fixtures.ts'
import { TopologyPage } from './pages/topology-page.ts'

test('what appeared since an earlier time bears a sign and stands in a list that leads to it; comparing ends by choice', async ({
  page,
}) => {
  const topology = new TopologyPage(page)
  const rented = topology.node('topic:rental.book-rented')
  await topology.open()
  await expect(rented).toBeVisible({ timeout: 15_000 })
  // Nothing of this Kafka was there a month ago.
  await topology.open(`?since=${Date.now() - 30 * 86_400_000}&panel=changes`)
  await expect(rented).toHaveAttribute('data-change', 'appeared', { timeout: 15_000 })
  const list = page.getByRole('complementary', { name: 'What changed' })
  await expect(list.getByRole('region', { name: 'Vanished' })).toContainText('None')
  await expectAccessible(page)

  await list
    .getByRole('region', { name: 'Appeared' })
    .getByRole('button', { name: 'rental.book-rented Topic' })
    .click()
  await expect(page).toHaveURL(/selected=topic:rental.book-rented/)
  await page.keyboard.press('Escape')
  await expect(list).toBeVisible()

  await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'nothing' })
  await expect(list).toHaveCount(0)
  await expect(rented).not.toHaveAttribute('data-change')
  await expect(page.getByRole('button', { name: 'Live' })).toHaveAttribute('aria-pressed', 'true')
})
