import { writeKeyParams } from '@sluice/shared/messages-key-find'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { messageQuery } from '#features/messages/messages.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { ModeSwitch } from '#ui/mode-switch.tsx'
import type { OpenKey } from './state-link.ts'

export type KeyView = 'difference' | 'before' | 'after'

interface KeyNoteProps {
  cluster: string
  topic: string
  open: OpenKey
  view: KeyView
  /** Another record is shown than the one that set the key. */
  stepped: boolean
  onView: (view: KeyView) => void
}

/** Why this record is shown, the other side of the comparison, and all that was ever written with the key. */
export function KeyNote({ cluster, topic, open, view, stepped, onView }: KeyNoteProps) {
  const { t } = useText()
  const { partition, at, base } = open
  const offset = (view === 'before' ? base : at) ?? base ?? '0'
  const { data } = useQuery(messageQuery(cluster, topic, { partition, offset }))
  const both = at !== null && base !== null && at !== base
  const why =
    data?.value === null
      ? t('state.deletedBy')
      : view === 'before'
        ? t('state.setByBase')
        : view === 'after'
          ? t('state.setBy')
          : null
  const key = data?.key
  const whole = key != null && !key.truncated
  const params = whole
    ? writeKeyParams({
        form: key.size === 0 ? 'empty' : key.encoding === 'utf8' ? 'text' : 'base64',
        text: key.data,
        everywhere: false,
      })
    : null
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-hairline border-b bg-surface-sunken px-3 py-1.5 text-meta">
      {both && (
        <ModeSwitch
          label={t('state.keyView')}
          value={view}
          onChange={onView}
          options={[
            { value: 'difference', label: t('state.difference') },
            { value: 'before', label: t('state.before') },
            { value: 'after', label: t('state.after') },
          ]}
        />
      )}
      {why !== null && !stepped && <span className="text-ink-muted">{why}</span>}
      {params && (
        <Link
          to="/clusters/$cluster/topics/$topic/messages"
          params={{ cluster, topic }}
          search={{ from: 'oldest', p: String(partition), key: params.key ?? '', keyin: 'all' }}
          className="ml-auto text-accent hover:underline"
        >
          {t('state.records')}
        </Link>
      )}
    </div>
  )
}
