import { Columns3 } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { lazyPart } from '#lib/lazy-part.tsx'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import { WideLabel } from '#ui/wide-label.tsx'
import { FacetContext } from '../facets/facet-context.ts'
import type { ListLayout } from './list-layout.ts'

const ColumnPanel = lazyPart(async () => (await import('./column-panel.tsx')).ColumnPanel)
const CopyRows = lazyPart(async () => (await import('./copy-rows.tsx')).CopyRows)

/** Opens the choice of columns, with all fields that the loaded messages have. */
export function ColumnsButton({ layout }: { layout: ListLayout }) {
  const { t } = useText()
  return (
    <Popover
      label={t('columns.panel')}
      align="end"
      trigger={
        <Button
          look="quiet"
          className="!px-2"
          icon={<Columns3 aria-hidden="true" className="size-4" />}
          data-tip={t('columns.buttonTip')}
        >
          <WideLabel>{t('columns.button')}</WideLabel>
        </Button>
      }
    >
      <FacetContext value={layout.facets}>
        <ColumnPanel layout={layout} />
        <CopyRows layout={layout} />
      </FacetContext>
    </Popover>
  )
}
