import { MessageDetail } from '@sluice/shared/messages-detail'
import { expect, expectAccessible, test } from './fixtures.ts'
import { CLUSTER } from './product.ts'

const TOPIC = 'rental.book-rented'

test('a person looks up a key, is told in which partitions and why, and finds it in all of them too', async ({
  page,
  messages,
  request,
}) => {
  const answer = await request.get(`/api/clusters/${CLUSTER}/topics/${TOPIC}/partitions/1/offsets/23`)
  const key = MessageDetail.parse(await answer.json()).key?.data ?? ''
  await messages.open(TOPIC)
  await expect(messages.rows().first()).toBeVisible()

  // What was typed as a text comes along when it turns out to be a key.
  await messages.find.fill(key)
  await messages.settings.getByRole('combobox', { name: 'What to find' }).selectOption('Key')
  const box = messages.settings.getByRole('searchbox', { name: 'Find by key' })
  await expect(box).toHaveValue(key)
  await box.press('Enter')
  await expect(page).toHaveURL(`/clusters/${CLUSTER}/topics/${TOPIC}/messages?key=text:${key}`)
  await expect(messages.rows().first()).toContainText(key)
  const where = page.getByRole('status').filter({ hasText: 'Key looked up in' })
  await expect(where).toContainText(/1 \(murmur2: Java, kafkajs/)
  const found = await messages.rows().count()
  await expect(messages.status).toContainText(`${found} found·everything looked at`)
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Look in all partitions' }).click()
  await expect(page).toHaveURL(/keyin=all/)
  await expect(where).toContainText('all 4 partitions')
  await expect(messages.status).toContainText(`${found} found·everything looked at·4 partitions`)

  await box.fill(`${key}-x`)
  await box.press('Enter')
  await page.getByRole('button', { name: 'Only the likely partitions' }).click()
  await expect(page.getByRole('heading', { name: `The key “${key}-x” was not found` })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('the topic had fewer partitions when it was written')
  // The strip of times is dimmed until it is read anew.
  await expect(() => expectAccessible(page)).toPass()

  await messages.open(TOPIC, '?from=offset:23&p=1&record=1:23')
  await page.getByRole('button', { name: 'All messages with this key' }).click()
  await expect(box).toHaveValue(key)
  await expect(messages.status).toContainText(`${found} found·everything looked at`)
})
