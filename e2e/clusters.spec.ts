import { expect, expectAccessible, test } from './fixtures.ts'
import { CLUSTER } from './product.ts'
import { startSecondServer } from './second-server.ts'

test('shows brokers, controller, quorum and version, and marks what is inferred', async ({ page }) => {
  await page.goto(`/clusters/${CLUSTER}`)
  await expect(page.getByRole('table', { name: 'Brokers of the cluster' })).toContainText('127.0.0.1')
  await expect(page.getByText('controller', { exact: true }).first()).toBeVisible()
  await expect(page.getByRole('table', { name: 'Members of the metadata quorum' })).toContainText('leader')
  await expect(page.getByText('inferred').first()).toBeVisible()
  await expect(page.getByText('What this cluster cannot do, and why')).toBeVisible()
  await expectAccessible(page)
})

test('a cluster that cannot be reached: which address failed, why, and no stack trace', async ({ page }) => {
  const server = await startSecondServer(['--brokers', '127.0.0.1:1'])
  try {
    await page.goto(`${server.url}/`)
    await expect(page.getByText(/Unreachable for/).first()).toBeVisible()
    await expect(page.getByRole('alert')).toContainText('Tried 127.0.0.1:1: connection refused')
    await page.getByRole('link', { name: 'Why' }).click()
    await expect(page.getByRole('heading', { name: 'This cluster cannot be reached' })).toBeVisible()
    await expect(page.getByRole('main')).toContainText('127.0.0.1:1')
    expect(await page.locator('body').textContent()).not.toMatch(/\bat .+\.(ts|js):\d+/)
    await expectAccessible(page)
  } finally {
    await server.stop()
  }
})

test('the palette goes to a topic, and the sheet lists the keys', async ({ page }) => {
  await page.goto(`/clusters/${CLUSTER}`)
  await expect(page.getByRole('table', { name: 'Brokers of the cluster' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog')
  await palette.getByRole('combobox').fill('book-returned')
  await expect(palette.getByRole('option', { name: /rental\.book-returned/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/topics\/rental\.book-returned/)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys of this page' })).toBeVisible()
  await expectAccessible(page)
})

for (const theme of ['light', 'dark'] as const) {
  for (const language of ['en-US', 'ko-KR']) {
    test.describe(`${theme}, ${language}`, () => {
      test.use({ colorScheme: theme, locale: language })
      test('places are accessible', async ({ page }) => {
        for (const place of [
          'topics',
          'topics/rental.book-rented/messages',
          'topics/rental.book-rented/config',
          '',
        ]) {
          await page.goto(`/clusters/${CLUSTER}/${place}`)
          await expect(page.getByRole('main')).not.toBeEmpty()
          await expect(page.getByRole('navigation').first()).toBeVisible()
          await expect(page.locator('html')).toHaveAttribute('lang', language.slice(0, 2))
          await expectAccessible(page)
        }
      })
    })
  }
}
