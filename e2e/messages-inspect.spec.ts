import { MessageDetail } from '@sluice/shared/messages-detail'
import { expect, expectAccessible, test } from './fixtures.ts'
import { CLUSTER } from './product.ts'

const RENTED = 'rental.book-rented'
const POINTS = 'member.points-restored'

test('a person pins a message, sees field by field what differs in others, and shares the comparison', async ({
  page,
  messages,
  context,
}) => {
  await messages.open(RENTED, '?from=oldest&p=1')
  await messages.rows().first().click()
  await expect(messages.inspector).toContainText('Offset')
  await page.keyboard.press('c')
  await expect(page).toHaveURL(/compare=1:0/)
  await expect(messages.inspector).toContainText('Pinned as A')
  await page.keyboard.press(']')
  const comparison = page.getByRole('complementary', { name: 'Comparison' })
  await expect(comparison).toContainText(/\d+ fields differ/)
  await expect(comparison.getByRole('region', { name: 'Fields that differ' })).toContainText('$.target')
  await page.keyboard.press(']')
  await expect(page).toHaveURL(/record=1:2.*compare=1:0/)
  await expect(messages.rows().filter({ hasText: /A$/ })).toHaveAccessibleDescription(/the pinned message/)
  await expectAccessible(page)

  const shared = await context.newPage()
  await shared.goto(page.url())
  await expect(shared.getByRole('complementary', { name: 'Comparison' })).toContainText('fields differ')

  await comparison.getByRole('button', { name: 'Text' }).click()
  await expect(comparison).toContainText(/\d+ lines differ/)
  await comparison.getByRole('tab', { name: 'Metadata' }).click()
  await expect(comparison).toContainText('Leader epoch')
  await page.keyboard.press('Escape')
  await expect(messages.inspector).toBeVisible()
  await expect(page).not.toHaveURL(/compare=/)
})

test('a person walks through the messages of one key, reads its history and what stands around', async ({
  page,
  messages,
  request,
}) => {
  const scan = await request.post(`/api/clusters/${CLUSTER}/messages/scan`, {
    data: { topic: POINTS, from: { oldest: true }, limit: 200 },
  })
  const places = new Map<string, string[]>()
  const found = /"partition":(\d+),"offset":"(\d+)",.*?"key":\{"encoding":"utf8","data":"([^"]*)"/g
  for (const [, partition, offset, key = ''] of (await scan.text()).matchAll(found)) {
    places.set(key, [...(places.get(key) ?? []), `${partition}:${offset}`])
  }
  const [[key, [first = '', second = '']] = ['', []]] = [...places].filter(([, all]) => all.length >= 2)
  await messages.open(POINTS, `?record=${first}`)
  await expect(messages.inspector.getByRole('treeitem').first()).toBeVisible()

  await page.keyboard.press('{')
  await expect(messages.inspector).toContainText('This is the first message with this key')
  await page.keyboard.press('}')
  await expect(page).toHaveURL(new RegExp(`record=${second}`))

  await messages.inspector.getByRole('tab', { name: 'History' }).click()
  const versions = messages.inspector.getByRole('list', { name: 'Versions of this key, newest first' })
  await expect(versions.getByRole('listitem').last()).toContainText('first')
  await expect(versions.locator('[aria-current]')).toHaveCount(1)
  await expectAccessible(page)
  await versions.getByRole('button', { name: 'Compare with the version before' }).last().click()
  await expect(page).toHaveURL(new RegExp(`record=${second}.*compare=${first}`))
  await expect(page.getByRole('complementary', { name: 'Comparison' })).toContainText('differ')
  await page.keyboard.press('Escape')

  await messages.inspector.getByRole('tab', { name: 'Around' }).click()
  const around = messages.inspector.getByRole('list', { name: 'Messages around this one in its partition' })
  await expect(around.locator('[aria-current]')).toContainText(key)
})

test('a value is filtered by, made a column of, and downloaded byte for byte', async ({
  page,
  messages,
  request,
}) => {
  await messages.open(RENTED, '?from=oldest&p=1&record=1:23')
  const answer = await request.get(`/api/clusters/${CLUSTER}/topics/${RENTED}/partitions/1/offsets/23`)
  const { data = '' } = MessageDetail.parse(await answer.json()).value ?? {}
  await messages.inspector.getByRole('treeitem').filter({ hasText: 'isbn' }).click()
  await page.keyboard.press('a')
  await expect(messages.list.getByRole('columnheader', { name: 'isbn' })).toBeVisible()
  await messages.inspector
    .getByRole('toolbar')
    .getByRole('button', { name: /^Find messages with this value/ })
    .click()
  await expect(page).toHaveURL(new RegExp(/"isbn":"(\d+)"/.exec(data)?.[1] ?? 'an isbn'))

  await messages.inspector.getByRole('button', { name: 'Copy as …' }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download the value' }).click()
  const download = await saved
  expect(download.suggestedFilename()).toBe(`${RENTED}-p1-o23-value.json`)
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).toString('utf8')).toBe(data)
})
