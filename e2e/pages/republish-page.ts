import type { Locator, Page } from '@playwright/test'

/** Where a re-publication is thought of, planned and begun. */
export class RepublishPage {
  readonly form: Locator
  readonly side: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.form = page.getByRole('group', { name: 'What is re-published, where to and how' })
    this.side = page.getByRole('complementary', { name: 'What would happen' })
  }

  /** The plan of what the fields say now. */
  planned(words: string): Locator {
    return this.side.getByText(words)
  }

  async nameSandbox(source: string, name: string): Promise<void> {
    await this.form.getByRole('textbox', { name: `Sandbox of ${source}` }).fill(name)
  }

  async sign(target: string, why: string): Promise<void> {
    await this.side.getByRole('button', { name: 'Re-publish…' }).click()
    await this.side.getByRole('textbox', { name: 'Who' }).fill('Mina')
    await this.side.getByRole('textbox', { name: 'Why' }).fill(why)
    await this.side.getByRole('textbox', { name: `Type ${target} to confirm` }).fill(target)
  }

  async begin(): Promise<void> {
    await this.side.getByRole('button', { name: 'Re-publish', exact: true }).click()
    await this.page.waitForURL(/\/replays\/[a-z0-9]{8,}$/)
  }
}
