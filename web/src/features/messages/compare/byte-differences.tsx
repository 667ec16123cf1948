import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { MARK_LOOK } from '#ui/payload/marked-text.tsx'
import { useLines } from '#ui/payload/use-lines.ts'
import { BYTES_PER_ROW, type ByteDiff } from './byte-diff.ts'
import { Fold } from './line-differences.tsx'

const LINE_PX = 20

interface ByteDifferencesProps {
  diff: ByteDiff
  a: Uint8Array
  b: Uint8Array
}

/** Two byte sequences place by place, with the bytes that differ marked. */
export function ByteDifferences({ diff, a, b }: ByteDifferencesProps) {
  const { t } = useText()
  const lines = useLines(diff.lines.length, LINE_PX)
  return (
    <section
      ref={lines.scroller}
      aria-label={t('compare.bytes')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto py-1 font-mono text-meta outline-offset-[-2px]"
    >
      <div style={{ height: lines.totalPx, paddingTop: lines.topPx }} className="w-max min-w-full">
        {lines.items.map((item) => {
          const line = diff.lines[item.index]
          if (line === undefined) return null
          if (line.kind === 'fold') {
            const count = { count: line.rows, text: formatCount(line.rows) }
            return <Fold key={item.key}>{t('compare.foldedRows', count)}</Fold>
          }
          return (
            <div key={item.key} className="flex h-5 gap-4 whitespace-pre px-3">
              <span className="select-none text-ink-faint">{line.offset.toString(16).padStart(8, '0')}</span>
              <Row bytes={a} other={b} offset={line.offset} />
              <Row bytes={b} other={a} offset={line.offset} />
            </div>
          )
        })}
      </div>
    </section>
  )
}

function Row({ bytes, other, offset }: { bytes: Uint8Array; other: Uint8Array; offset: number }) {
  return (
    <span className="flex gap-1">
      {Array.from({ length: BYTES_PER_ROW }, (_, column) => {
        const byte = bytes[offset + column]
        const text = byte === undefined ? '  ' : byte.toString(16).padStart(2, '0')
        return byte === other[offset + column] ? (
          <span key={column}>{text}</span>
        ) : (
          <mark key={column} className={MARK_LOOK}>
            {text}
          </mark>
        )
      })}
    </span>
  )
}
