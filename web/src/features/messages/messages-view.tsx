import { queryKey } from '@sluice/shared/messages-link'
import { useQuery } from '@tanstack/react-query'
import { useId, useMemo, useState } from 'react'
import { topicQuery } from '#features/topics/topics.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { lazyPart } from '#lib/lazy-part.tsx'
import { SplitPanes } from '#ui/split-panes.tsx'
import { TopicsField } from './across/topics-field.tsx'
import { ColumnsButton } from './columns/columns-button.tsx'
import { useListLayout } from './columns/use-list-layout.ts'
import { ExportButton } from './export/export-button.tsx'
import { ExportLine } from './export/export-line.tsx'
import { StripToggle } from './histogram/strip-toggle.tsx'
import { TimePanel } from './histogram/time-panel.tsx'
import { KeyStrip } from './key/key-strip.tsx'
import { LinkFaults } from './link-faults.tsx'
import { ListStatus } from './list-status.tsx'
import { MessagesBody } from './messages-body.tsx'
import { placeIn, placeOf } from './place.url.ts'
import { PlayLink } from './play-link.tsx'
import { useProduce } from './produce/use-produce.tsx'
import type { KeepReading } from './reading.ts'
import { RepublishLink } from './republish-link.tsx'
import { ScanAnnouncer } from './scan-announcer.tsx'
import { notesOf, ScanNotes } from './scan-notes.tsx'
import { ScanProgress } from './scan-progress.tsx'
import { ScanToolbar } from './scan-toolbar.tsx'
import { heldSteps } from './tail/held-steps.ts'
import { LiveButtons } from './tail/live-buttons.tsx'
import { LiveList } from './tail/live-list.tsx'
import { useLive } from './tail/use-live.ts'
import { useLiveKeys } from './tail/use-live-keys.ts'
import { useLiveLink } from './tail/use-live-link.ts'
import { useMessagesUrl } from './use-messages-url.ts'
import { useRecordSteps } from './use-record-steps.ts'
import { useScan } from './use-scan.ts'

const RecordSide = lazyPart(async () => (await import('./record-side.tsx')).RecordSide)

interface MessagesViewProps {
  cluster: string
  /** Null: the topics that the link names. */
  topic: string | null
  keep?: KeepReading
}

/** The messages of a topic, or of several: opens with the newest ones, and every choice made here is in the link. */
export function MessagesView({ cluster, topic, keep }: MessagesViewProps) {
  const { t } = useText()
  const { url, faults, change } = useMessagesUrl()
  const across = topic === null
  const scan = useScan(cluster, topic, url, !url.live)
  const live = useLive(cluster, topic, url)
  const { onLive, onQuery, onLayout, layoutUrl } = useLiveLink({ live, url, onChange: change })
  const reading = live ?? scan
  const topics = useMemo(() => (topic === null ? (url.topics ?? []) : [topic]), [topic, url.topics])
  const record = useMemo(() => placeIn(url.record, topic), [url.record, topic])
  const layout = useListLayout({
    cluster,
    topics,
    across,
    url: layoutUrl,
    snapshot: reading.snapshot,
    onChange: onLayout,
  })
  const { snapshot } = layout
  const { data: detail } = useQuery({ ...topicQuery(cluster, topic ?? ''), enabled: !across })
  const plainSteps = useRecordSteps({
    snapshot,
    record: url.produce ? null : record,
    onRecord: (place, options) => change({ record: placeOf(place, topic), produce: false }, options),
  })
  const steps = heldSteps(plainSteps, live)
  const sampled = useMemo(() => ({ cluster, topics }), [cluster, topics])
  const notesId = useId()
  const [notesOpen, setNotesOpen] = useState(false)
  const running = live === null && snapshot.phase === 'running'
  const { stop } = scan
  const { step } = steps
  const produce = useProduce({ cluster, own: topic, url, onChange: change })
  const opened = record !== null
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
  useLiveKeys(live, onLive)

  const inspector = record && (
    <RecordSide
      cluster={cluster}
      own={topic}
      url={url}
      record={record}
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
        topicsField={<TopicsField cluster={cluster} own={topic} url={url} />}
        actions={
          <>
            <LiveButtons live={live} onLive={onLive} />
            {keep?.({ topics, ranges: snapshot.open?.ranges ?? [], newest: url.start.kind === 'newest' })}
            <ColumnsButton layout={layout} />
            <ExportButton
              cluster={cluster}
              topic={topic}
              query={url}
              rows={snapshot.rows}
              columns={layout.own ? null : layout.columns}
            />
            <PlayLink cluster={cluster} topics={topics} query={url} />
            <RepublishLink cluster={cluster} topics={topics} query={url} />
            {produce.button}
          </>
        }
        findEnd={live === null && <StripToggle />}
        onQuery={onQuery}
        onRun={reading.run}
        onStop={stop}
      />
      {live === null && (
        <>
          <TimePanel cluster={cluster} topic={topic} query={url} scan={scan} onQuery={change} />
          <ScanProgress snapshot={snapshot} />
        </>
      )}
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
            <LiveList live={live} filtered={snapshot.filtered}>
              <MessagesBody
                snapshot={snapshot}
                query={url}
                queryKey={queryKey(url)}
                narrow={opened || produce.side !== null}
                pinned={opened ? placeIn(url.compare, topic) : null}
                layout={layout}
                steps={steps}
                onQuery={onQuery}
                onRetry={reading.run}
                onContinue={scan.continue}
              />
            </LiveList>
            {notesOpen && (
              <ScanNotes
                id={notesId}
                notes={notesOf(snapshot)}
                missing={snapshot.missing}
                several={across}
                onMarked={() => change({ isolation: 'all' })}
              />
            )}
            <ExportLine />
            <ListStatus
              live={live}
              snapshot={snapshot}
              layout={layout}
              notesId={notesId}
              notesOpen={notesOpen}
              onNotes={() => setNotesOpen(!notesOpen)}
              onContinue={scan.continue}
              onRecord={(place) => change({ record: placeOf(place, topic) })}
            />
          </div>
        </SplitPanes>
      </div>
      <ScanAnnouncer snapshot={snapshot} />
    </div>
  )
}
