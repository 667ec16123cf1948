import { Columns3, Filter, FilterX, Route } from 'lucide-react'
import { use } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { CopyButton } from '../copy-button.tsx'
import { IconButton } from '../icon-button.tsx'
import type { JsonNodes } from './json-nodes.ts'
import { copiedValue, pathOf } from './json-view.ts'
import { PayloadActionsContext } from './payload-actions.ts'

const ICON = 'size-3.5'

/** What can be done with the chosen value of a tree. */
export function JsonActions({ nodes, node }: { nodes: JsonNodes; node: number }) {
  const { t } = useText()
  const { filterBy, addColumn, excludes } = use(PayloadActionsContext)
  const include = filterBy(nodes, node, false)
  const exclude = filterBy(nodes, node, true)
  const column = addColumn(nodes, node)
  return (
    <div role="toolbar" aria-label={t('inspect.valueActions')} className="ml-auto flex shrink-0 items-center">
      {include && (
        <IconButton
          label={excludes ? t('inspect.filterByOr') : t('inspect.filterBy')}
          keys="F"
          icon={<Filter aria-hidden="true" className={ICON} />}
          onClick={(event) => (event.altKey && exclude ? exclude() : include())}
        />
      )}
      {exclude && (
        <IconButton
          label={t('inspect.filterOut')}
          keys="X"
          icon={<FilterX aria-hidden="true" className={ICON} />}
          onClick={exclude}
        />
      )}
      {column && (
        <IconButton
          label={t('inspect.addColumn')}
          keys="A"
          icon={<Columns3 aria-hidden="true" className={ICON} />}
          onClick={column}
        />
      )}
      <CopyButton icon={Route} label={t('messages.copyPath')} text={() => pathOf(nodes, node)} />
      <CopyButton
        label={nodes.isContainer(node) ? t('inspect.copySubtree') : t('messages.copyNode')}
        text={() => copiedValue(nodes, node)}
      />
    </div>
  )
}
