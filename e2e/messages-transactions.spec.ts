import { runDemoProgram } from './demo-program.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

const TOPIC = `e2e.interleaved-${Date.now()}`

test('aborted messages are shown and marked on request, and an open transaction says what it holds back', async ({
  page,
  messages,
}) => {
  const end = await runDemoProgram('write-interleaved.ts', [TOPIC])
  await messages.open(TOPIC, '?from=oldest')
  const marked = (word: string) => messages.rows().filter({ has: page.getByText(word, { exact: true }) })
  await expect(messages.rows()).toHaveCount(9)
  await expect(messages.list).not.toContainText('aborted')

  await messages.status.getByRole('button', { name: /notes?/ }).click()
  await page.getByRole('button', { name: 'Show them, marked' }).first().click()
  await expect(page).toHaveURL(/iso=all/)
  await expect(messages.rows()).toHaveCount(20)
  await expect(marked('aborted')).toHaveCount(7)
  await expect(marked('open')).toHaveCount(2)
  await expectAccessible(page)
  await marked('aborted').first().click()
  await expect(messages.inspector.getByText('aborted', { exact: true }).first()).toBeVisible()

  // News only once it is open for some seconds.
  await page.getByRole('button', { name: /An open transaction holds back/ }).click({ timeout: 20_000 })
  const panel = page.getByRole('dialog', { name: 'Open transactions' })
  await expect(panel.getByRole('row').nth(1)).toContainText('billing-1')
  await expect(panel).toContainText(/partition 0: \d+ from offset \d+/)
  await end()
  await expect(panel).toContainText('Nothing is open any more', { timeout: 15_000 })
})
