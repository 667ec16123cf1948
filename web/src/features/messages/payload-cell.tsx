import type { Message, Payload } from '@sluice/shared/messages'
import { Ban, Binary, CircleDashed } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { SYNTAX_LOOK } from '#ui/payload/syntax.ts'
import { previewOf, previewText } from './row-preview.ts'

/** A key or value on one line; what is not there looks different from what is there and empty. */
export function PayloadCell({ payload, part }: { payload: Payload | null; part: 'key' | 'value' }) {
  const { t } = useText()
  const preview = previewOf(payload)
  switch (preview.kind) {
    case 'null':
      return part === 'key' ? (
        <span className="text-ink-faint italic">{t('messages.noKey')}</span>
      ) : (
        <Chip icon={<Ban aria-hidden="true" className="size-3" />} tip={t('messages.tombstoneTip')}>
          {t('messages.tombstone')}
        </Chip>
      )
    case 'empty':
      return (
        <Chip icon={<CircleDashed aria-hidden="true" className="size-3" />} tip={t('messages.emptyTip')}>
          {t('messages.empty')}
        </Chip>
      )
    case 'bytes':
      return (
        <span className="flex items-center gap-1.5">
          <Binary role="img" aria-label={t('messages.bytes')} className="size-3.5 shrink-0 text-ink-faint" />
          <span className="truncate font-mono text-ink-muted text-meta">{preview.hex}</span>
        </span>
      )
    default:
      return (
        <span className="font-mono text-meta [unicode-bidi:isolate]">
          {preview.tokens.map((token, at) => (
            <span key={at} className={SYNTAX_LOOK[token.kind]}>
              {token.text}
            </span>
          ))}
        </span>
      )
  }
}

/** How many headers there are, and the first of them. */
export function HeadersCell({ headers }: { headers: Message['headers'] }) {
  const first = headers[0]
  if (first === undefined) return <span className="text-ink-faint">–</span>
  const tip = headers.slice(0, 8).map(({ key, value }) => `${key} = ${previewText(previewOf(value))}`)
  return (
    <span data-tip={tip.join('\n')} className="text-meta">
      <span className="tabular-nums">{headers.length}</span>
      <span className="ml-1.5 font-mono text-ink-faint">
        {first.key}={previewText(previewOf(first.value))}
      </span>
    </span>
  )
}

function Chip({ icon, tip, children }: { icon: ReactNode; tip: string; children: ReactNode }) {
  return (
    <span
      data-tip={tip}
      className="inline-flex h-[18px] items-center align-middle gap-1 rounded border border-hairline-strong/60 border-dashed px-1.5 text-ink-muted text-meta"
    >
      {icon}
      {children}
    </span>
  )
}
