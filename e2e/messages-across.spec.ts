import { expect, expectAccessible, test } from './fixtures.ts'
import { CLUSTER } from './product.ts'

const [RENTED, RETURNED] = ['rental.book-rented', 'rental.book-returned']

test('a person chooses two topics in the list, finds a text in both, and sends the link of what is open', async ({
  page,
  topics,
  messages,
  request,
}) => {
  const answer = await request.post(`/api/clusters/${CLUSTER}/messages/scan`, {
    data: { topic: RETURNED, from: { oldest: true }, limit: 1 },
  })
  const rental = /"data":"(R-\d+)"/.exec(await answer.text())?.[1] ?? ''
  expect(rental).not.toBe('')

  await topics.open()
  await topics.row(RENTED).getByRole('checkbox').check()
  // By keys: to the next row, and there it is Space.
  await topics.table.focus()
  await page.keyboard.press('Home')
  while ((await topics.row(RETURNED).getByRole('checkbox').isChecked()) === false) {
    const active = await topics.table.getAttribute('aria-activedescendant')
    const there = await page.locator(`[id="${active}"]`).textContent()
    await page.keyboard.press(there?.startsWith(RETURNED) ? 'Space' : 'j')
  }
  await page.getByRole('link', { name: 'Messages of 2 topics' }).click()
  await expect(page).toHaveURL(`/clusters/${CLUSTER}/messages?topics=${RENTED},${RETURNED}`)
  await expect(messages.status).toContainText('2 topics·8 partitions')

  await messages.find.fill(rental)
  await messages.find.press('Enter')
  await expect(messages.rows().filter({ hasText: RENTED })).toHaveCount(1)
  const returned = messages.rows().filter({ hasText: RETURNED })
  await expect(returned).toHaveCount(1)
  await expect(messages.status).toContainText('everything looked at')
  await returned.click()
  await expect(page).toHaveURL(new RegExp(`&record=${RETURNED.replace('.', '\\.')}:\\d:\\d+$`))
  await expect(messages.inspector).toContainText(RETURNED)
  await expect(messages.inspector).toContainText('overdueHours')
  await expectAccessible(page)

  await page.reload()
  await expect(messages.rows()).toHaveCount(2)
  await expect(messages.inspector).toContainText('overdueHours')
  await expect(page).toHaveTitle(/^Messages of 2 topics · rental\.book-rented · rental\.book-returned/)

  // Narrowed to the topic of the open record, which stays open there.
  await messages.settings.getByRole('button', { name: '2 topics' }).click()
  const picker = page.getByRole('dialog', { name: 'Topics to read' })
  await picker.getByRole('checkbox', { name: RENTED }).uncheck()
  await picker.getByRole('button', { name: 'Read these' }).click()
  await expect(page).toHaveURL(
    new RegExp(`/topics/${RETURNED.replace('.', '\\.')}/messages\\?q=${rental}&record=\\d:\\d+$`),
  )
  await expect(messages.rows()).toHaveCount(1)
})
