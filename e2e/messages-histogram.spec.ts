import { expect, expectAccessible, test } from './fixtures.ts'

const TOPIC = 'rental.book-rented'
const TIME = /\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{3}/

test('a person drags a range over messages by time, reads only that, shares it, and goes back to all', async ({
  page,
  messages,
}) => {
  await messages.open(TOPIC)
  const strip = page.getByRole('slider', { name: 'Messages by time' })
  await expect(messages.rows().first()).toBeVisible()
  await expect(strip).toHaveAttribute('aria-valuetext', /messages/)
  const box = await strip.boundingBox()
  if (box === null) throw new Error('the strip has no place on the page')
  const drag = async (from: number, to: number) => {
    await page.mouse.move(box.x + box.width * from, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * to, box.y + box.height / 2, { steps: 4 })
  }

  // Escape lets go of a drag: nothing is chosen, and nothing stops.
  await drag(0.2, 0.4)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(page).not.toHaveURL(/from=/)

  await drag(0.1, 0.5)
  await page.mouse.up()
  await expect(page).toHaveURL(/from=time:[^&]+&to=time:/)
  const link = new URL(page.url()).searchParams
  const [from, to] = ['from', 'to'].map((name) => Date.parse((link.get(name) ?? '').replace('time:', '')))
  await expect(messages.status).toContainText(/stopped at 100, as asked|read to the end of the range/)
  const times = await messages
    .rows()
    .evaluateAll(
      (rows, pattern) => rows.map((row) => new RegExp(pattern).exec(row.textContent ?? '')?.[0] ?? ''),
      TIME.source,
    )
  expect(times.length).toBeGreaterThan(5)
  for (const time of times) {
    const ms = await page.evaluate((text) => new Date(text.replace(' ', 'T')).getTime(), time)
    expect(ms).toBeGreaterThanOrEqual(from ?? Number.NaN)
    expect(ms).toBeLessThan(to ?? Number.NaN)
  }
  await expectAccessible(page)

  await page.reload()
  await expect(messages.rows().first()).toContainText(times[0] ?? 'a time')
  await expect(messages.settings.getByRole('textbox', { name: 'End time' })).not.toHaveValue('')

  // The same figures as a table, and a range by keys alone.
  await page.getByRole('button', { name: 'As a table' }).click()
  await expect(page.getByRole('table', { name: 'Messages by time' }).getByRole('row').nth(1)).toContainText(
    /\d/,
  )
  const wide = page.url()
  await page.keyboard.press('h')
  await expect(strip).toBeFocused()
  for (const key of ['Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter']) await page.keyboard.press(key)
  await expect(page).not.toHaveURL(wide)
  await expect(page).toHaveURL(/from=time:[^&]+&to=time:/)

  await page.getByRole('button', { name: 'Back to all times' }).click()
  await expect(page).not.toHaveURL(/from=|to=/)
  await page.getByRole('button', { name: 'Hide messages by time' }).click()
  await expect(strip).toBeHidden()
  await page.reload()
  await expect(messages.rows().first()).toBeVisible()
  await expect(strip).toBeHidden()
})
