import type { Message } from '@sluice/shared/messages'
import type { MessagesQuery } from '@sluice/shared/messages-link'
import { Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { lazyPart } from '#lib/lazy-part.tsx'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import { WideLabel } from '#ui/wide-label.tsx'
import type { Columns } from '../columns/columns.ts'
import { currentExport, useCurrentExport } from './current-export.ts'
import { DEFAULT_CHOICE, exportRequest, headerNames } from './export-choice.ts'
import { isRunning } from './export-store.ts'

const ExportForm = lazyPart(async () => (await import('./export-form.tsx')).ExportForm)
const CopyCommands = lazyPart(async () => (await import('./copy-commands.tsx')).CopyCommands)

interface ExportButtonProps {
  cluster: string
  topic: string | null
  query: MessagesQuery
  /** What is loaded, for what the file's columns may be. */
  rows: readonly Message[]
  /** Those of the list. */
  columns: Columns
}

/** Opens the panel that makes a file of all that the query matches. */
export function ExportButton({ cluster, topic, query, rows, columns }: ExportButtonProps) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const [choice, setChoice] = useState(DEFAULT_CHOICE)
  const busy = isRunning(useCurrentExport())
  const commands = useMemo<KeyCommand[]>(
    () => [
      {
        id: 'messages.export',
        keys: 'e',
        label: t('exporting.key'),
        group: 'actions',
        run: () => setOpen(true),
      },
    ],
    [t],
  )
  useKeyCommands(commands)
  const fields = columns?.map(({ field }) => field) ?? null
  const sources = { headers: open ? headerNames(rows) : [], fields }
  const begin = () => {
    void currentExport.begin(cluster, exportRequest(topic, query, choice, { ...sources, nowMs: Date.now() }))
    setOpen(false)
  }
  return (
    <Popover
      label={t('exporting.title')}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button
          look="quiet"
          className="!px-2"
          data-tip={t('exporting.tip')}
          icon={<Download aria-hidden="true" className="size-4" />}
        >
          <WideLabel>{t('exporting.open')}</WideLabel>
        </Button>
      }
    >
      <div className="flex w-96 max-w-full flex-col gap-3">
        <ExportForm
          query={query}
          loaded={rows.length}
          choice={choice}
          sources={sources}
          busy={busy}
          onChoose={(part) => setChoice({ ...choice, ...part })}
          onBegin={begin}
        />
        <CopyCommands cluster={cluster} topic={topic} query={query} />
      </div>
    </Popover>
  )
}
