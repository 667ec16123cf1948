import { GroupList } from '@sluice/shared/groups'
import { paths } from '@sluice/shared/paths'
import { expect, expectAccessible, test } from './fixtures.ts'
import { CLUSTER } from './product.ts'

test('groups are found while typing, kept in the link, and opened with Enter on their lanes', async ({
  page,
  topics,
  groups,
}) => {
  await page.goto('/')
  await expect(topics.row('rental.book-rented')).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('g')
  await expect(page).toHaveTitle(/Groups · local · Sluice/)
  await expect(groups.row('library.rental')).toBeVisible()
  await expectAccessible(page)
  await groups.search.fill('BEST')
  await expect(groups.table.getByRole('row')).toHaveCount(2)
  await expect(page).toHaveURL(/q=BEST/)
  await page.reload()
  await expect(groups.search).toHaveValue('BEST')
  await expect(groups.table.getByRole('row')).toHaveCount(2)
  await groups.table.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/groups\/library\.best-book\/lanes/)
  const lanes = page.getByRole('grid', { name: 'Lanes of the group' })
  await expect(lanes.getByRole('row')).toHaveCount(6)
  await expect(lanes.getByRole('button', { name: /Partition 0: committed .+ in a log from/ })).toBeVisible()
  await expectAccessible(page)
})

test('states and topics narrow the list, and the list says what the server says', async ({
  page,
  groups,
  request,
}) => {
  await groups.open('?topic=book.rental-rejected')
  const answer = await request.get(`${paths.groups(CLUSTER)}?topic=book.rental-rejected`)
  const { groups: listed, total, all } = GroupList.parse(await answer.json())
  expect(total).toBeLessThan(all)
  await expect(groups.table.getByRole('row')).toHaveCount(total + 1)
  await expect(groups.row(listed[0]?.group ?? '')).toBeVisible()
  await groups.states.getByRole('button').first().click()
  await expect(page).toHaveURL(/state=/)
  await page.getByRole('button', { name: 'Show all' }).first().click()
  await expect(page).not.toHaveURL(/state=/)
})

test('a group tells who reads which partition; the groups of a topic stand on one ruler', async ({
  page,
}) => {
  await page.goto(`/clusters/${CLUSTER}/groups/library.member/partitions`)
  const table = page.getByRole('grid', { name: 'Partitions of the group' })
  await expect(table.getByRole('row')).toHaveCount(17)
  await expect(page.getByRole('slider', { name: 'Lag of each partition, by member' })).toBeVisible()
  await page.getByRole('link', { name: 'Members' }).click()
  const members = page.getByRole('grid', { name: 'Members of the group' })
  await expect(members.getByRole('row').nth(1)).toContainText('127.0.0.1')
  await expectAccessible(page)
  await page.goto(`/clusters/${CLUSTER}/topics/rental.book-rented/groups`)
  const readers = page.getByRole('grid', { name: 'Groups that read the topic' })
  // Others may read it by now: what a test has moved is a reader as well.
  for (const group of ['library.book', 'library.best-book', 'library.member'])
    await expect(readers.getByRole('row').filter({ hasText: group }).first()).toBeVisible()
  const ruler = page.getByRole('grid', { name: 'Where the groups stand in each partition' })
  await expect(ruler.getByRole('button', { name: /Partition 2: 3 groups stand in a log/ })).toBeVisible()
  await expectAccessible(page)
})

test('a group that is not there is a clear answer with a way out, whatever its id', async ({ page }) => {
  await page.goto(`/clusters/${CLUSTER}/groups/~no~2Fsuch~20group`)
  await expect(page.getByText('The cluster has no such group.')).toBeVisible()
  await page.getByRole('link', { name: 'Go to the groups' }).click()
  await expect(page).toHaveURL(/\/groups$/)
})

test('Enter on a lane opens what the group reads next; its history is a chart and a table', async ({
  page,
}) => {
  await page.goto(`/clusters/${CLUSTER}/groups/library.member/lanes`)
  const lanes = page.getByRole('grid', { name: 'Lanes of the group' })
  await lanes
    .getByRole('button', { name: /committed/ })
    .first()
    .waitFor()
  await lanes.focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/record=[\w.-]+:\d+:\d+/)
  const record = page.getByRole('complementary', { name: 'Message' })
  await expect(record.getByText(/what it reads next|has read everything|has read this/)).toBeVisible()
  await record.getByRole('button', { name: 'Previous message' }).click()
  await expect(record.getByText(/It has read this: the gate stands/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(record).toHaveCount(0)
  await page.getByRole('link', { name: 'History' }).click()
  await expect(page.getByRole('slider', { name: 'Lag over time' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Table' }).click()
  const table = page.getByRole('grid', { name: 'History of the group' })
  await expect(table.getByRole('row').nth(1)).toContainText(/\d{2}:\d{2}:\d{2}/)
  await expect(page).toHaveURL(/view=table/)
})
