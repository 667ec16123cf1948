import { ApiErrorBody, ERROR_CODES, type ErrorCode } from '@sluice/shared/errors'
import { HTTPException } from 'hono/http-exception'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { AppError } from './app-error.ts'
import { statusOf, toErrorBody } from './error-mapping.ts'

describe('the error body', () => {
  it('carries code, message and details of our own errors, and whether to try again', () => {
    for (const code of Object.keys(ERROR_CODES) as ErrorCode[]) {
      const body = toErrorBody(new AppError(code, 'told', { details: { a: 1 } }), 'id')
      expect(ApiErrorBody.parse(body)).toEqual({
        code,
        message: 'told',
        retryable: ERROR_CODES[code].retryable,
        requestId: 'id',
        details: { a: 1 },
      })
      expect(statusOf(code)).toBe(ERROR_CODES[code].status)
    }
  })

  it('keeps a Kafka fault as it is, with its address', () => {
    const fault = new KafkaFault('BROKER_TIMEOUT', 'broker 2 did not answer', { address: 'b2:9092' })
    expect(toErrorBody(fault, 'id')).toMatchObject({
      code: 'BROKER_TIMEOUT',
      details: { address: 'b2:9092' },
    })
  })

  it('names every field of a request that does not fit, without repeating what was sent', () => {
    const schema = z.strictObject({ limit: z.int().max(5), inner: z.object({ name: z.string() }) })
    const { error } = schema.safeParse({ limit: 9, inner: { name: 7 }, extra: 'canary' })
    const body = toErrorBody(error, 'id')
    expect(body.code).toBe('BAD_REQUEST')
    expect(body.details?.fields).toEqual([
      expect.objectContaining({ field: 'limit' }),
      expect.objectContaining({ field: 'inner.name' }),
      expect.objectContaining({ field: '(whole)' }),
    ])
    expect(JSON.stringify(body)).not.toContain('canary')
  })

  it.each([
    [400, 'BAD_REQUEST'],
    [415, 'CONTENT_TYPE_UNSUPPORTED'],
    [418, 'INTERNAL'],
  ] as const)('maps status %i of the framework to %s', (status, code) => {
    expect(toErrorBody(new HTTPException(status, { message: 'Said' }), 'id').code).toBe(code)
  })

  it.each([new Error('canary'), 'canary', null, undefined, { code: 'BAD_REQUEST', message: 'canary' }])(
    'gives nothing away of %o',
    (thrown) => {
      const body = toErrorBody(thrown, 'id-7')
      expect(body).toMatchObject({ code: 'INTERNAL', requestId: 'id-7', retryable: false })
      expect(JSON.stringify(body)).not.toContain('canary')
      expect(body.message).toContain('id-7')
    },
  )
})
