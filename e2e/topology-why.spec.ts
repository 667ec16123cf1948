import { expect, expectAccessible, test } from './fixtures.ts'
import { TopologyPage } from './pages/topology-page.ts'

test('a node tells who writes it; that arrow tells how it is known, down to the record that says so', async ({
  page,
}) => {
  const topology = new TopologyPage(page)
  await topology.open()
  const node = topology.node('topic:rental.book-rented')
  await expect(node).toBeVisible({ timeout: 15_000 })
  await node.click()
  const panel = page.getByRole('complementary', { name: 'What is chosen' })
  await expect(panel.getByRole('heading', { name: 'rental.book-rented' })).toBeVisible()
  await expect(panel.getByText('Would notice if it stood still')).toBeVisible()
  // The header of its records names the writer once a sample of them is read.
  const known = panel.getByRole('button', { name: /: how rental-service is known$/ })
  await expect(known).toBeVisible({ timeout: 20_000 })
  await expectAccessible(page)
  await known.click()

  const why = page.getByRole('complementary', { name: 'How this is known' })
  await expect(why.getByText('The records say so')).toBeVisible()
  await expect(why.getByRole('listitem').filter({ hasText: 'source=rental-service' })).not.toHaveCount(0)
  await expectAccessible(page)
  await why
    .getByRole('button', { name: /^Open the record: rental\.book-rented/ })
    .first()
    .click()
  await expect(page).toHaveURL(/record=rental\.book-rented:\d+:\d+/)
  await page.getByRole('tab', { name: /Headers/ }).click()
  await expect(page.getByRole('cell', { name: 'rental-service' }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Back to the evidence' }).click()
  await expect(why).toBeVisible()
})
