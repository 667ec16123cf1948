import type { OpenTransaction, TopicTransactions } from '@sluice/shared/topics-transactions'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import { formatCount } from '#lib/number-format.ts'
import { formatDuration } from '#lib/time-format.ts'

/** A healthy producer ends its transactions within a moment: what is younger is no news. */
const NEWS_MS = 5_000

interface HeldWords {
  short: string
  sentence: string
  hanging: boolean
}

/** When a transaction began; where its coordinator does not tell, it is at least as old as its last record. */
export function openSince({ startedAt, parts }: OpenTransaction): { at: number; exact: boolean } {
  if (startedAt !== null) return { at: startedAt, exact: true }
  return { at: Math.min(...parts.map(({ lastWriteAt }) => Number(lastWriteAt))), exact: false }
}

/** What is held back, in few words and in a sentence; null where that is nothing that a person need know. */
export function heldWords(
  { held, open, missing }: TopicTransactions,
  now: number,
  t: Translate,
  language: Language,
): HeldWords | null {
  const [first] = held
  if (first === undefined) return null
  const pinning = open.filter(({ parts }) => parts.some(({ pins }) => pins))
  const hanging = pinning.some((one) => one.hanging !== null)
  const since = pinning.length === 0 ? null : Math.min(...pinning.map((one) => openSince(one).at))
  const unknown = since === null && missing.length > 0
  const old = since !== null && now - since >= NEWS_MS
  if (!hanging && !old && !unknown) return null
  const count = held.reduce((sum, { records }) => sum + BigInt(records), 0n)
  const text = formatCount(count)
  const where =
    held.length === 1
      ? t('transactions.partition', { partition: first.partition })
      : t('transactions.partitions', { count: held.length })
  const age = since === null ? null : formatDuration(now - since, language)
  const calm = since === null ? t('transactions.whoUnknown') : t('transactions.whoOpen')
  const who = hanging ? t('transactions.whoHanging') : calm
  const short = t('transactions.heldShort', { text })
  return {
    short: age === null ? short : `${short} · ${age}`,
    sentence: t('transactions.holds', { who, count, text, where, age }),
    hanging,
  }
}
