import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

const FILE = /\.(tsx?|m?js|css|json|ya?ml|xml|md|png)$/
const ROOM = /^(docs|scripts|server|web|shared|demo|e2e|bench)\//
const UNREAD = new Set(['node_modules', 'dist', '.git', '.cache', '.sluice'])

interface Citation {
  path: string
  line: number
  /** A link is relative to its page; a name in `code` may leave out the folders around it. */
  link: boolean
}

/** Every file or folder that a page of the documentation names and that is not there, one sentence each. */
export function checkDocs(root: string): string[] {
  const files = listFiles(root)
  const folders = new Set(files.flatMap(foldersOf))
  const places = [...files, ...folders].map((place) => `/${place}`)
  return files
    .filter((file) => file.endsWith('.md'))
    .flatMap((page) =>
      citationsOf(readFileSync(join(root, page), 'utf8'))
        .filter(({ path, link }) =>
          link ? !existsSync(join(root, dirname(page), path)) : !isThere(path, places),
        )
        .map(({ path, line }) => `${page}:${line} names ${path}, which is not there`),
    )
}

function listFiles(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (!entry.isDirectory()) return [path.split(sep).join('/')]
    return UNREAD.has(entry.name) ? [] : listFiles(root, path)
  })
}

function foldersOf(file: string): string[] {
  const names = file.split('/').slice(0, -1)
  return names.map((_, last) => `${names.slice(0, last + 1).join('/')}/`)
}

function citationsOf(page: string): Citation[] {
  const citations: Citation[] = []
  let fenced = false
  for (const [index, text] of page.split('\n').entries()) {
    if (text.startsWith('```')) fenced = !fenced
    if (fenced) continue
    const line = index + 1
    for (const [, target = ''] of text.matchAll(/\]\(([^)#]+)[^)]*\)/g))
      if (!/^[a-z]+:/.test(target)) citations.push({ path: target, line, link: true })
    for (const [, code = ''] of text.matchAll(/`([^`\s]+)`/g))
      if (isPath(code)) citations.push({ path: code, line, link: false })
  }
  return citations
}

/** What begins with a slash is a path of the API, and what begins with a dot is made by running something. */
function isPath(code: string): boolean {
  return /^[^/.]/.test(code) && (FILE.test(code) || ROOM.test(code) || code.endsWith('/'))
}

/** `<feature>` and `*` stand for any part of one name. */
function isThere(path: string, places: readonly string[]): boolean {
  const literal = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  const pattern = new RegExp(`/${literal.replace(/<[^>]+>|\*/g, '[^/]*')}/?$`)
  return places.some((place) => pattern.test(place))
}
