import { readFile } from 'node:fs/promises'
import { expect, expectAccessible, test } from './fixtures.ts'

const TOPIC = 'rental.book-rented'

test('a person exports what a search found, not only what is loaded, and the file holds just that', async ({
  page,
  messages,
}) => {
  await messages.open(TOPIC, '?from=oldest&q=R-0000&limit=50')
  await expect(messages.status).toContainText('50 found')

  await page.getByRole('button', { name: 'Export' }).click()
  const panel = page.getByRole('dialog', { name: 'Export' })
  await expect(panel).toContainText('All messages that match')
  await expect(panel).toContainText('All partitions, from the oldest to the end as it is now')
  await expect(panel).toContainText('Not only the 50 that are loaded.')
  await panel.getByRole('combobox', { name: 'Format' }).selectOption('csv')
  await expectAccessible(page)

  const download = page.waitForEvent('download')
  await panel.getByRole('button', { name: 'Export' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^sluice-rental\.book-rented-\d{8}-\d{6}Z\.csv$/)
  const line = page.getByRole('region', { name: 'Export' })
  await expect(line).toContainText('Exported')

  const text = await readFile(await file.path(), 'utf8')
  expect(text.startsWith('\uFEFFtopic,partition,offset,')).toBe(true)
  // The samples' rentals are numbered one by one: those from R-000001 to R-000099 hold the text.
  const keys = [...text.matchAll(/,(R-0000\d\d),utf8,/g)].map(([, key]) => key)
  expect(new Set(keys).size).toBe(99)
  await expect(line).toContainText(`${text.trimEnd().split('\r\n').length - 1} messages`)

  // Its outcome stays while one looks at other messages, and until it is taken note of.
  await messages.rows().first().click()
  await expect(line).toContainText('Exported')
  await line.getByRole('button', { name: 'Close' }).click()
  await expect(line).toHaveCount(0)
})

test('the query goes to a terminal as a command', async ({ page, messages, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await messages.open(TOPIC, '?from=oldest&q=R-000017')
  await expect(messages.rows().first()).toBeVisible()
  await page.keyboard.press('e')
  await page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name: 'sluice' }).click()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(`sluice search '${page.url()}'`)
})
