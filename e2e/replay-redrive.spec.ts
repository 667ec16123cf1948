import { randomUUID } from 'node:crypto'
import { runDemoProgram } from './demo-program.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { CLUSTER } from './product.ts'

const ORIGIN = 'rental.book-rented'

test('a person sees dead letters by what went wrong, chooses some, mends one, and plans the way back', async ({
  page,
}) => {
  const topic = `e2e.${randomUUID().slice(0, 8)}.DLT`
  const end = await runDemoProgram('write-dead-letters.ts', [topic, ORIGIN])
  await end()
  await page.goto(`/clusters/${CLUSTER}/topics/${topic}/messages`)
  await page.getByRole('link', { name: 'Redrive' }).click()
  const table = page.getByRole('grid', { name: 'Failures' })
  await expect(page.getByText('10 records read, all there are')).toBeVisible()
  const slow = table.getByRole('row').filter({ hasText: 'SocketTimeoutException' })
  await expect(slow).toContainText('timeout')
  await expect(slow).toContainText(ORIGIN)
  await expect(slow).toContainText('library.member')
  await expect(table.getByRole('row').filter({ hasText: 'no header names a topic' })).toContainText('unknown')
  await expectAccessible(page)

  await slow.getByRole('checkbox').check()
  await table.getByRole('row').filter({ hasText: 'JsonParseException' }).click()
  const detail = page.getByRole('region', { name: 'Failure', exact: true })
  await expect(detail).toContainText('Will fail again as it is')
  await detail.getByRole('checkbox', { name: 'Choose record 0:8' }).check()
  await detail
    .getByRole('listitem')
    .filter({ hasText: '0:8' })
    .getByRole('button', { name: 'Change value' })
    .click()
  const value = detail.getByRole('textbox')
  await expect(value).toHaveValue(/"attempt": 8/)
  await value.fill('{"mended"')
  await expect(detail.getByRole('alert')).toHaveText('It must stay JSON')
  await value.fill('{"mended":true}')
  await expectAccessible(page)
  await detail.getByRole('button', { name: 'Use this value' }).click()
  await expect(page.getByText('7 records chosen, 1 value changed')).toBeVisible()

  await page.getByRole('button', { name: 'Plan the redrive' }).click()
  await expect(page).toHaveURL(
    new RegExp(`/replays/new\\?topics=${topic}&records=${topic}:0:0-5,8&.*target=origin.*strip=dead-letter`),
  )
  await expect(page).toHaveURL(/edits=.*mended/)
})
