import type { Message, Payload } from '@sluice/shared/messages'
import { Ban, Binary, CircleDashed } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { MARK_LOOK, MarkedText } from '#ui/payload/marked-text.tsx'
import { SYNTAX_LOOK } from '#ui/payload/syntax.ts'
import { markedTokens } from './marked-tokens.ts'
import { previewOf, previewText } from './row-preview.ts'

interface PayloadCellProps {
  payload: Payload | null
  part: 'key' | 'value'
  /** What a search looks for in this part. */
  pattern: RegExp | null
}

/** A key or value on one line; what is not there looks different from what is there and empty. */
export function PayloadCell({ payload, part, pattern }: PayloadCellProps) {
  const { t } = useText()
  const preview = previewOf(payload, pattern)
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
          {markedTokens(preview.tokens, pattern).map(({ kind, text, marked }, at) =>
            marked ? (
              <mark key={at} className={MARK_LOOK}>
                {text}
              </mark>
            ) : (
              <span key={at} className={SYNTAX_LOOK[kind]}>
                {text}
              </span>
            ),
          )}
        </span>
      )
  }
}

interface HeadersCellProps {
  headers: Message['headers']
  pattern: RegExp | null
}

/** How many headers there are, and the first of them, or the first that a search has found. */
export function HeadersCell({ headers, pattern }: HeadersCellProps) {
  const first = (pattern && headers.find((header) => holds(header, pattern))) ?? headers[0]
  if (first === undefined) return <span className="text-ink-faint">–</span>
  const tip = headers.slice(0, 8).map(({ key, value }) => `${key} = ${previewText(previewOf(value))}`)
  return (
    <span data-tip={tip.join('\n')} className="text-meta">
      <span className="tabular-nums">{headers.length}</span>
      <span className="ml-1.5 font-mono text-ink-faint">
        <MarkedText text={first.key} pattern={pattern} />=
        <MarkedText text={previewText(previewOf(first.value, pattern))} pattern={pattern} />
      </span>
    </span>
  )
}

function holds({ key, value }: Message['headers'][number], pattern: RegExp): boolean {
  return key.search(pattern) >= 0 || (value?.encoding === 'utf8' && value.data.search(pattern) >= 0)
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
