import '#lib/i18n/moving-words.ts'
import { writeOffsetsCsv } from '@sluice/shared/groups-csv'
import type { MovePlan } from '@sluice/shared/groups-reset'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import type { MoveZoom } from '#charts/move-geometry.ts'
import { copyText } from '#lib/copy-text.ts'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { ModeSwitch } from '#ui/mode-switch.tsx'
import { SplitPanes } from '#ui/split-panes.tsx'
import { groupQuery } from '../groups.queries.ts'
import { movePlanQuery } from '../reset.queries.ts'
import { moveColumns } from './move-columns.tsx'
import { type MoveDraft, planRequest } from './move-draft.ts'
import { MoveForm } from './move-form.tsx'
import { MoveSentences } from './move-sentences.tsx'
import { MoveSide } from './move-side.tsx'
import { shownRows } from './move-table.ts'
import { effectSentences, type Telling } from './move-words.ts'
import { useMoveAct } from './use-move-act.ts'

const SIDE_PX = 340

interface MoveViewProps {
  cluster: string
  group: string
  draft: MoveDraft
  onDraft: (draft: MoveDraft) => void
}

/** Where a group is to go, what that does partition by partition, and beside it the doing. */
export function MoveView({ cluster, group, draft, onDraft }: MoveViewProps) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const telling: Telling = { t, language, zone }
  const [csv, setCsv] = useState('')
  useDocumentTitle(t('moving.title'), group, cluster)
  const read = useMemo(
    () => planRequest(draft, { group, csv, zone, nowMs: Date.now() }),
    [draft, group, csv, zone],
  )
  const request = 'request' in read ? read.request : null
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...movePlanQuery(cluster, group, request),
    placeholderData: keepPreviousData,
  })
  const plan = request === null ? undefined : data
  const act = useMoveAct(cluster, group, isPlaceholderData ? undefined : plan)
  const { data: detail } = useQuery(groupQuery(cluster, group))
  const topics = useMemo(
    () => [...new Set(detail?.rows.filter(({ committed }) => committed !== null).map(({ topic }) => topic))],
    [detail?.rows],
  )
  const { reset } = act
  const edit = useCallback(
    (part: Partial<MoveDraft>) => {
      reset()
      onDraft({ ...draft, ...part })
    },
    [reset, onDraft, draft],
  )
  const goTo = (choice: 'undo' | 'snapshot', value: string) => edit({ choice, value, scope: [] })
  return (
    <SplitPanes
      id="move"
      resizeLabel={t('moving.resize')}
      startPx={SIDE_PX}
      side={
        <MoveSide
          cluster={cluster}
          group={group}
          plan={isPlaceholderData ? undefined : plan}
          act={act}
          telling={telling}
          onUndo={(snapshot) => goTo('undo', snapshot)}
          onGoBack={(snapshot) => goTo('snapshot', snapshot)}
          onAnother={() => edit({ choice: null, value: '', scope: [] })}
        />
      }
    >
      <div className="flex h-full flex-col">
        <MoveForm
          group={group}
          draft={draft}
          csv={csv}
          fault={'fault' in read ? read.fault : null}
          topics={topics}
          onDraft={edit}
          onCsv={setCsv}
        />
        {error && !isFetching ? (
          <ErrorPanel error={error} title={t('moving.failed')} onRetry={() => void refetch()} />
        ) : plan ? (
          <Preview
            plan={plan}
            cluster={cluster}
            telling={telling}
            dimmed={isPlaceholderData}
            busy={isFetching}
            onAgain={() => {
              act.reset()
              void refetch()
            }}
          />
        ) : isFetching ? (
          <p role="status" className="px-3 py-4 text-ink-muted">
            {t('moving.planning')}
          </p>
        ) : (
          <EmptyState title={t('moving.incomplete')} reason={t('moving.incompleteReason')} />
        )}
      </div>
    </SplitPanes>
  )
}

interface PreviewProps {
  plan: MovePlan
  cluster: string
  telling: Telling
  /** It is of another draft. */
  dimmed: boolean
  /** Another one is on its way. */
  busy: boolean
  onAgain: () => void
}

function Preview({ plan, cluster, telling, dimmed, busy, onAgain }: PreviewProps) {
  const { t, zone } = telling
  const { group } = plan
  const [zoom, setZoom] = useState<MoveZoom>('move')
  const rows = useMemo(() => shownRows(plan.rows, zoom), [plan.rows, zoom])
  const columns = useMemo(() => moveColumns({ t, cluster, group, zone }), [t, cluster, group, zone])
  const rowAt = useCallback((index: number) => rows[index], [rows])
  const placed = plan.rows.flatMap(({ topic, partition, to }) =>
    to === null ? [] : [{ topic, partition, offset: to }],
  )
  const copy = () =>
    void copyText(writeOffsetsCsv(placed), {
      done: t('moving.copied', { n: placed.length }),
      refused: t('ui.copyRefused'),
    })
  return (
    <>
      <div aria-live="polite" className="max-h-48 shrink-0 overflow-auto border-hairline border-b px-3 py-2">
        <MoveSentences sentences={effectSentences(plan, telling)} />
      </div>
      <div className="flex h-8 shrink-0 items-center gap-3 border-hairline border-b px-3">
        <ModeSwitch
          label={t('moving.zoom')}
          value={zoom}
          onChange={setZoom}
          options={[
            { value: 'move', label: t('moving.zoomMove'), tip: t('moving.zoomMoveTip') },
            { value: 'log', label: t('moving.zoomLog'), tip: t('moving.zoomLogTip') },
          ]}
        />
        <Button
          look="quiet"
          className="ml-auto text-meta"
          disabled={busy}
          icon={<RotateCw aria-hidden="true" className="size-3.5" />}
          onClick={onAgain}
        >
          {t('moving.again')}
        </Button>
        {placed.length > 0 && (
          <Button look="link" className="text-meta" data-tip={t('moving.copyCsvTip')} onClick={copy}>
            {t('moving.copyCsv')}
          </Button>
        )}
      </div>
      <div className="min-h-0 flex-1">
        <DataTable
          label={t('moving.table')}
          columns={columns}
          rowCount={rows.length}
          rowAt={rowAt}
          dimmed={dimmed}
          resetKey={plan.plan}
        />
      </div>
    </>
  )
}
