import { randomUUID } from 'node:crypto'
import { paths } from '@sluice/shared/paths'
import { expect, expectAccessible, test } from './fixtures.ts'
import { MovePage } from './pages/move-page.ts'
import { CLUSTER } from './product.ts'

/** Read by a sample service, as long as the samples run. */
const LIVE = 'library.member'
const TOPIC = 'rental.book-rented'

test('a person sees what a move does, is told who is in the way, moves a group, and finds the way back and the audit', async ({
  page,
  request,
}) => {
  const group = `e2e.moved.${randomUUID().slice(0, 8)}`
  // Asked once early: that nobody else commits is watched from then on.
  const early = { to: { mode: 'latest' }, scope: [{ topic: TOPIC }] }
  expect((await request.post(paths.movePlan(CLUSTER, group), { data: early })).ok()).toBe(true)

  const move = new MovePage(page)
  await move.open(LIVE, '?to=earliest')
  await expect(page.getByText('lives and would write its own offsets over these')).toBeVisible()
  await expect(move.why).toBeDisabled()
  await expectAccessible(page)

  await move.open(group, `?to=earliest&scope=${TOPIC}:0,1`)
  await expect(page.getByText('There is no such group yet: this makes one.')).toBeVisible()
  await expect(move.table.getByRole('row')).toHaveCount(3)
  await expect(move.row(0)).toContainText('first commit')
  await expect(move.apply).toBeDisabled()
  await move.sign(group, 'a run of the checks')
  await move.apply.click()
  await expect(page.getByText('Read back at once: all 2 stand where they were put.')).toBeVisible({
    timeout: 20_000,
  })

  await page.getByRole('button', { name: 'Undo…' }).click()
  await expect(page).toHaveURL(/to=undo:/)
  await expect(page.getByText('Forgets the commits of 2 partitions')).toBeVisible()
  await page.getByRole('tab', { name: 'Earlier moves' }).click()
  await expect(page.getByText('before: the start of the log')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Audit' }).click()
  const entry = page.getByRole('row').filter({ hasText: 'a run of the checks' })
  await expect(entry).toContainText('Mina')
  await expect(entry).toContainText('done')
  await entry.getByText('a run of the checks').click()
  const detail = page.getByRole('region', { name: 'Detail' })
  await expect(detail).toContainText('2 partitions')
  await expect(detail.getByRole('row')).toHaveCount(3)
  await expectAccessible(page)
})
