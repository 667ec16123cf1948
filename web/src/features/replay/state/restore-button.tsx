import type { StateSummary } from '@sluice/shared/replay-state'
import { useNavigate } from '@tanstack/react-router'
import { History } from 'lucide-react'
import { useState } from 'react'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { notify } from '#lib/notice.ts'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { DEFAULT_DRAFT, writeDraft } from '../plan/draft.ts'
import { restorePlaces } from './restore-places.ts'
import { type AskedRows, restoredRows } from './state.queries.ts'

interface RestoreButtonProps {
  cluster: string
  state: StateSummary
  asked: AskedRows
  disabled: boolean
}

/** Takes the keys shown back to the first point, by a plan that is looked at first: their records of then, once more. */
export function RestoreButton({ cluster, state, asked, disabled }: RestoreButtonProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const { topic } = state.request
  const lost = (state.changes?.changed ?? 0) + (state.changes?.removed ?? 0)
  const plan = async () => {
    setBusy(true)
    try {
      const { rows, total } = await restoredRows(cluster, state.id, asked)
      const records = restorePlaces(topic, rows)
      if (records.length === 0) return notify(t('state.restoreNone'), 'trouble')
      if (total > rows.length) notify(t('state.restoreSome', { text: formatCount(rows.length) }))
      const draft = { ...DEFAULT_DRAFT, topics: [topic], target: 'same', time: 'now', records }
      await navigate({ to: '/clusters/$cluster/replays/new', params: { cluster }, search: writeDraft(draft) })
    } catch (error) {
      notify(describeError(error, t).headline, 'trouble')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      disabled={disabled || busy || lost === 0}
      data-tip={lost === 0 ? t('state.restoreNone') : t('state.restoreTip')}
      icon={<History aria-hidden="true" className="size-3.5" />}
      onClick={() => void plan()}
    >
      {t('state.restore')}
    </Button>
  )
}
