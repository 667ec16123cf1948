import { TopicList } from '@sluice/shared/topics'
import { expect, expectAccessible, test } from './fixtures.ts'
import { CLUSTER } from './product.ts'

test('finds a topic while typing, keeps the search in the link, and opens it with Enter', async ({
  page,
  topics,
}) => {
  await page.goto('/')
  await expect(page).toHaveTitle(/Topics · local · Sluice/)
  await expect(topics.row('rental.book-rented')).toBeVisible()
  await topics.search.fill('BOOK-RENT')
  await expect(topics.table.getByRole('row')).toHaveCount(2)
  await expect(page).toHaveURL(/q=BOOK-RENT/)
  await page.reload()
  await expect(topics.search).toHaveValue('BOOK-RENT')
  await expect(topics.table.getByRole('row')).toHaveCount(2)
  await topics.table.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/topics\/rental\.book-rented\/messages/)
})

test('hides internal topics, says how many, and shows them when asked', async ({ page, topics }) => {
  await topics.open()
  await expect(topics.row('__consumer_offsets')).toHaveCount(0)
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(topics.row('__consumer_offsets')).toBeVisible()
  await expect(page).toHaveURL(/internal=true/)
})

test('sorts by a column’s head, and shows the figures that the server has', async ({
  page,
  topics,
  request,
}) => {
  await topics.open()
  await topics.table.getByRole('button', { name: 'Sort by Name' }).click()
  await expect(page).toHaveURL(/order=desc/)
  const answer = await request.get(`/api/clusters/${CLUSTER}/topics?order=desc`)
  const { topics: listed } = TopicList.parse(await answer.json())
  const first = topics.table.getByRole('row').nth(1)
  await expect(first).toContainText(listed[0]?.name ?? 'a topic')
})

test('a search without a match says so and offers the way back', async ({ page, topics }) => {
  await page.goto(`/clusters/${CLUSTER}/topics?q=no-such-topic`)
  await expect(page.getByText('No topic has “no-such-topic” in its name')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the search' }).last().click()
  await expect(topics.row('rental.book-rented')).toBeVisible()
})

test('partitions show what the log holds, and a log start leads to the messages there', async ({ page }) => {
  await page.goto(`/clusters/${CLUSTER}/topics/rental.book-rented/partitions`)
  const table = page.getByRole('grid', { name: 'Partitions of the topic' })
  await expect(table.getByRole('row')).toHaveCount(5)
  await expectAccessible(page)
  await table
    .getByRole('button', { name: /Read from the start, offset 0/ })
    .nth(2)
    .click()
  await expect(page).toHaveURL(/\/messages\?from=oldest&p=2/)
  await expect(page.getByRole('grid', { name: 'Messages' }).getByRole('row').nth(1)).toContainText(/R-\d+/)
})

test('config tells where a value comes from and what it means', async ({ page }) => {
  await page.goto(`/clusters/${CLUSTER}/topics/best-book.ranking/config`)
  const table = page.getByRole('grid', { name: 'Configuration of the topic' })
  const row = table.getByRole('row').filter({ hasText: 'cleanup.policy' })
  await expect(row).toContainText('compact')
  await expect(row).toContainText('topic')
  await expectAccessible(page)
})

test('a topic that does not exist is a clear answer with a way out', async ({ page }) => {
  await page.goto(`/clusters/${CLUSTER}/topics/no-such-topic/partitions`)
  await expect(page.getByText('The cluster has no such topic.')).toBeVisible()
})
