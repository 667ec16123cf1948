import { ApiErrorBody } from '@sluice/shared/errors'
import { ScanRequest } from '@sluice/shared/messages'
import { paths } from '@sluice/shared/paths'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestApp } from './testing/test-app.ts'

const Operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  parameters: z
    .array(z.object({ name: z.string(), description: z.string(), schema: z.object({ type: z.string() }) }))
    .default([]),
  requestBody: z
    .object({
      content: z.object({
        'application/json': z.object({ examples: z.record(z.string(), z.object({ value: z.unknown() })) }),
      }),
    })
    .optional(),
  responses: z.record(z.string(), z.unknown()),
})
const Document = z.object({
  openapi: z.string(),
  components: z.object({
    schemas: z.record(z.string(), z.object({ properties: z.record(z.string(), z.unknown()).optional() })),
  }),
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
      paths.produce('cluster-x', 'topic-x'),
      paths.message('cluster-x', 'topic-x', 7, '9'),
      paths.openapi(),
    ]
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(named.map(template)))
  })

  it('names each operation and describes each parameter, in the type that it is sent as', async () => {
    const { send } = createTestApp()
    const document = Document.parse(await (await send(paths.openapi())).json())
    const operations = Object.values(document.paths).flatMap((item) => Object.values(item))
    const ids = operations.map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    const types = operations.flatMap(({ parameters }) =>
      parameters.map(({ name, schema }) => [name, schema.type]),
    )
    const numbers = new Set(types.filter(([, type]) => type === 'integer').map(([name]) => name))
    const ranges = ['from', 'to', 'step', 'partition', 'at', 'window', 'depth']
    expect(numbers).toEqual(new Set(['p', 'page', 'pageSize', 'before', 'limit', ...ranges]))
  })

  it('shows requests that the schema takes', async () => {
    const { send } = createTestApp()
    const document = Document.parse(await (await send(paths.openapi())).json())
    const body = document.paths['/api/clusters/{c}/messages/scan']?.post?.requestBody
    const examples = Object.values(body?.content['application/json'].examples ?? {})
    expect(examples.length).toBeGreaterThan(0)
    for (const { value } of examples) expect(ScanRequest.safeParse(value).success).toBe(true)
  })

  it('describes failures by the one error body, those of the guards too', async () => {
    const { send } = createTestApp()
    const document = Document.parse(await (await send(paths.openapi())).json())
    const error = document.components.schemas.ApiError?.properties
    expect(Object.keys(error ?? {})).toEqual(Object.keys(ApiErrorBody.shape))
    const { post } = document.paths['/api/clusters/{c}/messages/scan'] ?? {}
    for (const status of ['400', '403', '404', '413', '415', '421', '429', '500', '502', '503', '504']) {
      const content = { 'application/json': { schema: { $ref: '#/components/schemas/ApiError' } } }
      expect(post?.responses[status], status).toMatchObject({ content })
    }
  })
})
