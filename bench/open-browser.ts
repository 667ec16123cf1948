import { type Browser, chromium } from '@playwright/test'

/** The Chromium that SLUICE_CHROMIUM names, or Playwright's own. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.SLUICE_CHROMIUM
  const args = ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  return chromium.launch({ args, ...(executablePath ? { executablePath } : {}) })
}
