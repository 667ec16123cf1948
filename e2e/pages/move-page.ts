import type { Locator, Page } from '@playwright/test'
import { CLUSTER } from '../product.ts'

/** Where the offsets of a group are moved. */
export class MovePage {
  readonly table: Locator
  readonly why: Locator
  readonly apply: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.table = page.getByRole('grid', { name: 'What the move does, partition by partition' })
    this.why = page.getByRole('textbox', { name: 'Why' })
    this.apply = page.getByRole('button', { name: /^Move \d+ partitions$/ })
  }

  async open(group: string, search: string): Promise<void> {
    await this.page.goto(`/clusters/${CLUSTER}/groups/${group}/move${search}`)
    await this.table.waitFor()
  }

  row(partition: number): Locator {
    return this.table.getByRole('row').nth(partition + 1)
  }

  async sign(group: string, why: string): Promise<void> {
    await this.page.getByLabel('Who').fill('Mina')
    await this.why.fill(why)
    await this.page.getByRole('textbox', { name: `Type ${group} to confirm` }).fill(group)
  }
}
