import { ChevronDown, ChevronsDownUp, ChevronsUpDown, ChevronUp, Search, TriangleAlert } from 'lucide-react'
import { useRef } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { keyPress } from '#lib/key-press.ts'
import { formatCount } from '#lib/number-format.ts'
import { useSearchKey } from '#lib/use-search-key.ts'
import { IconButton } from '../icon-button.tsx'
import { TextField } from '../text-field.tsx'
import type { JsonNodes } from './json-nodes.ts'
import { useDuplicateCount } from './use-duplicate-count.ts'

interface JsonToolsProps {
  nodes: JsonNodes
  words: string
  onWords: (words: string) => void
  /** Values that hold the words, in document order. */
  matches: readonly number[]
  active: number
  onMatch: (node: number) => void
  onExpand: () => void
  onCollapse: () => void
}

const ICON = 'size-4'

/** Search and folding for a JSON tree. */
export function JsonTools(props: JsonToolsProps) {
  const { nodes, words, onWords, matches, active, onMatch, onExpand, onCollapse } = props
  const { t } = useText()
  const field = useRef<HTMLInputElement>(null)
  useSearchKey(field)
  const at = matches.indexOf(active)
  const duplicates = useDuplicateCount(nodes)
  const step = (by: 1 | -1) => {
    const from = at >= 0 ? at : by === 1 ? -1 : 0
    const next = matches[(from + by + matches.length) % matches.length]
    if (next !== undefined) onMatch(next)
  }
  const found =
    matches.length === 0
      ? t('messages.searchNone')
      : t('messages.searchCount', { at: formatCount(at + 1), of: formatCount(matches.length) })

  return (
    <>
      <TextField
        ref={field}
        label={t('messages.searchPayload')}
        placeholder={t('messages.searchPayload')}
        icon={<Search aria-hidden="true" className="size-3.5" />}
        className="min-w-20 max-w-64 flex-1"
        value={words}
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={(event) => {
          const press = keyPress(event.nativeEvent)
          if (press === 'enter') step(1)
          else if (press === 'shift+enter') step(-1)
          else if (press === 'escape' && words !== '') onWords('')
          else if (press === 'escape') event.currentTarget.blur()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
        trailing={
          words !== '' && (
            <output className="whitespace-nowrap text-ink-muted text-meta tabular-nums">{found}</output>
          )
        }
      />
      {matches.length > 1 && (
        <>
          <IconButton
            label={t('messages.searchPrevious')}
            icon={<ChevronUp className={ICON} />}
            onClick={() => step(-1)}
          />
          <IconButton
            label={t('messages.searchNext')}
            icon={<ChevronDown className={ICON} />}
            onClick={() => step(1)}
          />
        </>
      )}
      <span className="-ml-2 mr-auto" />
      {duplicates > 0 && (
        <span
          data-tip={t('messages.duplicateKeys', { count: duplicates })}
          className="flex items-center gap-1 text-attention text-meta tabular-nums"
        >
          <TriangleAlert
            role="img"
            aria-label={t('messages.duplicateKeys', { count: duplicates })}
            className="size-3.5"
          />
          {formatCount(duplicates)}
        </span>
      )}
      <IconButton
        label={t('messages.expandAll')}
        keys="0"
        icon={<ChevronsUpDown className={ICON} />}
        onClick={onExpand}
      />
      <IconButton
        label={t('messages.collapseAll')}
        keys="1–9"
        icon={<ChevronsDownUp className={ICON} />}
        onClick={onCollapse}
      />
    </>
  )
}
