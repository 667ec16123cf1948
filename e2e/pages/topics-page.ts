import type { Locator, Page } from '@playwright/test'
import { CLUSTER } from '../product.ts'

/** The list of topics. */
export class TopicsPage {
  readonly table: Locator
  readonly search: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.table = page.getByRole('grid', { name: 'Topics' })
    this.search = page.getByRole('searchbox', { name: 'Search topics by name' })
  }

  async open(search = ''): Promise<void> {
    await this.page.goto(`/clusters/${CLUSTER}/topics${search}`)
    await this.table.waitFor()
  }

  row(topic: string): Locator {
    return this.table.getByRole('row').filter({ has: this.page.getByText(topic, { exact: true }) })
  }
}
