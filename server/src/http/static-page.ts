import type { Context } from 'hono'
import type { AppEnv } from './app-env.ts'
import type { FileEncoding, StaticFile, StaticFiles } from './static-files.ts'

const UNBUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Sluice: the page is not built</title>
<h1>The page is not built</h1>
<p>Sluice runs, and its API answers under <a href="/api/openapi.json">/api</a>, but there is no page to show.</p>
<p>Build it in the project’s folder, then start again: <code>npm run build</code></p>
`

/** Answers from the built page, or null where the request is not for it. Unknown paths of a navigation get the shell. */
export async function servePage(c: Context<AppEnv>, files: StaticFiles): Promise<Response | null> {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return null
  const path = c.req.path
  if (path === '/api' || path.startsWith('/api/')) return null
  const file = files.get(path === '/' ? '/index.html' : path)
  if (file !== undefined) return await serveFile(c, file)
  const navigation = (c.req.header('accept') ?? '').includes('text/html') && !path.startsWith('/assets/')
  if (!navigation) return null
  const shell = files.get('/index.html')
  return shell === undefined ? c.html(UNBUILT, 503) : await serveFile(c, shell)
}

async function serveFile(c: Context<AppEnv>, file: StaticFile): Promise<Response> {
  const headers: Record<string, string> = {
    'cache-control': file.cacheControl,
    etag: file.etag,
    ...(file.compressible ? { vary: 'accept-encoding' } : {}),
  }
  if (matches(c.req.header('if-none-match'), file.etag)) return c.body(null, 304, headers)
  const encoding = file.compressible ? chooseEncoding(c.req.header('accept-encoding') ?? '') : 'identity'
  const bytes = await file.bytes(encoding)
  return c.body(new Uint8Array(bytes), 200, {
    ...headers,
    'content-type': file.contentType,
    'content-length': String(bytes.length),
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  })
}

function matches(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((tag) => tag.trim() === etag || tag.trim() === '*')
}

function chooseEncoding(accepted: string): FileEncoding {
  const wanted = new Set(
    accepted
      .toLowerCase()
      .split(',')
      .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
      .map((part) => part.split(';')[0]?.trim()),
  )
  if (wanted.has('br')) return 'br'
  return wanted.has('gzip') ? 'gzip' : 'identity'
}
