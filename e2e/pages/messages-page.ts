import type { Locator, Page } from '@playwright/test'
import { CLUSTER } from '../product.ts'

/** The messages of one topic, and the message that is open beside them. */
export class MessagesPage {
  readonly list: Locator
  readonly inspector: Locator
  readonly settings: Locator
  readonly find: Locator
  readonly status: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.list = page.getByRole('grid', { name: 'Messages' })
    this.inspector = page.getByRole('complementary', { name: 'Message' })
    this.settings = page.getByRole('form', { name: 'What to read' })
    this.find = this.settings.getByRole('searchbox', { name: 'Find in messages' })
    this.status = page.getByRole('main').locator('footer')
  }

  async open(topic: string, search = ''): Promise<void> {
    await this.page.goto(`/clusters/${CLUSTER}/topics/${topic}/messages${search}`)
  }

  /** Rows that hold a message, without the head and the skeletons. */
  rows(): Locator {
    return this.list.getByRole('row').filter({ hasText: /\d{2}:\d{2}:\d{2}/ })
  }

  async startAt(kind: string): Promise<void> {
    await this.settings.getByRole('combobox', { name: 'Start' }).selectOption(kind)
  }

  async choosePartition(partition: number): Promise<void> {
    await this.settings.getByRole('button', { name: /partitions?/i }).click()
    const picker = this.page.getByRole('dialog', { name: 'Partitions' })
    await picker.getByRole('textbox', { name: 'Partitions' }).fill(String(partition))
    await picker.getByRole('button', { name: 'Read these' }).click()
  }
}
