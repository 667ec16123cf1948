import { expect, expectAccessible, test } from './fixtures.ts'

/** Written in transactions, of which the sample system gives up the first and every twentieth. */
const TOPIC = 'best-book.ranking'

test('aborted messages are left out, shown and marked on request, and told apart when opened', async ({
  page,
  messages,
}) => {
  // Few are aborted: sorted by what became of them, these come first.
  await messages.open(TOPIC, '?from=oldest&limit=5000&sort=transaction')
  await expect(messages.rows().first()).toBeVisible()
  await expect(messages.list.getByText('aborted', { exact: true })).toHaveCount(0)

  await messages.status.getByRole('button', { name: /notes?/ }).click()
  await page.getByRole('button', { name: 'Show them, marked' }).first().click()
  await expect(page).toHaveURL(/iso=all/)
  const aborted = messages.rows().filter({ has: page.getByText('aborted', { exact: true }) })
  await expect(aborted.first()).toBeVisible()
  await expect(messages.list.getByText('committed', { exact: true }).first()).toBeVisible()
  await expectAccessible(page)

  await aborted.first().click()
  await expect(messages.inspector.getByText('aborted', { exact: true }).first()).toBeVisible()
  await page.reload()
  await expect(aborted.first()).toBeVisible()
})
