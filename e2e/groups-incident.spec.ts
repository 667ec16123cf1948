import { productBrokers, runDemoProgram } from './demo-program.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { CLUSTER } from './product.ts'
import { startSecondServer } from './second-server.ts'

const TOPIC = `e2e.parked-${Date.now()}`
const GROUP = `${TOPIC}.reader`

/** A server that judges quickly, so that an incident takes seconds. */
const HASTY = ['--lag-interval-ms', '500', '--lag-window-ms', '3000', '--alert-hold-ms', '1000']

test('an incident: a group stalls, one press shows what it is stuck on, and the page says when it leaves', async ({
  page,
}) => {
  const [end, server] = await Promise.all([
    runDemoProgram('park-reader.ts', [TOPIC, GROUP]),
    startSecondServer([...HASTY, '--brokers', (await productBrokers()).join(',')]),
  ])
  try {
    await page.goto(`${server.url}/clusters/${CLUSTER}/groups?q=${TOPIC}`)
    const row = page.getByRole('grid', { name: 'Groups' }).getByRole('row').filter({ hasText: GROUP })
    await expect(row).toContainText('Stalled')
    await expect(row).toContainText('21')
    await row.click()
    const sentence = /Stalled .*1 member is alive, but partition 0 of .* has not moved since offset 5/
    await expect(page.getByText(sentence).first()).toBeVisible()
    const lane = page.getByRole('grid', { name: 'Lanes of the group' }).getByRole('row').nth(2)
    await lane.getByText('Stalled', { exact: true }).click()
    await expect(page).toHaveURL(/record=e2e\.parked-\d+:0:5/)
    const record = page.getByRole('complementary')
    await expect(record.getByText('This is what it reads next.')).toBeVisible()
    await expect(record).toContainText('{"target":"R-POISON","action":"book-ren')
    await expect(record.getByText('It begins as JSON and ends in the middle')).toBeVisible()
    await expectAccessible(page)
    await end()
    await expect(
      page.getByText(/Stopped .*no member is left, and 21 messages are unread/).first(),
    ).toBeVisible()
  } finally {
    await Promise.all([end(), server.stop()])
  }
})
