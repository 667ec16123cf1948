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

  /** Where a part of the picture stands once that has come to rest. */
  async restingPlace(node: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
    let last = await node.boundingBox()
    for (let still = 0, tries = 0; still < 4 && tries < 40; tries++) {
      await this.page.waitForTimeout(200)
      const now = await node.boundingBox()
      still = JSON.stringify(now) === JSON.stringify(last) ? still + 1 : 0
      last = now
    }
    if (last === null) throw new Error('it is not drawn')
    return last
  }

  edges(): Locator {
    return this.graph.locator('[data-edge]')
  }
}
