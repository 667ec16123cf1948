import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const MAC_APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const INSTALL_MINUTES_MAX = 10

export interface FoundBrowser {
  /** Null: Playwright's own, which it finds by itself. */
  executable: string | null
  how: string
}

/**
 * A Chromium to test in: the one named by SLUICE_CHROMIUM, an installed one, Playwright's own download, or Debian's
 * package where this user may install it. Rejects with every way on when there is none.
 */
export async function findBrowser(root: string, say: (line: string) => void): Promise<FoundBrowser> {
  const named = process.env.SLUICE_CHROMIUM
  if (named) {
    if (!existsSync(named)) throw new Error(`SLUICE_CHROMIUM names ${named}, which does not exist.`)
    return { executable: named, how: 'SLUICE_CHROMIUM' }
  }
  const installed = installedBrowser()
  if (installed) return { executable: installed, how: installed }
  const playwright = join(root, 'node_modules/@playwright/test/cli.js')
  say('downloading Playwright’s Chromium')
  if (await succeeds(process.execPath, [playwright, 'install', 'chromium'])) {
    return { executable: null, how: 'Playwright’s own Chromium' }
  }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('installing Debian’s chromium')
    await succeeds('apt-get', ['update'])
    await succeeds('apt-get', ['install', '-y', 'chromium', 'fonts-noto-cjk'])
    const debian = installedBrowser()
    if (debian) return { executable: debian, how: 'Debian’s chromium, just installed' }
  }
  throw new Error(
    'No Chromium to test in. Install Chromium or Google Chrome, run "npx playwright install chromium", ' +
      'or name one with SLUICE_CHROMIUM=/path/to/chromium.',
  )
}

function installedBrowser(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...MAC_APPS]
  return candidates.find((candidate) => existsSync(candidate)) ?? null
}

async function succeeds(command: string, args: string[]): Promise<boolean> {
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run(command, args, { timeout: INSTALL_MINUTES_MAX * 60_000, env, maxBuffer: 16 << 20 })
    return true
  } catch {
    return false
  }
}
