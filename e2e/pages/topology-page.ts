import type { Locator, Page } from '@playwright/test'
import { CLUSTER } from '../product.ts'

/** The picture of who writes and reads what. */
export class TopologyPage {
  readonly graph: Locator
  readonly spoken: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.graph = page.getByRole('application', { name: 'Graph of who writes and reads what' })
    this.spoken = page.getByRole('status')
  }

  async open(search = ''): Promise<void> {
    await this.page.goto(`/clusters/${CLUSTER}/topology${search}`)
  }

  /** By what it is called: the picture itself is for eyes only, so its parts are found by their marks. */
  node(id: string): Locator {
    return this.graph.locator(`[data-node="${id}"]`)
  }

  edges(): Locator {
    return this.graph.locator('[data-edge]')
  }
}
