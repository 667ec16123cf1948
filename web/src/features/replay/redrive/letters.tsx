import type { DeadLetter } from '@sluice/shared/replay-dead-letters'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { SplitPanes } from '#ui/split-panes.tsx'
import { deadLettersQuery } from '../dead-letters.queries.ts'
import { whatWords } from './failure-words.ts'
import { groupColumns } from './group-columns.tsx'
import { GroupDetail } from './group-detail.tsx'
import { letterId, NOTHING_CHOSEN, toggleGroup, toggleLetter } from './letter-choice.ts'
import { LettersHeader } from './letters-header.tsx'
import { PlanBar } from './plan-bar.tsx'
import type { LetterEdits } from './redrive-draft.ts'
import type { RedriveUrl } from './redrive-url.ts'

interface LettersProps {
  cluster: string
  url: RedriveUrl
  onUrl: (part: Partial<RedriveUrl>) => void
}

const WAITING_ROWS = 6
const SIDE_PX = 460

/** The failures of one topic with what is chosen of them. */
export function Letters({ cluster, url, onUrl }: LettersProps) {
  const { topic } = url
  const { t } = useText()
  const query = useQuery(deadLettersQuery(cluster, topic, url.from))
  const { data, error, refetch, isFetching } = query
  const groups = useMemo(() => data?.groups ?? [], [data])
  const [choice, setChoice] = useState(NOTHING_CHOSEN)
  const [edits, setEdits] = useState<LetterEdits>(new Map())
  const columns = useMemo(
    () => groupColumns({ t, choice, onToggle: (group) => setChoice((now) => toggleGroup(now, group)) }),
    [t, choice],
  )
  const rowAt = useCallback((index: number) => groups[index], [groups])
  const opened = groups.find(({ id }) => id === url.open)
  const close = useCallback(() => onUrl({ open: '' }), [onUrl])
  const commands = useMemo<KeyCommand[]>(
    () => [
      {
        id: 'redrive.close',
        keys: 'escape',
        label: t('redrive.close'),
        group: 'lists',
        ...(opened && { run: close }),
      },
    ],
    [t, close, opened],
  )
  useKeyCommands(commands)
  const forget = () => {
    setChoice(NOTHING_CHOSEN)
    setEdits(new Map())
  }
  const edit = ({ partition, offset }: DeadLetter, value: string | null | undefined) => {
    const next = new Map(edits)
    if (value === undefined) next.delete(letterId({ partition, offset }))
    else next.set(letterId({ partition, offset }), value)
    setEdits(next)
  }
  const toggleOpen = (letter: DeadLetter) =>
    opened && setChoice((now) => toggleLetter(now, topic, opened, letterId(letter)))
  return (
    <div className="flex h-full flex-col">
      <LettersHeader
        url={url}
        letters={data}
        busy={isFetching}
        onTopic={() => onUrl({ topic: '', open: '' })}
        onFrom={(from) => {
          forget()
          onUrl({ from, open: '' })
        }}
        onAgain={() => {
          forget()
          void refetch()
        }}
      />
      <div className="min-h-0 flex-1">
        {error && !data ? (
          <ErrorPanel error={error} title={t('redrive.failed')} onRetry={() => void refetch()} />
        ) : data && groups.length === 0 ? (
          <EmptyState title={t('redrive.empty')} reason={t('redrive.emptyReason')} />
        ) : (
          <SplitPanes
            id="redrive"
            resizeLabel={t('redrive.resize')}
            startPx={SIDE_PX}
            side={
              opened ? (
                <section aria-label={t('redrive.detail')} className="flex h-full flex-col">
                  <div className="flex h-9 shrink-0 items-center gap-1 border-hairline border-b px-3">
                    <h2 className="min-w-0 truncate font-semibold">{whatWords(opened, t)}</h2>
                    <IconButton
                      label={t('redrive.close')}
                      keys="Esc"
                      className="ml-auto"
                      icon={<X aria-hidden="true" className="size-3.5" />}
                      onClick={close}
                    />
                  </div>
                  <div className="min-h-0 flex-1 overflow-auto">
                    <GroupDetail
                      key={opened.id}
                      cluster={cluster}
                      topic={topic}
                      group={opened}
                      choice={choice}
                      edits={edits}
                      onToggle={toggleOpen}
                      onEdit={edit}
                    />
                  </div>
                </section>
              ) : null
            }
          >
            <DataTable
              label={t('redrive.table')}
              columns={columns}
              rowCount={data ? groups.length : WAITING_ROWS}
              rowAt={rowAt}
              selectedIndex={opened ? groups.indexOf(opened) : null}
              onOpen={(index) => onUrl({ open: groups[index]?.id ?? '' })}
              onToggle={(index) => {
                const group = groups[index]
                if (group) setChoice((now) => toggleGroup(now, group.id))
              }}
            />
          </SplitPanes>
        )}
      </div>
      {groups.length > 0 && (
        <PlanBar
          cluster={cluster}
          topic={topic}
          groups={groups}
          choice={choice}
          edits={edits}
          onChoice={setChoice}
        />
      )}
    </div>
  )
}
