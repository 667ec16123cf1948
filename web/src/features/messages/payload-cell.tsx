import type { Message, Payload } from '@sluice/shared/messages'
import { Ban, Binary, CircleDashed } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { MARK_LOOK } from '#ui/payload/marked-text.tsx'
import { SYNTAX_LOOK } from '#ui/payload/syntax.ts'
import { aroundHit, markedTokens } from './marked-tokens.ts'
import { previewOf, previewText, type Sought } from './row-preview.ts'
import type { Token } from './token.ts'

interface PayloadCellProps {
  payload: Payload | null
  part: 'key' | 'value'
  /** What a search looks for in this part. */
  sought: Sought | null
}

/** A key or value on one line; what is not there looks different from what is there and empty. */
export function PayloadCell({ payload, part, sought }: PayloadCellProps) {
  const { t } = useText()
  const preview = previewOf(payload, sought)
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
          <Line tokens={preview.tokens} sought={sought} />
        </span>
      )
  }
}

interface HeadersCellProps {
  headers: Message['headers']
  sought: Sought | null
}

/** How many headers there are, and the first of them, or the first that a search has found. */
export function HeadersCell({ headers, sought }: HeadersCellProps) {
  const first = (sought && headers.find((header) => holds(header, sought.pattern))) ?? headers[0]
  if (first === undefined) return <span className="text-ink-faint">–</span>
  const tip = headers.slice(0, 8).map(({ key, value }) => `${key} = ${previewText(previewOf(value))}`)
  const line: Token[] = [
    { kind: 'text', text: `${first.key}=` },
    { kind: 'text', text: previewText(previewOf(first.value, sought)) },
  ]
  return (
    <span data-tip={tip.join('\n')} className="text-meta">
      <span className="tabular-nums">{headers.length}</span>
      <span className="ml-1.5 font-mono text-ink-faint">
        <Line
          tokens={sought ? aroundHit(line, sought.pattern, { sure: sought.sure, most: LINE_CHARS }) : line}
          sought={sought}
          plain
        />
      </span>
    </span>
  )
}

/** Characters of a header's line: more than its column ever shows. */
const LINE_CHARS = 240

interface LineProps {
  tokens: readonly Token[]
  sought: Sought | null
  /** In the colour of what is around it. */
  plain?: boolean
}

export function Line({ tokens, sought, plain = false }: LineProps) {
  return markedTokens(tokens, sought?.pattern ?? null).map(({ kind, text, marked }, at) =>
    marked ? (
      <mark key={at} className={MARK_LOOK}>
        {text}
      </mark>
    ) : (
      <span key={at} className={plain ? undefined : SYNTAX_LOOK[kind]}>
        {text}
      </span>
    ),
  )
}

function holds({ key, value }: Message['headers'][number], pattern: RegExp): boolean {
  return key.search(pattern) >= 0 || (value?.encoding === 'utf8' && value.data.search(pattern) >= 0)
}

export function Chip({ icon, tip, children }: { icon?: ReactNode; tip: string; children: ReactNode }) {
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
