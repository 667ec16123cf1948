import type { TopologyGraph } from '@sluice/shared/topology'
import { UserRoundPen } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { ExportMenu } from '../export/export-menu.tsx'
import { FindBar } from '../find/find-bar.tsx'
import type { Found } from '../find/use-found.ts'
import { FindingsButton } from '../findings/findings-button.tsx'
import type { Shown } from '../model/shown.ts'
import type { Scene } from '../scene/scene.ts'
import { ShowSwitch } from '../table/show-switch.tsx'
import type { TopologySearch } from '../topology-search.ts'

interface TopologyToolsProps {
  cluster: string
  /** All of it: also what is hidden can be looked for. */
  graph: TopologyGraph
  counts: Found['counts']
  /** What of it is drawn, and where; null: nothing is yet. */
  shown: Shown | undefined
  scene: Scene | null
  search: TopologySearch
  onChange: (part: Partial<Record<keyof TopologySearch, unknown>>) => void
}

/** What is done with the picture: looked for, hidden, shown otherwise, taken away. */
export function TopologyTools(props: TopologyToolsProps) {
  const { cluster, graph, counts, shown, scene, search, onChange } = props
  const { t } = useText()
  const who = search.panel === 'who' && search.selected === undefined
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-hairline border-b px-3">
      <FindBar nodes={graph.nodes} counts={counts} search={search} onChange={onChange} />
      <span className="ml-auto" />
      <FindingsButton findings={graph.findings} search={search} onChange={onChange} />
      <ShowSwitch search={search} onChange={onChange} />
      <Button
        look={who ? 'field' : 'plain'}
        aria-pressed={who}
        icon={<UserRoundPen aria-hidden="true" className="size-3.5" />}
        onClick={() => onChange({ panel: who ? undefined : 'who', selected: undefined, record: undefined })}
      >
        {t('who.open')}
      </Button>
      {shown && <ExportMenu cluster={cluster} graph={graph} shown={shown} scene={scene} />}
    </div>
  )
}
