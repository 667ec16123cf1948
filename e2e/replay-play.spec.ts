import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, test } from './fixtures.ts'
import { CLUSTER } from './product.ts'

const [RENTED, RETURNED] = ['rental.book-rented', 'rental.book-returned']
const PLAY = `/clusters/${CLUSTER}/play?topics=${RENTED},${RETURNED}&from=oldest`
const TIME = /\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{3}/

class Player {
  readonly clock: Locator
  readonly list: Locator
  readonly strip: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.clock = page.getByRole('timer', { name: 'Time shown' })
    this.list = page.getByRole('grid', { name: 'Events in the order they are played' })
    this.strip = page.getByRole('slider', { name: 'Place in the range' })
  }

  button(name: string): Locator {
    return this.#page
      .getByRole('toolbar', { name: 'Play back controls' })
      .getByRole('button', { name, exact: true })
  }

  /** The event played last: the active row of the list, read in one go, as rows change places while events arrive. */
  current(): Promise<string> {
    return this.list.evaluate((grid) => {
      const id = grid.getAttribute('aria-activedescendant')
      return (id && document.getElementById(id)?.textContent) || ''
    })
  }

  async times(): Promise<string[]> {
    const rows = await this.list.getByRole('row').allTextContents()
    return rows.flatMap((text) => TIME.exec(text)?.[0] ?? [])
  }
}

test('a person plays two topics on one clock, steps, scrubs, jumps to a match, and sends the link of that moment', async ({
  page,
}) => {
  await page.goto(PLAY)
  const player = new Player(page)
  await expect(player.list.getByRole('row').nth(1)).toContainText(RENTED)
  const start = await player.clock.textContent()
  await expect(player.button('Next match')).toBeDisabled()

  // Played: the clock runs, events of both topics come in order of time, and pauses are passed over.
  await page.getByLabel('Speed').selectOption('50')
  await page.keyboard.press('Space')
  await expect(page.getByText('Playing', { exact: true })).toBeVisible()
  await expect(player.clock).not.toHaveText(start ?? '')
  await expect.poll(() => player.times().then((times) => times.length)).toBeGreaterThan(5)
  const times = await player.times()
  expect([...times].sort()).toEqual(times)
  await page.keyboard.press('Space')
  await expect(page.getByText('Paused', { exact: true })).toBeVisible()

  // Scrubbed: the middle of the range, of which nothing was read before.
  const box = await player.strip.boundingBox()
  if (box === null) throw new Error('the strip has no place on the page')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await expect.poll(() => player.current()).toMatch(/rental\.book-re/)
  const middle = await player.current()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => player.current()).not.toBe(middle)
  const next = await player.current()
  expect((TIME.exec(next)?.[0] ?? '') >= (TIME.exec(middle)?.[0] ?? '')).toBe(true)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => player.current()).toBe(middle)

  // Jumped: the very rental that was looked for is the current event, further back than what is held.
  await page.getByRole('searchbox', { name: 'Find' }).fill('R-000003')
  await page.getByRole('searchbox', { name: 'Find' }).press('Enter')
  await player.button('Previous match').click()
  await expect.poll(() => player.current()).toContain('R-000003')
  await player.list.focus()
  await page.keyboard.press('Enter')
  const record = page.getByRole('complementary', { name: 'Message' })
  await expect(record).toContainText('R-000003')
  await expectAccessible(page)

  // Sent: whoever opens the link stands at the same moment, with the same record open.
  await expect(page).toHaveURL(/[?&]at=\d+/)
  await expect(page).toHaveURL(/[?&]speed=50/)
  const moment = await player.clock.textContent()
  await page.reload()
  await expect(player.clock).toHaveText(moment ?? '')
  await expect(page.getByLabel('Speed')).toHaveValue('50')
  await expect(record).toContainText('R-000003')
})

test('a range without events says where there are some, and plays all of them', async ({ page }) => {
  await page.goto(`/clusters/${CLUSTER}/play?topics=${RENTED}&from=time:2001-01-01&to=time:2001-01-02`)
  await expect(page.getByRole('heading', { name: 'Nothing happened in this range' })).toBeVisible()
  await page.getByRole('button', { name: 'Play all there is' }).click()
  await expect(page).toHaveURL(/from=oldest/)
  await expect(page.getByRole('grid', { name: 'Events in the order they are played' })).toContainText(
    'R-000001',
  )
})
