import { createHmac } from 'node:crypto'

/** Where a webhook goes. */
export interface WebhookTarget {
  name: string
  url: string
  /** Null: not signed. */
  secret: string | null
}

export interface SentWebhook {
  ok: boolean
  /** Whether the same may be taken later. */
  retryable: boolean
  status: number | null
  message: string
}

export const WEBHOOK_TIMEOUT_MS = 10_000

interface SendOptions {
  /** The same over all tries, so that a receiver can tell a repetition. */
  idempotencyKey: string
  signal: AbortSignal
  now?: () => number
}

/**
 * Posts once. Follows no redirect: the address is the configuration's alone. What the receiver answers is not read, but
 * for its status, and no message names more of the address than its origin.
 */
export async function sendWebhook(
  { url, secret }: WebhookTarget,
  body: string,
  { idempotencyKey, signal, now = Date.now }: SendOptions,
): Promise<SentWebhook> {
  const at = String(Math.floor(now() / 1000))
  const signature =
    secret === null
      ? {}
      : {
          'x-sluice-timestamp': at,
          'x-sluice-signature': `sha256=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`,
        }
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'sluice',
        'idempotency-key': idempotencyKey,
        ...signature,
      },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(WEBHOOK_TIMEOUT_MS)]),
    })
    await answer.body?.cancel()
    return judge(answer.status)
  } catch (error) {
    return { ok: false, retryable: true, status: null, message: whyNot(error) }
  }
}

function judge(status: number): SentWebhook {
  if (status >= 200 && status < 300) return { ok: true, retryable: false, status, message: 'Taken.' }
  if (status >= 300 && status < 400)
    return {
      ok: false,
      retryable: false,
      status,
      message: `It answered with a redirect (${status}), and Sluice follows none: put the final address into the configuration.`,
    }
  const retryable = status >= 500 || status === 408 || status === 429
  return { ok: false, retryable, status, message: `It answered with status ${status}.` }
}

function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return 'It could not be reached.'
  if (error.name === 'TimeoutError') return `It did not answer within ${WEBHOOK_TIMEOUT_MS / 1000} s.`
  const cause = error.cause
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null
  return code === null ? 'It could not be reached.' : `It could not be reached (${code}).`
}
