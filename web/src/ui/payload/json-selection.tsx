import { useText } from '#lib/i18n/text-provider.tsx'
import { CopyButton } from '../copy-button.tsx'
import type { JsonNodes } from './json-nodes.ts'
import { copiedValue, pathOf } from './json-view.ts'
import { TextView } from './text-view.tsx'

/** Strings longer than this, or with line breaks, are shown whole below the tree when they are chosen. */
const LONG_CHARS = 60

/** The path of the chosen value, and the whole of a string that a row cannot show. */
export function JsonSelection({ nodes, node }: { nodes: JsonNodes; node: number }) {
  const { t } = useText()
  const path = pathOf(nodes, node)
  const length = nodes.end(node) - nodes.start(node)
  const long = nodes.kind(node) === 'string' && (length > LONG_CHARS || nodes.source(node).includes('\\n'))
  return (
    <div className="shrink-0 border-hairline border-t">
      {long && (
        <div className="h-32 border-hairline border-b bg-surface-sunken">
          <TextView text={copiedValue(nodes, node)} label={path} wrap />
        </div>
      )}
      <div className="flex items-center pl-3 text-ink-muted text-meta">
        <span title={path} className="truncate font-mono">
          {path}
        </span>
        <CopyButton label={t('messages.copyPath')} text={path} />
        <span className="ml-auto whitespace-nowrap pl-3">{t('messages.columnValue')}</span>
        <CopyButton label={t('messages.copyNode')} text={() => copiedValue(nodes, node)} />
      </div>
    </div>
  )
}
