import type { Message, Payload } from '@sluice/shared/messages'
import { CopyPlus } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { hexDigits } from '#ui/payload/hex.ts'
import { MarkedText } from '#ui/payload/marked-text.tsx'
import { payloadBytes } from '#ui/payload/payload-bytes.ts'
import { payloadCopy } from './copy-as.ts'

interface HeadersTableProps {
  headers: Message['headers']
  /** What a search looks for in them. */
  pattern: RegExp | null
}

/** Headers in the order of the log, with those that stand twice, with null, and with bytes. */
export function HeadersTable({ headers, pattern }: HeadersTableProps) {
  const { t } = useText()
  if (headers.length === 0) return <p className="p-4 text-ink-muted">{t('messages.headersNone')}</p>
  const seen = new Set<string>()
  const rows = headers.map(({ key, keyBytes, value }, at) => {
    // Two names that differ in bytes read alike where neither is UTF-8.
    const name = keyBytes ?? `=${key}`
    const again = seen.has(name)
    seen.add(name)
    return { at, key, keyBytes, value, again }
  })
  return (
    <table className="w-full table-fixed border-collapse text-left">
      <thead className="sticky top-0 bg-surface-sunken text-ink-muted text-meta">
        <tr>
          <th className="w-2/5 px-3 py-1 font-normal">{t('messages.headerName')}</th>
          <th className="px-3 py-1 font-normal">{t('messages.headerValue')}</th>
          <td className="w-10" />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ at, key, keyBytes, value, again }) => (
          <tr key={at} className="border-hairline border-b align-top">
            <td className="px-3 py-1 font-mono text-meta">
              <MarkedText text={key === '' ? '""' : key} pattern={pattern} />
              {keyBytes !== undefined && <KeyBytes base64={keyBytes} />}
              {again && (
                <span data-tip={t('messages.headersDuplicate')} className="ml-1.5 inline-block align-middle">
                  <CopyPlus
                    role="img"
                    aria-label={t('messages.headersDuplicate')}
                    className="size-3.5 text-attention"
                  />
                </span>
              )}
            </td>
            <td className="px-3 py-1">
              <HeaderValue value={value} pattern={pattern} />
            </td>
            <td>
              {value !== null && value.size > 0 && (
                <CopyButton label={t('messages.copyNode')} text={payloadCopy(value)} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const SHOWN_CHARS = 2000
const SHOWN_BYTES = 256

function KeyBytes({ base64 }: { base64: string }) {
  const { t } = useText()
  const payload = { encoding: 'base64', data: base64, size: 0, truncated: false } as const
  const hex = hexDigits(payloadBytes(payload), SHOWN_BYTES)
  return (
    <span className="ml-1.5">
      <Badge tip={t('inspect.headerKeyBytes', { hex })}>{t('messages.notUtf8')}</Badge>
    </span>
  )
}

function HeaderValue({ value, pattern }: { value: Payload | null; pattern: RegExp | null }) {
  const { t } = useText()
  if (value === null) return <Badge>{t('messages.headerNull')}</Badge>
  if (value.size === 0) return <Badge tip={t('messages.emptyTip')}>{t('messages.empty')}</Badge>
  if (value.encoding === 'base64') {
    return (
      <span className="break-words font-mono text-meta">
        {hexDigits(payloadBytes(value), SHOWN_BYTES)}
        {value.size > SHOWN_BYTES && ` … ${formatBytes(value.size)}`} <Badge>{t('messages.notUtf8')}</Badge>
      </span>
    )
  }
  return (
    <span className="whitespace-pre-wrap break-all font-mono text-meta [unicode-bidi:isolate]">
      <MarkedText text={value.data.slice(0, SHOWN_CHARS)} pattern={pattern} />
      {value.data.length > SHOWN_CHARS && (
        <span className="text-ink-faint">
          {t('messages.moreCharacters', { text: formatCount(value.data.length - SHOWN_CHARS) })}
        </span>
      )}
    </span>
  )
}
