import { CopyPlus } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { hexDigits } from '#ui/payload/hex.ts'
import { payloadBytes } from '#ui/payload/payload-bytes.ts'
import { SYNTAX_LOOK } from '#ui/payload/syntax.ts'
import { Chip, Line } from '../payload-cell.tsx'
import { oneLine, type Sought } from '../row-preview.ts'
import { TimestampCell } from '../timestamp-cell.tsx'
import { type FieldValue, isLack, type Lack, type ValueKind } from './field-value.ts'
import { lackWords } from './field-words.ts'

interface FieldCellProps {
  value: FieldValue
  sought?: Sought | null
}

/** Characters a cell shows: more than fit into any column. */
const SHOWN_CHARS = 300
const SHOWN_BYTES = 24

/** One value on one line. What is not there, null, empty and out of sight look different from each other. */
export function FieldCell({ value, sought = null }: FieldCellProps) {
  const { t } = useText()
  if (isLack(value.kind)) return <LackCell lack={value.kind} />
  return (
    <>
      <Shown kind={value.kind} text={value.text} sought={sought} />
      {value.times > 1 && (
        <span
          data-tip={t('columns.times', { count: value.times })}
          className="ml-1.5 inline-block align-middle"
        >
          <CopyPlus
            role="img"
            aria-label={t('columns.times', { count: value.times })}
            className="size-3.5 text-attention"
          />
        </span>
      )}
    </>
  )
}

function LackCell({ lack }: { lack: Lack }) {
  const { t } = useText()
  const { name, why } = lackWords(lack, t)
  if (lack === 'absent') {
    return (
      <span data-tip={why} className="text-ink-faint">
        <span aria-hidden="true">–</span>
        <span className="sr-only">{name}</span>
      </span>
    )
  }
  return (
    <span data-tip={why} className="text-ink-faint text-meta italic">
      {name}
    </span>
  )
}

function Shown({ kind, text, sought }: { kind: ValueKind; text: string; sought: Sought | null }) {
  const { t } = useText()
  switch (kind) {
    case 'time':
      return <TimestampCell timestamp={Number.isSafeInteger(Number(text)) ? Number(text) : text} />
    case 'bytes':
      return (
        <span className="font-mono text-ink-muted text-meta">
          {hexDigits(
            payloadBytes({ encoding: 'base64', data: text, size: 0, truncated: false }),
            SHOWN_BYTES,
          )}
        </span>
      )
    case 'string':
      if (text === '') return <Chip tip={t('columns.emptyText')}>{t('messages.empty')}</Chip>
      return (
        <span className="font-mono text-meta [unicode-bidi:isolate]">
          <Line tokens={[{ kind: 'text', text: oneLine(text.slice(0, SHOWN_CHARS)) }]} sought={sought} />
        </span>
      )
    default:
      return (
        <span className={`font-mono text-meta tabular-nums ${LOOK[kind]}`}>
          <Line
            tokens={[{ kind: 'sign', text: oneLine(text.slice(0, SHOWN_CHARS)) }]}
            sought={sought}
            plain
          />
        </span>
      )
  }
}

const LOOK = {
  number: SYNTAX_LOOK.number,
  boolean: SYNTAX_LOOK.word,
  null: `${SYNTAX_LOOK.word} italic`,
  object: 'text-ink-muted',
  array: 'text-ink-muted',
} as const
