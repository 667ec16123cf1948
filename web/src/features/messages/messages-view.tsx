import { queryKey } from '@sluice/shared/messages-link'
import { useQuery } from '@tanstack/react-query'
import { useId, useMemo, useState } from 'react'
import { topicQuery } from '#features/topics/topics.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { SplitPanes } from '#ui/split-panes.tsx'
import { ColumnsButton } from './columns/columns-button.tsx'
import { SortNote } from './columns/sort-note.tsx'
import { useListLayout } from './columns/use-list-layout.ts'
import { CoverageButton } from './coverage/coverage-button.tsx'
import { FilterErrorsButton } from './coverage/filter-errors-button.tsx'
import { ExportButton } from './export/export-button.tsx'
import { ExportLine } from './export/export-line.tsx'
import { StripToggle } from './histogram/strip-toggle.tsx'
import { TimePanel } from './histogram/time-panel.tsx'
import { KeyStrip } from './key/key-strip.tsx'
import { LinkFaults } from './link-faults.tsx'
import { MessagesBody } from './messages-body.tsx'
import { useProduce } from './produce/use-produce.tsx'
import { RecordSide } from './record-side.tsx'
import { ScanAnnouncer } from './scan-announcer.tsx'
import { notesOf, ScanNotes } from './scan-notes.tsx'
import { ScanProgress } from './scan-progress.tsx'
import { ScanToolbar } from './scan-toolbar.tsx'
import { StatusLine } from './status-line.tsx'
import { useMessagesUrl } from './use-messages-url.ts'
import { useRecordSteps } from './use-record-steps.ts'
import { useScan } from './use-scan.ts'

interface MessagesViewProps {
  cluster: string
  topic: string
}

/** The messages of a topic: opens with the newest ones, and every choice made here is in the link. */
export function MessagesView({ cluster, topic }: MessagesViewProps) {
  const { t } = useText()
  const { url, faults, change } = useMessagesUrl()
  const scan = useScan(cluster, topic, url)
  const layout = useListLayout({ cluster, topic, url, snapshot: scan.snapshot, onChange: change })
  const { snapshot } = layout
  const { data: detail } = useQuery(topicQuery(cluster, topic))
  const steps = useRecordSteps({
    snapshot,
    record: url.produce ? null : url.record,
    onRecord: (record, options) => change({ record, produce: false }, options),
  })
  const sampled = useMemo(() => ({ cluster, topic }), [cluster, topic])
  const notesId = useId()
  const [notesOpen, setNotesOpen] = useState(false)
  const running = snapshot.phase === 'running'
  const { stop } = scan
  const { step } = steps
  const produce = useProduce({ cluster, topic, url, onChange: change })
  const opened = url.record !== null
  const comparing = opened && url.compare !== null
  const commands = useMemo<KeyCommand[]>(() => {
    const list = { group: 'lists' } as const
    const close = opened ? () => change(comparing ? { compare: null } : { record: null }) : undefined
    const leave = running ? stop : (produce.close ?? close)
    return [
      { ...list, id: 'messages.next', keys: ']', label: t('messages.keyNext'), run: () => step(1) },
      { ...list, id: 'messages.previous', keys: '[', label: t('messages.keyPrevious'), run: () => step(-1) },
      {
        ...list,
        id: 'messages.stop',
        keys: 'escape',
        label: t('messages.keyStop'),
        ...(leave && { run: leave }),
      },
    ]
  }, [t, step, running, opened, comparing, stop, change, produce.close])
  useKeyCommands(commands)

  const inspector = url.record && (
    <RecordSide
      cluster={cluster}
      topic={topic}
      url={url}
      record={url.record}
      listed={steps.listed}
      layout={layout}
      onUrl={change}
      onStep={step}
    />
  )

  return (
    <div className="flex h-full min-h-0 flex-col">
      <ScanToolbar
        query={url}
        partitions={detail?.partitions ?? null}
        running={running}
        sampled={sampled}
        actions={
          <>
            <ColumnsButton layout={layout} />
            <ExportButton
              cluster={cluster}
              topic={topic}
              query={url}
              rows={snapshot.rows}
              columns={layout.columns}
            />
            {produce.button}
          </>
        }
        findEnd={<StripToggle />}
        onQuery={change}
        onRun={scan.run}
        onStop={stop}
      />
      <TimePanel cluster={cluster} topic={topic} query={url} scan={scan} onQuery={change} />
      <ScanProgress snapshot={snapshot} />
      <LinkFaults faults={faults} />
      {url.key && (
        <KeyStrip
          asked={url.key}
          lookup={snapshot.open?.keyLookup ?? null}
          partitions={url.partitions}
          onQuery={change}
        />
      )}
      <div className="min-h-0 flex-1">
        <SplitPanes id="messages" side={produce.side ?? inspector} resizeLabel={t('ui.resize')}>
          <div className="flex h-full min-h-0 flex-col">
            <MessagesBody
              snapshot={snapshot}
              query={url}
              queryKey={queryKey(url)}
              narrow={opened || url.produce}
              layout={layout}
              steps={steps}
              onQuery={change}
              onRetry={scan.run}
              onContinue={scan.continue}
            />
            {notesOpen && <ScanNotes id={notesId} notes={notesOf(snapshot)} missing={snapshot.missing} />}
            <ExportLine />
            <StatusLine
              snapshot={snapshot}
              notesId={notesId}
              notesOpen={notesOpen}
              onNotes={() => setNotesOpen(!notesOpen)}
              onContinue={scan.continue}
            >
              <SortNote layout={layout} />
              <FilterErrorsButton snapshot={snapshot} onRecord={(record) => change({ record })} />
              <CoverageButton snapshot={snapshot} />
            </StatusLine>
          </div>
        </SplitPanes>
      </div>
      <ScanAnnouncer snapshot={snapshot} />
    </div>
  )
}
