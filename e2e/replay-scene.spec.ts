import { expect, expectAccessible, test } from './fixtures.ts'
import { TopologyPage } from './pages/topology-page.ts'
import { CLUSTER } from './product.ts'

const RENTED = 'rental.book-rented'
const REJECTED = 'member.rental-rejected'

test('events are played on the graph: told with who wrote them and who can read them, counted at their nodes, opened beside it; a story is followed by key', async ({
  page,
}) => {
  const topology = new TopologyPage(page)
  await topology.open()
  await expect(topology.node(`topic:${RENTED}`)).toBeVisible({ timeout: 15_000 })
  await page.getByRole('link', { name: 'Play back events' }).click()
  await expect(page).toHaveURL(/\/topology\/play\?topics=[^&]*rental\.book-rented/)

  // Of these topics only: what the trading system does is another story.
  await page.goto(
    `/clusters/${CLUSTER}/topology/play?topics=${RENTED},${REJECTED},rental.rental-cancelled&from=time:now-1d&speed=100`,
  )
  const captions = page.getByRole('region', { name: 'What just happened' })
  const told = captions.locator('ol > li')
  await expect(topology.node(`topic:${RENTED}`)).toBeVisible({ timeout: 15_000 })
  await expect(topology.node('topic:trading.ticks')).toHaveCount(0)
  await page.keyboard.press('Space')
  const rental = told.filter({ hasText: RENTED }).filter({ hasText: /R-\d+/ })
  await expect(rental.first()).toContainText('rental-service', { timeout: 15_000 })
  await expect(rental.first()).toContainText(/library\.book|member-service/)
  // The canvas is for eyes; where an event went is told as well.
  await expect(
    captions.getByRole('status').filter({ hasText: /by rental-service, available to .*member/ }),
  ).toBeAttached({ timeout: 15_000 })
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await captions.getByRole('button', { name: 'By node' }).click()
  const counts = page.getByRole('table', { name: /Events by node since playing began here/ })
  await expect(counts.getByRole('row').filter({ hasText: RENTED })).toContainText(/\d/)
  await page.keyboard.press('Escape')
  await expectAccessible(page)
  // A record beside it is no other moment: what was counted stays.
  const played = await captions.getByText(/events? played/).textContent()
  await told.first().getByRole('button').first().click()
  await expect(page.getByRole('complementary')).toBeVisible()
  await expect(captions.getByText(/events? played/)).toHaveText(played ?? '')
  await told.first().getByRole('button').first().click()
  await expect(page.getByRole('complementary')).toHaveCount(0)

  const key = (await rental.first().textContent())?.match(/R-\d+/)?.[0] ?? ''
  await page.getByRole('button', { name: 'Follow a story' }).click()
  await page.getByRole('textbox', { name: 'Key, id or text' }).fill(key)
  await page.getByRole('button', { name: 'Follow', exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`follow=any:${key}`))
  // Only its events are told, and all of them bear its letter.
  await expect(told.filter({ hasNotText: key })).toHaveCount(0)
  await expect(told.first()).toContainText(key)
  const link = page.url()
  await captions.getByRole('button', { name: new RegExp(`${RENTED}.*${key}`) }).click()
  await expect(page.getByRole('complementary')).toContainText(key)
  await page.goto(link)
  await expect(page.getByRole('list', { name: 'Following 1 story' })).toContainText(key)
  await expect(told.first()).toContainText(key, { timeout: 15_000 })
})
