import { ApiErrorBody } from '@sluice/shared/errors'
import { paths } from '@sluice/shared/paths'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestApp } from './testing/test-app.ts'

const Operation = z.object({ summary: z.string(), responses: z.record(z.string(), z.unknown()) })
const Document = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
})

/** A path of the contract with its parameters as OpenAPI writes them. */
const template = (path: string): string =>
  path
    .replace('/cluster-x', '/{c}')
    .replace('/topic-x', '/{t}')
    .replace('/7/', '/{p}/')
    .replace(/\/9$/, '/{o}')

describe('the OpenAPI document', () => {
  it('has every route the app answers, and no other', async () => {
    const { app, send } = createTestApp()
    const document = Document.parse(await (await send(paths.openapi())).json())
    const described = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const answered = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path !== '*')
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    expect(described.toSorted()).toEqual([...new Set(answered)].toSorted())
  })

  it('has every path that shared/paths.ts names', async () => {
    const { send } = createTestApp()
    const document = Document.parse(await (await send(paths.openapi())).json())
    const named = [
      paths.clusters(),
      paths.cluster('cluster-x'),
      paths.topics('cluster-x'),
      paths.topic('cluster-x', 'topic-x'),
      paths.scan('cluster-x'),
      paths.message('cluster-x', 'topic-x', 7, '9'),
      paths.openapi(),
    ]
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(named.map(template)))
  })

  it('describes failures by the one error body', async () => {
    const { send } = createTestApp()
    const text = await (await send(paths.openapi())).text()
    const document = Document.parse(JSON.parse(text))
    const failure = document.paths['/api/clusters/{c}']?.get?.responses['404']
    const properties = Object.keys(ApiErrorBody.shape)
    for (const property of properties) expect(JSON.stringify(failure)).toContain(property)
  })
})
