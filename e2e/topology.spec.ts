import { expect, expectAccessible, test } from './fixtures.ts'
import { TopologyPage } from './pages/topology-page.ts'

const TOPICS = [
  'rental.book-rented',
  'rental.book-returned',
  'member.rental-rejected',
  'book.rental-rejected',
]

test('the saga is drawn soon; a node is chosen by click and by keys, and the link brings it back', async ({
  page,
}) => {
  const topology = new TopologyPage(page)
  await page.goto('/')
  await page.getByRole('link', { name: 'Topology' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await expect(page).toHaveTitle(/Topology · local · Sluice/)
  for (const topic of TOPICS) await expect(topology.node(`topic:${topic}`)).toBeVisible({ timeout: 15_000 })
  await expect.poll(() => topology.edges().count(), { timeout: 15_000 }).toBeGreaterThan(8)

  await topology.node('topic:rental.book-rented').click()
  await expect(page).toHaveURL(/selected=topic:rental.book-rented/)
  await expect(topology.node('topic:rental.book-rented')).toHaveClass(/selected/)
  await expectAccessible(page)

  // Along an edge to who reads it; what is spoken says where one has come to.
  await page.keyboard.press('ArrowRight')
  await expect(topology.spoken.filter({ hasText: /\d+ in, \d+ out\. \d+ of \d+ here/ })).toBeAttached()
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/selected=topic:rental.book-rented/)
  await expect(page).toHaveURL(/selected=/)
  const link = page.url()
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/selected=/)
  await page.goto(link)
  await expect(topology.graph.locator('.node.selected')).toHaveCount(1)
})

test('an arrow says how it is known, and a node stays where it was put until all is tidied', async ({
  page,
}) => {
  const topology = new TopologyPage(page)
  await topology.open()
  const node = topology.node('topic:rental.book-rented')
  await expect(node).toBeVisible({ timeout: 15_000 })
  await page.keyboard.press('f')
  const edge = topology
    .edges()
    .filter({ has: page.locator('.line') })
    .first()
  const place = await topology.restingPlace(edge.locator('.head'))
  await page.mouse.click(place.x + place.width / 2 - 8, place.y + place.height / 2)
  await expect(page).toHaveURL(/selected=edge:/)
  await expect(page.getByRole('complementary', { name: 'How this is known' })).toContainText(/\d+ % sure/)

  const before = await topology.restingPlace(node)
  const middle = { x: before.x + before.width / 2, y: before.y + before.height / 2 }
  await page.mouse.move(middle.x, middle.y)
  await page.mouse.down()
  await page.mouse.move(middle.x + 30, middle.y + 60, { steps: 4 })
  await page.mouse.up()
  const tidy = page.getByRole('button', { name: /let go of 1 place/ })
  await expect(tidy).toBeVisible()
  await page.reload()
  await expect(tidy).toBeVisible()
  await tidy.click()
  await expect(page.getByRole('button', { name: 'Lay everything out anew', exact: true })).toBeVisible()
})
