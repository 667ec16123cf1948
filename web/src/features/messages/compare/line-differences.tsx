import type { ReactNode } from 'react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { useLines } from '#ui/payload/use-lines.ts'
import { visibleText } from '#ui/payload/visible-text.ts'
import type { DiffLine } from './text-diff.ts'

const LINE_PX = 20
/** Characters of a line that are drawn: no element may hold megabytes. */
const LINE_CHARS = 2000

const LOOK = {
  same: 'text-ink-muted',
  removed: 'bg-trouble-soft',
  added: 'bg-accent-soft',
} as const
const SIGN = { same: ' ', removed: '−', added: '+' } as const

/** Two texts over each other, line by line. */
export function LineDifferences({ lines: all }: { lines: readonly DiffLine[] }) {
  const { t } = useText()
  const lines = useLines(all.length, LINE_PX)
  return (
    <section
      ref={lines.scroller}
      aria-label={t('compare.lines')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto py-1 font-mono text-body outline-offset-[-2px]"
    >
      <div style={{ height: lines.totalPx, paddingTop: lines.topPx }}>
        {lines.items.map((item) => {
          const line = all[item.index]
          return (
            line && (
              <div key={item.key} data-index={item.index} ref={lines.measure}>
                {line.kind === 'fold' ? (
                  <Fold>
                    {t('compare.foldedLines', { count: line.count, text: formatCount(line.count) })}
                  </Fold>
                ) : (
                  <Line line={line} />
                )}
              </div>
            )
          )
        })}
      </div>
    </section>
  )
}

function Line({ line: { kind, text } }: { line: Exclude<DiffLine, { kind: 'fold' }> }) {
  const { t } = useText()
  const word = { same: null, removed: t('inspect.removed'), added: t('inspect.added') }[kind]
  const hidden = text.length - LINE_CHARS
  return (
    <div className={classNames('flex min-h-5 gap-2 px-3', LOOK[kind])}>
      <span className="w-3 shrink-0 select-none text-center">
        <span aria-hidden="true">{SIGN[kind]}</span>
        {word && <span className="sr-only">{word}</span>}
      </span>
      <span className="min-w-0 whitespace-pre-wrap break-all [unicode-bidi:isolate]">
        {visibleText(text.slice(0, LINE_CHARS))}
        {hidden > 0 && (
          <span className="text-ink-faint">
            {t('messages.moreCharacters', { text: formatCount(hidden) })}
          </span>
        )}
      </span>
    </div>
  )
}

/** Lines or rows left out because both sides have them. */
export function Fold({ children }: { children: ReactNode }) {
  return <div className="bg-surface-sunken px-3 font-sans text-ink-faint text-meta">⋯ {children}</div>
}
