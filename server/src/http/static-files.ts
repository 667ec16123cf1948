import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type FileEncoding = 'br' | 'gzip' | 'identity'

export interface StaticFile {
  contentType: string
  cacheControl: string
  etag: string
  bytes(encoding: FileEncoding): Promise<Buffer>
  compressible: boolean
}

/** The built page by exact URL path: what is not a key does not exist, so no path can lead out of the folder. */
export type StaticFiles = ReadonlyMap<string, StaticFile>

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}
const COMPRESSIBLE = /^(text\/|application\/(json|manifest|wasm)|image\/svg)/
const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

/** Reads the whole build into memory; empty where nothing has been built. Symbolic links are not followed. */
export function loadStaticFiles(folder: string): StaticFiles {
  const files = new Map<string, StaticFile>()
  if (!existsSync(folder)) return files
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const path = `/${relative(folder, file).split(sep).join('/')}`
    files.set(path, toStaticFile(path, readFileSync(file)))
  }
  return files
}

export function toStaticFile(path: string, content: Buffer): StaticFile {
  const contentType = TYPES[extname(path)] ?? 'application/octet-stream'
  const packed = new Map<FileEncoding, Promise<Buffer>>([['identity', Promise.resolve(content)]])
  return {
    contentType,
    cacheControl: path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
    compressible: COMPRESSIBLE.test(contentType) && content.length > 512,
    bytes(encoding) {
      const known = packed.get(encoding) ?? compress(content, encoding)
      packed.set(encoding, known)
      return known
    },
  }
}

/** Packed at the first request and kept: packing everything at start would cost the start its second. */
function compress(content: Buffer, encoding: FileEncoding): Promise<Buffer> {
  if (encoding === 'gzip') return compressGzip(content, { level: 8 })
  return compressBrotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } })
}
