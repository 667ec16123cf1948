import { MessageDetail } from '@sluice/shared/messages-detail'
import { expect, expectAccessible, test } from './fixtures.ts'
import { readmePicture } from './pages/readme-picture.ts'
import { CLUSTER } from './product.ts'

const TOPIC = 'rental.book-rented'

test('a person finds a topic, opens a partition at an offset, reads that record, and shares the link', async ({
  page,
  topics,
  messages,
  request,
  context,
}) => {
  await page.goto('/')
  await topics.search.fill('book-rented')
  await topics.row(TOPIC).click()
  await expect(messages.rows().first()).toBeVisible()

  await messages.startAt('offset')
  await messages.settings.getByRole('textbox', { name: 'Offset' }).fill('17')
  await page.keyboard.press('Enter')
  await messages.choosePartition(2)
  await expect(page).toHaveURL(/from=offset:17&p=2/)
  await expect(messages.rows().first()).toContainText('17')
  await messages.rows().first().click()

  const answer = await request.get(`/api/clusters/${CLUSTER}/topics/${TOPIC}/partitions/2/offsets/17`)
  const record = MessageDetail.parse(await answer.json())
  const value = JSON.parse(record.value?.data ?? '') as { target: string; information: { title: string } }
  await expect(messages.inspector).toContainText(value.target)
  await expect(messages.inspector).toContainText(value.information.title)
  // A ledger entry lies beyond 2^53: the page shows the digits of the log, not a rounded number.
  const ledgerEntry = /"ledgerEntry":(\d+)/.exec(record.value?.data ?? '')?.[1]
  await expect(messages.inspector).toContainText(ledgerEntry ?? 'a ledger entry')

  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByText('Dark', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByText('한국어', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko')
  await page.keyboard.press('Escape')
  await expectAccessible(page)

  const shared = await context.newPage()
  await shared.goto(page.url())
  await expect(shared.getByRole('complementary')).toContainText(value.target)
  await expect(shared.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('opens with the newest messages, newest first, and goes on to older ones without repeating any', async ({
  page,
  messages,
}) => {
  await messages.open(TOPIC)
  await expect(messages.status).toContainText('100 messages')
  await expect(messages.status).toContainText('stopped at 100, as asked')
  const times = await messages
    .rows()
    .evaluateAll((rows) => rows.slice(0, 20).map((row) => row.textContent?.slice(0, 23) ?? ''))
  expect(times).toEqual([...times].sort().reverse())
  const { height } = (await messages.list.boundingBox()) ?? { height: 0 }
  const head = (await messages.list.getByRole('rowgroup').first().boundingBox()) ?? { height: 0 }
  // What a person sees at 1280 × 800 below the toolbar and the messages by time.
  expect(Math.floor((height - head.height) / 28)).toBeGreaterThanOrEqual(22)
  await page.getByRole('button', { name: 'Older' }).click()
  await expect(messages.status).toContainText('200 messages')
  await expectAccessible(page)
})

test('a person finds one message by a text in it, shares the search, and is told where it looked', async ({
  page,
  messages,
  request,
  context,
}) => {
  const answer = await request.get(`/api/clusters/${CLUSTER}/topics/${TOPIC}/partitions/1/offsets/23`)
  const record = MessageDetail.parse(await answer.json())
  const { target } = JSON.parse(record.value?.data ?? '') as { target: string }
  const sought = target.toLowerCase()
  await messages.open(TOPIC)
  await expect(messages.rows().first()).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type(sought)
  await page.keyboard.press('Enter')

  await expect(messages.status).toContainText('1 found')
  await expect(messages.rows()).toHaveCount(1)
  await expect(messages.list.locator('mark').first()).toHaveText(target)
  await messages.rows().first().click()
  await expect(page).toHaveURL(/record=1:23/)
  await expect(messages.inspector.getByRole('textbox', { name: 'Search in the message' })).toHaveValue(sought)
  await expectAccessible(page)

  const shared = await context.newPage()
  await shared.goto(page.url())
  await shared.reload()
  await expect(shared.getByRole('searchbox', { name: 'Find in messages' })).toHaveValue(sought)
  await expect(shared.getByRole('main').locator('footer')).toContainText('1 found')

  await page.getByRole('button', { name: 'Where and how to find' }).click()
  await page.getByRole('checkbox', { name: 'Match case' }).check()
  await expect(page).toHaveURL(/case=exact/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('checkbox', { name: 'Match case' })).toHaveCount(0)
  await expect(page.getByRole('heading', { name: /was not found$/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Ignore case' }).click()
  await expect(messages.rows()).toHaveCount(1)
  // Escape stops what runs before it clears what was searched.
  await expect(messages.status).toContainText('everything looked at')
  await messages.find.press('Escape')
  await expect(messages.status).toContainText('100 messages')
})

test('moves through messages by keys alone', async ({ page, messages }) => {
  await messages.open(TOPIC, '?from=oldest&p=1')
  await expect(messages.rows().first()).toBeVisible()
  await messages.list.focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/record=1:1/)
  await page.keyboard.press(']')
  await expect(page).toHaveURL(/record=1:2/)
  await page.keyboard.press('/')
  await expect(messages.inspector.getByRole('textbox', { name: 'Search in the message' })).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/record=/)
  await expect(messages.list).toBeFocused()
})

test('an offset beyond 2^53 in a link survives and is answered with what the log holds', async ({
  page,
  messages,
}) => {
  await messages.open(TOPIC, '?from=offset:9007199254740993&p=2')
  await expect(messages.settings.getByRole('textbox', { name: 'Offset' })).toHaveValue(
    /9.?007.?199.?254.?740.?993/,
  )
  await expect(page.getByText('The log ends before this offset')).toBeVisible()
  await page.reload()
  expect(page.url()).toContain('9007199254740993')
  await page.getByRole('button', { name: 'Show the newest' }).click()
  await expect(messages.rows().first()).toBeVisible()
})

test('a time in the future says that nothing is that late', async ({ page, messages }) => {
  await messages.open(TOPIC, '?from=time:2099-01-01T00:00:00.000Z')
  await expect(page.getByText('No message has this time or a later one')).toBeVisible()
})

test('a record that is not there says what the partition holds', async ({ messages }) => {
  await messages.open(TOPIC, '?record=2:9007199254740993')
  await expect(messages.inspector).toContainText('The log does not hold this offset')
  await expect(messages.inspector).toContainText('The partition holds offsets')
})

test('an unknown topic, a partition too many and a broken link are answered, not blank', async ({
  page,
  messages,
}) => {
  await messages.open('no-such-topic')
  await expect(page.getByText('The cluster has no such topic.').first()).toBeVisible()
  await messages.open(TOPIC, '?p=99')
  await expect(page.getByText('The topic has no such partition.').first()).toBeVisible()
  await messages.open(TOPIC, '?from=somewhere&limit=0')
  await expect(page.getByText('The link has parts that cannot be used')).toBeVisible()
  await expect(messages.rows().first()).toBeVisible()
})

test('a tombstone is told apart from an empty value', async ({ page, messages }) => {
  await messages.open('best-book.ranking', '?from=oldest&limit=5000')
  await expect(messages.status).toContainText('read to the end of the log')
  const tombstone = messages.rows().filter({ hasText: 'tombstone' }).first()
  for (let screens = 0; screens < 60 && !(await tombstone.isVisible()); screens++) {
    await messages.list.focus()
    await page.keyboard.press('PageDown')
  }
  await tombstone.click()
  await expect(messages.inspector).toContainText('The value is null: a tombstone')
})

test('the picture of the README: the newest messages, one opened beside them', async ({
  page,
  messages,
}, info) => {
  await page.setViewportSize({ width: 1200, height: 640 })
  await messages.open(TOPIC)
  await messages.rows().nth(3).click()
  await expect(messages.inspector).toContainText('ledgerEntry')
  await page.mouse.move(0, 0)
  const picture = await page.screenshot({ path: readmePicture(info), animations: 'disabled' })
  expect(picture.byteLength).toBeLessThan(250_000)
})
