import { expect, expectAccessible, test } from './fixtures.ts'

const TOPIC = 'rental.book-rented'

test('a person sees what a search looked at by partition, and opens a record that its filter failed on', async ({
  page,
  messages,
}) => {
  await messages.open(TOPIC, '?from=oldest&q=nothing-has-this-text')
  await expect(messages.status).toContainText('everything looked at')
  await messages.status.getByRole('button', { name: 'Looked at, by partition' }).click()
  const coverage = page.getByRole('dialog', { name: 'Looked at, by partition' })
  await expect(coverage.getByRole('row')).toHaveCount(5)
  await expect(coverage.getByRole('row', { name: /100\s%/ })).toHaveCount(4)
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await messages.open(TOPIC, '?from=oldest&cel=value.no_such_field == 1')
  await messages.status.getByRole('button', { name: /^The filter failed on \d/ }).click()
  const failures = page.getByRole('dialog', { name: /^The filter failed on/ })
  await expect(failures).toContainText('value.no_such_field is not there')
  const record = failures.getByRole('button', { name: /^partition \d, offset \d/ }).first()
  const [, partition, offset] = /partition (\d), offset (\d+)/.exec((await record.textContent()) ?? '') ?? []
  await record.click()
  await expect(page).toHaveURL(new RegExp(`record=${partition}:${offset}`))
  await expect(messages.inspector).toBeVisible()
})
