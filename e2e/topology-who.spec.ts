import { expect, expectAccessible, test } from './fixtures.ts'
import { TopologyPage } from './pages/topology-page.ts'

test('people say to whom a node belongs; the rule stands in a list, a file shows what it would add, and all can be taken back', async ({
  page,
}) => {
  const topology = new TopologyPage(page)
  await topology.open('?selected=topic:book.loan-released')
  const node = page.getByRole('region', { name: 'Who it is' })
  await node.getByRole('textbox', { name: 'Owner' }).fill('team-e2e', { timeout: 20_000 })
  await node.getByRole('button', { name: 'Set' }).click()
  await expect(node.getByRole('button', { name: 'Set' })).toBeDisabled()

  await page.getByRole('button', { name: 'Who is who' }).click()
  const panel = page.getByRole('complementary', { name: 'Who is who' })
  const rule = panel.getByText('book.loan-released belongs to team-e2e')
  await expect(rule).toBeVisible()
  await page.reload()
  await expect(rule).toBeVisible({ timeout: 15_000 })
  await expectAccessible(page)

  const file = { rules: [{ kind: 'owner', match: 'no-such.*', owner: 'nobody' }] }
  await panel.getByRole('combobox', { name: 'Format of the file' }).selectOption('Sluice')
  await panel.locator('input[type="file"]').setInputFiles({
    ...{ name: 'rules.json', mimeType: 'application/json' },
    buffer: Buffer.from(JSON.stringify(file)),
  })
  await expect(panel.getByText('The file would add 1 rule')).toBeVisible()
  await expect(panel.getByText('no-such.* belongs to nobody')).toBeVisible()
  await panel.getByRole('button', { name: 'Leave it' }).click()

  await panel.getByRole('button', { name: 'Take back: book.loan-released belongs to team-e2e' }).click()
  await expect(rule).toHaveCount(0)
})
