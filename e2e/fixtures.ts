import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { GroupsPage } from './pages/groups-page.ts'
import { MessagesPage } from './pages/messages-page.ts'
import { TopicsPage } from './pages/topics-page.ts'

interface Fixtures {
  topics: TopicsPage
  groups: GroupsPage
  messages: MessagesPage
}

/** Every test also fails on an error of the page itself: a script that threw, or a rule of the CSP that was broken. */
export const test = base.extend<Fixtures>({
  page: async ({ page }, use) => {
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy|Trusted/.test(message.text())) {
        faults.push(message.text())
      }
    })
    await use(page)
    expect(faults).toEqual([])
  },
  topics: async ({ page }, use) => use(new TopicsPage(page)),
  groups: async ({ page }, use) => use(new GroupsPage(page)),
  messages: async ({ page }, use) => use(new MessagesPage(page)),
})

export { expect }

/** Beside an open popover: hidden from readers, and whoever reaches one by Tab is passed on at once. */
const FOCUS_GUARD = '[data-base-ui-focus-guard]'

/** No serious or critical fault of accessibility on what is open now. */
export async function expectAccessible(page: Page): Promise<void> {
  // The page has no frames: one pass in place, which collects only what is wrong, takes a tenth of the time.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], preload: false })
    .exclude(FOCUS_GUARD)
    .analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const told = grave.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
  expect(told).toEqual([])
}
