import { expect, expectAccessible, test } from './fixtures.ts'

const TOPIC = 'rental.book-rented'

test('messages are followed as they arrive, held while they are read, and gone on with', async ({
  page,
  messages,
}) => {
  await messages.open(TOPIC)
  await expect(messages.rows().first()).toBeVisible()
  await page.keyboard.press('l')
  await expect(page).toHaveURL(/live=1/)
  await expect(messages.status).toContainText('Live')
  await expect(messages.status).toContainText(/[1-9]\d* arrived since \d\d:\d\d:\d\d/)

  // What arrives comes to the top by itself.
  const top = messages.rows().first()
  const before = await top.textContent()
  await expect.poll(() => top.textContent()).not.toBe(before)
  await expectAccessible(page)

  await page.keyboard.press('p')
  await expect(messages.status).toContainText('Paused')
  const held = await top.textContent()
  const fresh = page.getByRole('button', { name: /\d+ new/ })
  await expect(fresh).toContainText(/[2-9]\d* new|1\d+ new/)
  expect(await top.textContent()).toBe(held)

  await fresh.click()
  await expect(messages.status).toContainText('Live')
  await expect(fresh).toHaveCount(0)
  expect(await top.textContent()).not.toBe(held)
})

test('a message that is read stays where it is, and its inspector stays open, while others arrive', async ({
  page,
  messages,
}) => {
  await messages.open(TOPIC, '?live=1')
  const row = messages.rows().nth(3)
  await expect(row).toBeVisible()
  await row.click()
  await expect(messages.inspector).toBeVisible()
  const place = page.url()
  await expect(messages.status).toContainText('Held while you read')
  await expect(page.getByRole('button', { name: /\d+ new/ })).toBeVisible()
  await expect(messages.list.getByRole('row', { selected: true })).toBeInViewport()
  await page.keyboard.press('p')
  await expect(messages.status).toContainText('Live')
  await expect(messages.inspector).toBeVisible()
  expect(page.url()).toBe(place)

  // A search works on what arrives, and choosing a range reads instead of following.
  await page.keyboard.press('Escape')
  await messages.find.fill('R-0')
  await messages.find.press('Enter')
  await expect(page).toHaveURL(/q=R-0/)
  await expect(messages.status).toContainText(/[1-9]\d* match/)
  await messages.startAt('oldest')
  await expect(page).not.toHaveURL(/live=1/)
})
