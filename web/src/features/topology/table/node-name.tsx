import { useText } from '#lib/i18n/text-provider.tsx'
import { topicHue } from '#ui/topic-hue.ts'
import { isBox } from '../model/is-box.ts'
import type { ShownNode } from '../model/shown.ts'
import { kindWord, nameOf } from '../scene/card-text.ts'
import { GLYPHS } from '../scene/node-shape.ts'

/** A node in a cell: the sign of its kind, and what it is called. One without a name is written otherwise than a name. */
export function NodeName({ node, id }: { node: ShownNode | undefined; id: string }) {
  const { t } = useText()
  if (node === undefined) return <span className="truncate font-mono text-meta">{id}</span>
  const name = nameOf(node, t)
  const named = node.name !== null || isBox(node)
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-1.5 align-bottom" data-tip={name}>
      <KindGlyph node={node} />
      <span className={`min-w-0 truncate ${named ? 'font-mono text-meta' : 'text-ink-muted italic'}`}>
        {name}
      </span>
    </span>
  )
}

/** Drawn as on its card; a topic in its own colour. */
export function KindGlyph({ node: { kind, topic } }: { node: ShownNode }) {
  const { t } = useText()
  return (
    <>
      <svg
        aria-hidden="true"
        viewBox="0 0 14 14"
        className="size-3.5 shrink-0 text-ink-muted"
        {...(topic && { style: { color: `oklch(0.6 0.13 ${topicHue(topic.topic)})` } })}
      >
        <path d={GLYPHS[kind]} fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
      </svg>
      <span className="sr-only">{kindWord(kind, t)}</span>
    </>
  )
}
