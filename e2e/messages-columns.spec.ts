import type { Locator } from '@playwright/test'
import { expect, expectAccessible, test } from './fixtures.ts'

const TOPIC = 'rental.book-rented'
const TITLE = 'value.information.title'

/** The texts of one column, counted from 0, as far as rows are drawn. */
const texts = (rows: Locator, column: number): Promise<string[]> =>
  rows.evaluateAll(
    (drawn, at) =>
      drawn
        .toSorted((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
        .map((row) => row.children[at]?.textContent ?? ''),
    column,
  )

test('a person adds a column, sorts by it, sees its values, and finds it all again after a reload', async ({
  page,
  messages,
}) => {
  await messages.open(TOPIC, '?from=newest:200')
  await expect(messages.rows().first()).toBeVisible()
  await page.getByRole('button', { name: 'Columns' }).click()
  const panel = page.getByRole('dialog', { name: 'Columns and fields' })
  await expect(panel).toContainText(/Fields of the \d+ messages loaded/)
  await panel.getByRole('textbox', { name: 'Find a field, or write a path' }).fill('title')
  await panel.getByRole('checkbox', { name: `Show ${TITLE} as a column` }).check()
  await expect(page).toHaveURL(/cols=[^&]*value\.information\.title/)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)

  const head = messages.list.getByRole('columnheader', { name: /Sort by value\.information\.title/ })
  const sort = head.getByRole('button', { name: 'Sort by' })
  await sort.click()
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  await expect(messages.status).toContainText(/Sorts the \d+ loaded, not the topic/)
  const upward = await texts(messages.rows(), 4)
  expect(upward.length).toBeGreaterThan(10)
  expect(upward).toEqual(upward.toSorted())

  await head.hover()
  await head.getByRole('button', { name: `Values of ${TITLE}` }).click()
  const values = page.getByRole('dialog', { name: `Values of ${TITLE}` })
  await expect(values).toContainText(/different values of \d+ loaded messages/)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(values).toHaveCount(0)

  await page.reload()
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  await expect(messages.rows().first()).toContainText(upward[0] ?? 'a title')
  await sort.click()
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  await sort.click()
  await expect(head).toHaveAttribute('aria-sort', 'none')
})

test('columns are moved and resized by keys and by hand, and remembered for their topic', async ({
  page,
  messages,
}) => {
  await messages.open(TOPIC, `?cols=offset,${TITLE},value`)
  const heads = messages.list.getByRole('columnheader')
  await expect(heads).toHaveCount(3)
  await messages.list.getByRole('button', { name: `Sort by ${TITLE}` }).focus()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page).toHaveURL(/cols=value\.information\.title,offset,value/)
  await expect(messages.list.getByRole('button', { name: `Sort by ${TITLE}` })).toBeFocused()
  await page.keyboard.press('Shift+ArrowRight')
  await expect(page).toHaveURL(/cols=value\.information\.title~\d+,offset,value/)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(messages.list.getByRole('button', { name: 'Sort by Offset' })).toBeFocused()

  const offset = heads.filter({ has: page.getByRole('button', { name: 'Sort by Offset' }) })
  const { x, y, width } = (await offset.boundingBox()) ?? { x: 0, y: 0, width: 0 }
  await page.mouse.move(x + width - 3, y + 14)
  await page.mouse.down()
  await page.mouse.move(x + width + 37, y + 14, { steps: 4 })
  await page.mouse.up()
  await expect(page).toHaveURL(new RegExp(`,offset~${Math.round(width + 40)},value`))
  await page.mouse.dblclick(x + width + 36, y + 14)
  await expect(page).not.toHaveURL(new RegExp(`,offset~${Math.round(width + 40)},`))
  await expect(page).toHaveURL(/,offset~\d+,value/)

  await messages.open(TOPIC)
  await expect(page).toHaveURL(/cols=value\.information\.title~\d+,offset~\d+,value/)
  await expect(heads).toHaveCount(3)
})

test('a press on a value asks for the messages that have it, with Alt for all others', async ({
  page,
  messages,
}) => {
  await messages.open(TOPIC, `?from=oldest&limit=200&cols=offset,${TITLE},value`)
  const open = messages.list.getByRole('button', { name: `Values of ${TITLE}` })
  await messages.list.getByRole('columnheader', { name: /information\.title/ }).hover()
  await open.click()
  const values = page.getByRole('dialog', { name: `Values of ${TITLE}` }).getByRole('listitem')
  await expect(values.nth(1)).toBeVisible()
  const most = (await values.first().getByRole('button').locator('span.truncate').textContent()) ?? ''
  await values.first().getByRole('button').click()
  await expect(page).toHaveURL(/cel=value\.information\.title%20%3D%3D/)
  await expect(messages.status).toContainText('found')
  await expect
    .poll(async () => new Set(await texts(messages.list.getByRole('row').filter({ hasText: '"target"' }), 1)))
    .toEqual(new Set([most]))
  await page.goBack()
  await expect(page).not.toHaveURL(/cel=/)
})
