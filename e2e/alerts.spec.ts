import { AlertList } from '@sluice/shared/alerts-state'
import { paths } from '@sluice/shared/paths'
import { expect, expectAccessible, test } from './fixtures.ts'
import { CLUSTER } from './product.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

test('a rule is tried on the past, made, changed and deleted; its form says what it cannot take', async ({
  page,
}) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Alerts' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await expect(page).toHaveTitle(/Alerts · local · Sluice/)
  await page.getByRole('button', { name: 'New rule' }).first().click()
  const form = page.getByRole('form', { name: 'New rule' })
  await form.getByRole('button', { name: 'Create rule' }).click()
  await expect(form.getByText('needs a name')).toBeVisible()
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Library is late')
  await form.getByRole('textbox', { name: 'Groups' }).fill('library.*')
  await form.getByRole('button', { name: 'Try on the past 24 hours' }).click()
  await expect(form.getByText('4 groups match now')).toBeVisible()
  await expect(form.getByText(/It would (not )?have fired/)).toBeVisible()
  await expectAccessible(page)
  await form.getByRole('button', { name: 'Create rule' }).click()
  const rules = page.getByRole('grid', { name: 'Rules' })
  const row = rules.getByRole('row').filter({ hasText: 'Library is late' })
  await expect(row).toContainText('behind by over 5')
  await expectAccessible(page)

  await row.click()
  await expect(page).toHaveURL(/rule=/)
  await page.reload()
  const edit = page.getByRole('form', { name: 'Library is late' })
  await edit.getByRole('combobox', { name: 'Condition' }).selectOption({ label: 'Lag in messages' })
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(row).toContainText(/more than 10.000 unread/)
  await row.click()
  await edit.getByRole('button', { name: 'Delete' }).click()
  await edit.getByRole('button', { name: 'Delete it for good' }).click()
  await expect(row).toHaveCount(0)
})

test('what fires is listed and counted in the rail; it is taken, muted, and ends with its rule', async ({
  page,
  request,
}) => {
  // Whatever state they are in: the rule is to fire for sure.
  const states = [
    'OK',
    'LAGGING',
    'WARMING',
    'STALLED',
    'NO_COMMIT',
    'PHANTOM',
    'EMPTY_WITH_LAG',
    'LSO_BLOCKED',
  ]
  const rule = {
    ...{ name: 'Members are there', groups: ['library.member'], forMs: 0, severity: 'critical' },
    condition: { kind: 'state', states },
  }
  const made = await request.post(paths.alertRules(CLUSTER), { headers: JSON_TYPE, data: rule })
  const { id } = await made.json()
  await page.goto(`/clusters/${CLUSTER}/alerts`)
  const row = page
    .getByRole('grid', { name: 'Now' })
    .getByRole('row')
    .filter({ hasText: 'Members are there' })
  await expect(page.getByText('1 firing').first()).toBeVisible({ timeout: 40_000 })
  await expect(row).toContainText('library.member')
  await expect(page.getByRole('link', { name: /Alerts.*1 firing/ })).toBeVisible()
  await row.click()
  await expect(page).toHaveURL(/alert=/)
  const panel = page.getByRole('region', { name: 'Members are there' })
  await panel.getByRole('textbox', { name: 'Your name' }).fill('Min')
  await panel.getByRole('button', { name: 'I take it' }).click()
  await expect(panel.getByText('Taken by Min')).toBeVisible()
  await expectAccessible(page)
  await panel.getByRole('button', { name: 'Mute this group' }).click()
  await page.getByRole('button', { name: 'Mute', exact: true }).click()
  await expect(page.getByRole('table', { name: 'Mutes' })).toContainText('library.member')
  await expect(page.getByText('1 muted')).toBeVisible()
  await page.getByRole('button', { name: 'End now' }).click()
  await expect(page.getByText('Nothing is muted')).toBeVisible()
  await request.delete(paths.alertRule(CLUSTER, id))
  await page.reload()
  await page.getByRole('tab', { name: /Past/ }).click()
  await expect(
    page
      .getByRole('grid', { name: 'Past' })
      .getByRole('row')
      .filter({ hasText: 'the rule was deleted' })
      .first(),
  ).toBeVisible()
  const { counts } = AlertList.parse(await (await request.get(paths.alerts(CLUSTER))).json())
  expect(counts.firing).toBe(0)
})

test('metrics are there for Prometheus', async ({ request }) => {
  const answer = await request.get('/metrics')
  expect(answer.headers()['content-type']).toContain('text/plain; version=0.0.4')
  expect(await answer.text()).toMatch(
    /^sluice_group_lag_messages\{cluster="local",group="library\.member"\} \d+$/m,
  )
})
