import { fileURLToPath } from 'node:url'
import type { TestInfo } from '@playwright/test'

/** Where the README's picture goes: into the tree only when asked for, as each run would change it. */
export function readmePicture(info: TestInfo): string {
  const wanted = process.env.SLUICE_PICTURE === 'true'
  return wanted
    ? fileURLToPath(new URL('../../docs/screenshot.png', import.meta.url))
    : info.outputPath('screenshot.png')
}
