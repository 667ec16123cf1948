import { randomUUID } from 'node:crypto'
import { expect, expectAccessible, test } from './fixtures.ts'
import { RepublishPage } from './pages/republish-page.ts'
import { CLUSTER } from './product.ts'

const SOURCE = 'rental.book-rented'
const RECORDS = 40

test('what a page reads is planned, tried without writing, re-published into a sandbox, looked at after a canary, and found equal', async ({
  page,
}) => {
  const target = `e2e.sandbox.${randomUUID().slice(0, 8)}`
  await page.goto(`/clusters/${CLUSTER}/topics/${SOURCE}/messages?from=newest:${RECORDS}`)
  await page.getByRole('button', { name: 'Re-publish these…' }).click()
  const republish = new RepublishPage(page)
  await republish.nameSandbox(SOURCE, target)
  await expect(republish.planned(`Writes ${RECORDS} records into ${target}.`)).toBeVisible()
  await expect(republish.side.getByText('Nobody: the topic is new.')).toBeVisible()
  await expectAccessible(page)

  await republish.side.getByRole('button', { name: 'Dry run' }).click()
  await expect(republish.side.getByText(`${RECORDS} records would have been written.`)).toBeVisible()

  await republish.form.getByRole('button', { name: 'Pace' }).click()
  await republish.form.getByRole('textbox', { name: 'First only' }).fill('5')
  await expect(page).toHaveURL(/canary=5/)
  // Of this plan there was no dry run yet: it is the new one.
  await expect(republish.side.getByRole('button', { name: 'Dry run', exact: true })).toBeEnabled()
  await republish.sign(target, 'a run of the checks')
  await republish.begin()

  await expect(page.getByText('Its first 5 records are written.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText(`${RECORDS} records were written, in`)).toBeVisible()
  await page.getByRole('tab', { name: 'Verification' }).click()
  await page.getByRole('button', { name: 'Verify' }).click()
  await expect(page.getByText('The same: as many records, and the same hash.')).toBeVisible()

  const written = await page.getByRole('link', { name: 'Look at what it wrote' }).getAttribute('href')
  await page.getByRole('link', { name: 'All jobs' }).click()
  const job = page.getByRole('row').filter({ hasText: target }).filter({ hasNotText: 'dry run' })
  await expect(job).toContainText('Done')
  await expect(job).toContainText('Mina')
  await expectAccessible(page)
  await page.goto(written ?? '')
  await expect(page.getByText(`${RECORDS} found`)).toBeVisible()
})
