import type { Page } from '@playwright/test'
import { ClusterList } from '@sluice/shared/clusters'
import { MessageDetail } from '@sluice/shared/messages-detail'
import { expect, expectAccessible, test } from './fixtures.ts'
import { CLUSTER } from './product.ts'

/** Written by a sample service and read by none. */
const TOPIC = 'member.points-restored'

const formOf = (page: Page) => page.getByRole('complementary', { name: `Produce to ${TOPIC}` })

async function addHeader(page: Page, name: string, value: string | null): Promise<void> {
  const form = formOf(page)
  await form.getByRole('button', { name: 'Add header' }).click()
  await form.getByRole('textbox', { name: 'Name' }).last().fill(name)
  if (value === null)
    await form
      .getByRole('combobox', { name: `Kind of ${name}` })
      .last()
      .selectOption('null')
  else
    await form
      .getByRole('textbox', { name: `Value of ${name}` })
      .last()
      .fill(value)
}

/** The record that the form says it has written. */
async function writtenPlace(page: Page): Promise<{ partition: string; offset: string }> {
  const told = await formOf(page)
    .getByText(/^Written: partition \d+, offset/)
    .textContent()
  const [, partition = '', offset = ''] = /partition (\d+), offset (.+)$/.exec(told ?? '') ?? []
  return { partition, offset: offset.replace(/\D/g, '') }
}

test('a person produces a message with duplicate and null headers, opens it, and resends it edited', async ({
  page,
  messages,
  request,
}) => {
  await messages.open(TOPIC)
  await expect(messages.rows().first()).toBeVisible()
  await page.getByRole('button', { name: 'Produce' }).click()
  const form = formOf(page)
  const key = form.getByRole('region', { name: 'Key' })
  const value = form.getByRole('region', { name: 'Value' })

  await value.getByRole('textbox').fill('{"id": 9007199254740993,}')
  await expect(value).toContainText('Not JSON from line 1, column 25 on')
  await page.keyboard.press('Control+Enter')
  await expect(form).toContainText('To be mended first: Value')
  await value.getByRole('textbox').fill('{"id": 9007199254740993}')
  await key.getByRole('button', { name: 'Text' }).click()
  await key.getByRole('textbox').fill('회원-1')
  await addHeader(page, 'trace', 'one')
  await addHeader(page, 'trace', null)
  await addHeader(page, 'trace', 'one')
  await expectAccessible(page)

  await page.reload()
  await expect(key.getByRole('textbox')).toHaveValue('회원-1')
  await value.getByRole('textbox').press('Control+Enter')
  await expect(form).toContainText('Write this message?')
  await expect(form).toContainText(CLUSTER)
  await expect(form).toContainText('by the key, as Java’s producer chooses')
  await expectAccessible(page)
  await page.keyboard.press('Control+Enter')
  const first = await writtenPlace(page)
  await form.getByRole('button', { name: 'Open it' }).click()
  await expect(messages.inspector).toContainText('9007199254740993')

  await messages.inspector.getByRole('button', { name: 'Edit and resend' }).click()
  await expect(form).toContainText('Differs in: Timestamp')
  await value.getByRole('textbox').fill('{"id": 9007199254740994}')
  await expect(form).toContainText('Differs in: Value, Timestamp')
  await form.getByRole('button', { name: 'Review' }).click()
  await form.getByRole('button', { name: 'Write message' }).click()
  const second = await writtenPlace(page)
  expect(second.partition).toBe(first.partition)
  expect(BigInt(second.offset)).toBeGreaterThan(BigInt(first.offset))

  const path = `/api/clusters/${CLUSTER}/topics/${TOPIC}/partitions/${second.partition}/offsets/${second.offset}`
  const record = MessageDetail.parse(await (await request.get(path)).json())
  expect([record.key?.data, record.value?.data]).toEqual(['회원-1', '{"id": 9007199254740994}'])
  expect(record.headers.map((header) => [header.key, header.value?.data ?? null])).toEqual([
    ['trace', 'one'],
    ['trace', null],
    ['trace', 'one'],
  ])
})

test('a read-only cluster says why nothing can be written', async ({ page, messages, request }) => {
  const list = ClusterList.parse(await (await request.get('/api/clusters')).json())
  const writes = { allowed: false, reason: 'configured' }
  const clusters = list.clusters.map((cluster) => ({ ...cluster, writes }))
  await page.route('**/api/clusters', (route) => route.fulfill({ json: { clusters } }))
  await messages.open(TOPIC, '?produce=1')
  await expect(page.getByText('Nothing can be written here')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Produce' })).toHaveAccessibleDescription(
    /configured as read-only/,
  )
  await expectAccessible(page)
})
