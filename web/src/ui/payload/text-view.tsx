import { useMemo } from 'react'
import { classNames } from '#lib/class-names.ts'
import { MarkedText } from './marked-text.tsx'
import { lineText, splitLines } from './text-lines.ts'
import { useLines } from './use-lines.ts'

interface TextViewProps {
  text: string
  label: string
  wrap: boolean
  pattern?: RegExp | null
}

const LINE_PX = 20

/** Text of any length with line numbers; lines that continue the one above carry none. */
export function TextView({ text, label, wrap, pattern = null }: TextViewProps) {
  const split = useMemo(() => splitLines(text), [text])
  const lines = useLines(split.numbers.length, LINE_PX)
  const gutter = `${String(split.numbers.length).length + 1}ch`

  return (
    <section
      ref={lines.scroller}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="h-full overflow-auto py-1 font-mono text-body outline-offset-[-2px]"
    >
      <div
        // Heights measured while wrapped are of no use when not, and the other way round.
        key={wrap ? 'wrapped' : 'plain'}
        style={{ height: lines.totalPx, paddingTop: lines.topPx }}
        className={wrap ? 'w-full' : 'w-max min-w-full'}
      >
        {lines.items.map((item) => (
          <div
            key={item.key}
            data-index={item.index}
            ref={lines.measure}
            className="flex min-h-5 gap-3 pr-3 pl-2"
          >
            <span
              aria-hidden="true"
              style={{ minWidth: gutter }}
              className="shrink-0 select-none text-right text-ink-faint text-meta tabular-nums"
            >
              {split.numbers[item.index] || ''}
            </span>
            <span
              className={classNames(
                '[unicode-bidi:isolate]',
                wrap ? 'min-w-0 whitespace-pre-wrap break-all' : 'whitespace-pre',
              )}
            >
              <MarkedText text={lineText(split, item.index)} pattern={pattern} />
            </span>
          </div>
        ))}
      </div>
    </section>
  )
}
