import type { StateSummary } from '@sluice/shared/replay-state'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import { type AskedRows, stateFileHref } from './state.queries.ts'

interface ExportMenuProps {
  cluster: string
  state: StateSummary
  asked: AskedRows
  total: number | null
  disabled: boolean
}

/** The rows that are shown, all of them, as a file that the browser fetches itself. */
export function ExportMenu({ cluster, state, asked, total, disabled }: ExportMenuProps) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const formats = [
    { format: 'ndjson', label: t('state.exportNdjson') },
    { format: 'csv', label: t('state.exportCsv') },
  ] as const
  return (
    <Popover
      label={t('state.export')}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button
          disabled={disabled || total === null || total === 0}
          data-tip={t('state.exportTip')}
          icon={<Download aria-hidden="true" className="size-3.5" />}
        >
          {t('state.export')}
        </Button>
      }
    >
      <ul className="-m-1.5 flex flex-col">
        {formats.map(({ format, label }) => (
          <li key={format}>
            <a
              href={stateFileHref(cluster, state.id, asked, format)}
              download
              onClick={() => setOpen(false)}
              className="block rounded-md px-2.5 py-1 hover:bg-surface-sunken"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </Popover>
  )
}
