import { type AuditEntry, MoveDetail } from '@sluice/shared/groups-audit'
import { Link } from '@tanstack/react-router'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { Column } from '#ui/data-table/column.ts'
import { StateMark, type StateTone } from '#ui/state-mark.tsx'
import { TimeAgo } from '#ui/time-ago.tsx'
import { modeWords } from './move-words.ts'

const TONES: Record<AuditEntry['result'], StateTone> = {
  done: 'ok',
  partly: 'attention',
  failed: 'trouble',
  unknown: 'unknown',
}

const DID = {
  'move-offsets': 'moving.did_move_offsets',
  'undo-move': 'moving.did_undo_move',
  'forget-offsets': 'moving.did_forget_offsets',
  'delete-group': 'moving.did_delete_group',
  'late-commit': 'moving.did_late_commit',
} as const

/** Their targets are no groups. */
const DID_ELSEWHERE = {
  'set-bookmark': 'moving.did_set_bookmark',
  'delete-bookmark': 'moving.did_delete_bookmark',
} as const

export function auditColumns({
  t,
  cluster,
}: {
  t: Translate
  cluster: string
}): readonly Column<AuditEntry>[] {
  return [
    { id: 'at', header: t('moving.auditAt'), track: '6.5rem', cell: ({ at }) => <TimeAgo at={at} /> },
    {
      id: 'result',
      header: t('moving.auditResult'),
      track: '6rem',
      cell: ({ result }) => <ResultMark result={result} />,
    },
    {
      id: 'action',
      header: t('moving.auditAction'),
      track: 'minmax(8.5rem, 18rem)',
      cell: (entry) => (
        <span className="truncate">
          <ActionWords entry={entry} />
        </span>
      ),
    },
    {
      id: 'target',
      header: t('moving.auditTarget'),
      track: 'minmax(8rem, 1fr)',
      cell: ({ target, action }) =>
        !Object.hasOwn(DID, action) ? (
          <span className="truncate font-mono">{target}</span>
        ) : (
          <Link
            to="/clusters/$cluster/groups/$group"
            params={{ cluster, group: target }}
            className="truncate font-mono hover:text-accent hover:underline"
          >
            {target === '' ? '""' : target}
          </Link>
        ),
    },
    {
      id: 'who',
      header: t('moving.auditWho'),
      track: 'minmax(5rem, 12rem)',
      cell: ({ who }) =>
        who === '' ? (
          <span className="text-ink-faint">{t('moving.anonymous')}</span>
        ) : (
          <span className="truncate">{who}</span>
        ),
    },
    {
      id: 'why',
      header: t('moving.auditWhy'),
      track: 'minmax(9rem, 2fr)',
      cell: ({ why }) => (
        <span className="truncate" data-tip={why}>
          {why}
        </span>
      ),
    },
  ]
}

/** How it ended, by shape and word. */
export function ResultMark({ result }: Pick<AuditEntry, 'result'>) {
  const { t } = useText()
  return (
    <span className="flex items-center gap-1.5">
      <StateMark tone={TONES[result]} />
      {t(`moving.result${result}`)}
    </span>
  )
}

/** What was done, and where to a group was moved. An action of another part is told as it is. */
export function ActionWords({ entry: { action, detail } }: { entry: AuditEntry }): string {
  const { t } = useText()
  const known = Object.entries({ ...DID, ...DID_ELSEWHERE }).find(([name]) => name === action)
  const did = known === undefined ? action : t(known[1])
  const moved = MoveDetail.safeParse(detail)
  return action === 'move-offsets' && moved.success ? `${did} · ${modeWords(moved.data.mode, t)}` : did
}
