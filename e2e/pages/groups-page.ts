import type { Locator, Page } from '@playwright/test'
import { CLUSTER } from '../product.ts'

/** The list of groups. */
export class GroupsPage {
  readonly table: Locator
  readonly search: Locator
  readonly states: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.table = page.getByRole('grid', { name: 'Groups' })
    this.search = page.getByRole('searchbox', { name: 'Search groups by id' })
    this.states = page.getByRole('group', { name: 'States' })
  }

  async open(search = ''): Promise<void> {
    await this.page.goto(`/clusters/${CLUSTER}/groups${search}`)
    await this.table.waitFor()
  }

  row(group: string): Locator {
    return this.table.getByRole('row').filter({ has: this.page.getByText(group, { exact: true }) })
  }
}
