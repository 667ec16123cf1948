import { expect, expectAccessible, test } from './fixtures.ts'

/** Written in transactions, of which the sample system gives up every fifth at first. */
const TOPIC = 'best-book.ranking'

test('aborted messages are left out, shown and marked on request, and told apart when opened', async ({
  page,
  messages,
}) => {
  const aborted = messages.rows().filter({ has: page.getByText('aborted', { exact: true }) })
  const show = page.getByRole('button', { name: 'Show them, marked' }).first()
  // The topic is compacted, and old aborted messages with it: new ones come within seconds.
  await expect(async () => {
    await messages.open(TOPIC, '?from=oldest&limit=5000&sort=transaction')
    await expect(messages.rows().first()).toBeVisible()
    await expect(aborted).toHaveCount(0)
    await messages.status.getByRole('button', { name: /notes?/ }).click()
    await expect(show).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 20_000 })

  await show.click()
  await expect(page).toHaveURL(/iso=all/)
  // Sorted by what became of them, these come first.
  await expect(aborted.first()).toBeVisible()
  await expectAccessible(page)
  await aborted.first().click()
  await expect(messages.inspector.getByText('aborted', { exact: true }).first()).toBeVisible()
})
