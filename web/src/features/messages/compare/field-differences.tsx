import { useText } from '#lib/i18n/text-provider.tsx'
import { CHANGE_LOOK, CHANGE_SIGN } from '#ui/payload/change-look.ts'
import type { Difference, JsonDiff } from '#ui/payload/json-diff.ts'
import type { JsonNodes } from '#ui/payload/json-nodes.ts'
import { pathOf, shownValue } from '#ui/payload/json-view.ts'
import { MARK_LOOK } from '#ui/payload/marked-text.tsx'
import { KIND_LOOK } from '#ui/payload/syntax.ts'
import { useLines } from '#ui/payload/use-lines.ts'
import { visibleText } from '#ui/payload/visible-text.ts'
import { changedMiddle, type Parts } from './changed-middle.ts'

interface FieldDifferencesProps {
  diff: JsonDiff
  a: JsonNodes
  b: JsonNodes
}

const ROW_PX = 48

/** Paths that differ, each with what stands on either side: exactly, as it is in the log. */
export function FieldDifferences({ diff, a, b }: FieldDifferencesProps) {
  const { t } = useText()
  const lines = useLines(diff.differences.length, ROW_PX)
  return (
    <section
      ref={lines.scroller}
      aria-label={t('compare.fields')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto outline-offset-[-2px]"
    >
      <div style={{ height: lines.totalPx, paddingTop: lines.topPx }}>
        {lines.items.map((item) => {
          const difference = diff.differences[item.index]
          return (
            difference && (
              <div key={item.key} data-index={item.index} ref={lines.measure}>
                <FieldDifference difference={difference} a={a} b={b} />
              </div>
            )
          )
        })}
      </div>
    </section>
  )
}

function FieldDifference({ difference, a, b }: { difference: Difference; a: JsonNodes; b: JsonNodes }) {
  const { t } = useText()
  const { kind } = difference
  const path = difference.b === null ? pathOf(a, difference.a ?? 0) : pathOf(b, difference.b)
  const [left, right] = [textOf(a, difference.a), textOf(b, difference.b)]
  const [before, after] = left !== null && right !== null ? changedMiddle(left, right) : [null, null]
  const word = {
    added: t('inspect.added'),
    removed: t('inspect.removed'),
    changed: t('inspect.changed'),
    spelling: t('inspect.spelling'),
  }[kind]
  return (
    <div className="border-hairline border-b px-3 py-1">
      <p className="flex items-baseline gap-1.5 font-mono text-ink-muted text-meta">
        <span data-tip={word} className={`w-3 shrink-0 text-center ${CHANGE_LOOK[kind]}`}>
          <span aria-hidden="true">{CHANGE_SIGN[kind]}</span>
          <span className="sr-only">{word}</span>
        </span>
        <span className="break-all">{path}</span>
      </p>
      <div className="grid grid-cols-2 gap-3 pl-4.5 font-mono text-body">
        <Side nodes={a} node={difference.a} text={left} parts={before} />
        <Side nodes={b} node={difference.b} text={right} parts={after} />
      </div>
    </div>
  )
}

interface SideProps {
  nodes: JsonNodes
  node: number | null
  text: string | null
  parts: Parts | null
}

function Side({ nodes, node, text, parts }: SideProps) {
  const { t } = useText()
  if (node === null || text === null)
    return <span className="text-ink-faint text-meta">{t('compare.absent')}</span>
  const look = KIND_LOOK[nodes.kind(node)]
  const { hidden } = shownValue(nodes, node)
  return (
    <span className={`min-w-0 whitespace-pre-wrap break-all [unicode-bidi:isolate] ${look}`}>
      {parts === null ? (
        visibleText(text)
      ) : (
        <>
          {visibleText(parts[0])}
          {parts[1] !== '' && <mark className={MARK_LOOK}>{visibleText(parts[1])}</mark>}
          {visibleText(parts[2])}
        </>
      )}
      {hidden > 0 && '…'}
    </span>
  )
}

function textOf(nodes: JsonNodes, node: number | null): string | null {
  return node === null ? null : shownValue(nodes, node).text
}
