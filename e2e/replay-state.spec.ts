import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { APIRequestContext, Page } from '@playwright/test'
import { expect, expectAccessible, test } from './fixtures.ts'
import { CLUSTER } from './product.ts'

/** Written by a sample service and read by none. */
const TOPIC = 'member.points-restored'

/** Keys of this run alone: the topic goes on being written. */
const RUN = createHash('sha1').update(`${process.pid} ${performance.now()}`).digest('hex').slice(0, 8)
const key = (name: string) => `state-${RUN}-${name}`

async function put(request: APIRequestContext, name: string, value: string | null): Promise<string> {
  const payload = (data: string) => ({ data, encoding: 'utf8' })
  const record = { key: payload(key(name)), value: value === null ? null : payload(value), partition: 0 }
  const answer = await request.post(`/api/clusters/${CLUSTER}/topics/${TOPIC}/messages`, {
    headers: { 'idempotency-key': `${RUN}-${name}-${createHash('sha1').update(`${value}`).digest('hex')}` },
    data: { records: [record] },
  })
  expect(answer.status(), await answer.text()).toBe(200)
  const written = (await answer.json()) as { records: { offset: string }[] }
  return written.records[0]?.offset ?? ''
}

const table = (page: Page) => page.getByRole('grid', { name: 'Keys with their values' })
const row = (page: Page, name: string) =>
  table(page)
    .getByRole('row')
    .filter({ hasText: key(name) })

test('a person sees what each key held at a point, what changed since, and the record that did it', async ({
  page,
  request,
}) => {
  await put(request, 'stays', '{"points":1}')
  await put(request, 'grows', '{"points":1,"note":"old"}')
  const last = await put(request, 'goes', '{"points":1}')
  const cut = `${BigInt(last) + 1n}`
  await put(request, 'grows', '{"points":2,"note":"old"}')
  await put(request, 'goes', null)
  const changed = await put(request, 'comes', '{"points":9007199254740993}')

  await page.goto(`/clusters/${CLUSTER}/topics/${TOPIC}/messages`)
  await page.getByRole('link', { name: 'State', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Keys that hold' }).fill(`state-${RUN}`)
  await expect(table(page).getByRole('row')).toHaveCount(4)
  await expect(row(page, 'grows')).toContainText('{"points":2,"note":"old"}')
  await expect(row(page, 'comes')).toContainText('9007199254740993')
  await page.getByRole('button', { name: /^deleted/ }).click()
  await expect(row(page, 'goes')).toContainText('deleted')

  const base = page.getByRole('combobox', { name: 'compared with' })
  await base.selectOption('an offset per partition')
  await page.getByRole('textbox', { name: 'compared with' }).fill(`0:${cut}`)
  await page.keyboard.press('Enter')
  await page.getByRole('searchbox', { name: 'Keys that hold' }).fill(`state-${RUN}`)
  await expect(row(page, 'grows')).toContainText('changed')
  await expect(row(page, 'goes')).toContainText('removed')
  await expect(row(page, 'comes')).toContainText('added')
  await expect(row(page, 'stays')).toHaveCount(0)
  await page.getByRole('button', { name: /^untouched/ }).click()
  await expect(row(page, 'stays')).toContainText('untouched')
  await expectAccessible(page)

  await row(page, 'grows').click()
  const side = page.getByRole('complementary', { name: 'One key' })
  await expect(side).toContainText('points')
  await expect(side).not.toContainText('note')
  await side.getByRole('button', { name: 'Before' }).click()
  await expect(page.getByRole('complementary', { name: 'Message' })).toContainText('last set the key')
  await page.keyboard.press('Escape')
  await expect(side).toHaveCount(0)

  const link = page.url()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('link', { name: 'NDJSON, one key a line' }).click()
  const lines = readFileSync(await (await download).path(), 'utf8')
  const comes = lines.split('\n').find((line) => line.includes(key('comes'))) ?? ''
  expect(JSON.parse(comes)).toMatchObject({ change: 'added', offset: changed, before: { kind: 'absent' } })

  await page.goto(link)
  await expect(row(page, 'stays')).toContainText('untouched')
  await page.getByRole('button', { name: 'Restore …' }).click()
  await expect(page).toHaveURL(/\/replays\/new\?.*records=member\.points-restored/)
})
