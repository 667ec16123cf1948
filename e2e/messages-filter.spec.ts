import { expect, expectAccessible, test } from './fixtures.ts'

const TOPIC = 'rental.book-rented'

test('a person writes a filter from what is offered, gets the messages that satisfy it, and shares it', async ({
  page,
  messages,
}) => {
  await messages.open(TOPIC)
  await expect(messages.rows().first()).toBeVisible()
  await page.keyboard.press('f')
  const field = messages.settings.getByRole('combobox', { name: /^Filter/ })
  await expect(field).toBeFocused()

  // A path is found by a part of its last name, and a value that it had stands ready beside ==.
  await field.pressSequentially('memberI')
  const offered = page.getByRole('listbox', { name: 'What can be written here' }).getByRole('option')
  await expect(offered.first()).toContainText('value.information.memberId')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('value.information.memberId')
  await field.pressSequentially(' == ')
  await expect(offered.first()).toContainText('"M-')
  await expectAccessible(page)
  await page.keyboard.press('Tab')
  const filter = await field.inputValue()
  expect(filter).toMatch(/^value\.information\.memberId == "M-\d+"$/)
  await page.keyboard.press('Enter')

  await expect(messages.status).toContainText('found')
  const member = /"(M-\d+)"/.exec(filter)?.[1] ?? 'none'
  // The rows of before leave with the next frame.
  await expect(messages.rows().filter({ hasNotText: `"memberId":"${member}"` })).toHaveCount(0)
  await expect(messages.rows()).not.toHaveCount(0)
  expect(new URL(page.url()).searchParams.get('cel')).toBe(filter)

  await page.reload()
  await expect(field).toHaveValue(filter)
  await expect(messages.rows().first()).toContainText(member)
})

test('mistakes stand where they are, a field that no message has is named, and failures are counted', async ({
  page,
  messages,
}) => {
  await messages.open(TOPIC)
  await expect(messages.rows().first()).toBeVisible()
  await messages.settings.getByRole('button', { name: 'Filter' }).click()
  const field = messages.settings.getByRole('combobox', { name: /^Filter/ })
  const marked = messages.settings.locator('.decoration-wavy')
  const note = messages.settings.getByRole('status')

  await field.fill('value.action = "x"')
  await page.keyboard.press('Escape')
  await field.fill('value.action = "book-rented"')
  await expect(note).toContainText('compared by ==')
  await expect(marked).toHaveText('=')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  // What is known to be wrong is not run.
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/cel=/)

  await field.fill('value.acton == "book-rented"')
  await expect(note).toContainText('has value.acton')
  await expectAccessible(page)
  await note.getByRole('button', { name: 'Use value.action' }).click()
  await expect(field).toHaveValue('value.action == "book-rented"')

  await field.fill('value.nothing > 5')
  await field.press('Enter')
  await expect(page.getByText('No message satisfies the filter')).toBeVisible()
  await expect(page.getByText(/It failed on [\d,\s]+ of them/)).toBeVisible()
  await page.getByRole('button', { name: 'Take the filter away' }).last().click()
  await expect(messages.rows().first()).toBeVisible()
  await expect(page).not.toHaveURL(/cel=/)
})
