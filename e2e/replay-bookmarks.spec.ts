import { randomUUID } from 'node:crypto'
import { paths } from '@sluice/shared/paths'
import { expect, expectAccessible, test } from './fixtures.ts'
import { CLUSTER } from './product.ts'

const TOPIC = 'rental.book-rented'

test('a person bookmarks the moment of a list, reads from there, uses it elsewhere, and deletes it', async ({
  page,
  request,
}) => {
  const name = `e2e ${randomUUID().slice(0, 8)}`
  await page.goto(`/clusters/${CLUSTER}/topics/${TOPIC}/messages`)
  await page.getByRole('button', { name: 'Bookmark' }).click()
  const popover = page.getByRole('dialog', { name: 'Keep this moment as a bookmark' })
  await popover.getByLabel('Name', { exact: true }).fill(name)
  await expect(popover.getByLabel('Where')).toHaveValue('cutNow')
  await expectAccessible(page)
  await popover.getByRole('button', { name: 'Set bookmark' }).click()
  await expect(page.getByText(`Bookmark “${name}” is set`)).toBeVisible()

  const settings = page.getByRole('form', { name: 'What to read' })
  await settings.getByLabel('Start', { exact: true }).selectOption('bookmark')
  await settings.getByLabel('Bookmark', { exact: true }).selectOption({ label: name })
  await expect(page).toHaveURL(/from=bookmark:[a-z0-9]+/)
  const id = /bookmark:([a-z0-9]+)/.exec(page.url())?.[1] ?? ''
  // What came before it is not read again: the first rows are the ones that the cut names.
  const { topics } = await (await request.get(paths.bookmark(CLUSTER, id))).json()
  const starts = topics[0].partitions.map((one: { offset: string }) => one.offset)
  const scan = await request.post(paths.scan(CLUSTER), { data: { topic: TOPIC, from: { bookmark: id } } })
  const open = JSON.parse((await scan.text()).split('\n')[0] ?? '')
  expect(open.ranges.map((range: { start: string }) => range.start)).toEqual(starts)

  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await page.getByRole('row').filter({ hasText: name }).click()
  const detail = page.getByRole('region', { name })
  await expect(detail.getByRole('table', { name: 'Offsets' }).getByRole('row')).toHaveCount(5)
  await expect(detail.getByRole('link', { name: 'Re-publish from here' })).toHaveAttribute(
    'href',
    new RegExp(`/replays/new\\?topics=${TOPIC.replace('.', '\\.')}&from=bookmark:${id}`),
  )
  await expectAccessible(page)
  await detail.getByRole('link', { name: 'Read up to here' }).click()
  await expect(page).toHaveURL(new RegExp(`/topics/${TOPIC}/messages\\?to=bookmark:${id}`))

  await page.goto(`/clusters/${CLUSTER}/bookmarks?bookmark=${id}`)
  await detail.getByRole('button', { name: 'Delete' }).click()
  await detail.getByRole('button', { name: 'Delete bookmark' }).click()
  await expect(page.getByText(`Bookmark “${name}” is deleted`)).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(0)
})
