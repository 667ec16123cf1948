import type { TopicDetail } from '@sluice/shared/topics'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAskedPanel } from '#lib/asked-panel.ts'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useNow } from '#lib/now.ts'
import { Popover } from '#ui/popover.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { transactionsQuery } from '../topics.queries.ts'
import { heldWords } from './held-words.ts'
import { TransactionsPanel } from './transactions-panel.tsx'

interface OpenTransactionsMarkProps {
  cluster: string
  topic: TopicDetail
}

/** That open transactions hold records back, and on demand which; nothing where none does. */
export function OpenTransactionsMark({ cluster, topic }: OpenTransactionsMarkProps) {
  const [open, setOpen] = useState(false)
  useAskedPanel('transactions', () => setOpen(true))
  const held = topic.partitions.some(
    ({ lastStable, logEnd }) => lastStable !== null && logEnd !== null && lastStable !== logEnd,
  )
  if (!held && !open) return null
  return <Mark cluster={cluster} topic={topic.name} open={open} onOpen={setOpen} />
}

interface MarkProps {
  cluster: string
  topic: string
  open: boolean
  onOpen: (open: boolean) => void
}

function Mark({ cluster, topic, open, onOpen }: MarkProps) {
  const { t, language } = useText()
  const now = useNow(1000)
  const { data, error } = useQuery(transactionsQuery(cluster, topic))
  const words = data ? heldWords(data, now, t, language) : null
  if (words === null && !open) return null
  const sentence = words?.sentence ?? t('transactions.title')
  return (
    <Popover
      label={t('transactions.title')}
      open={open}
      onOpenChange={onOpen}
      trigger={
        <button
          type="button"
          data-tip={sentence}
          aria-label={sentence}
          className={classNames(
            'inline-flex h-6 shrink-0 items-center gap-1.5 whitespace-nowrap rounded px-1.5 text-meta tabular-nums hover:bg-surface-sunken',
            words?.hanging ? 'text-trouble' : 'text-attention',
          )}
        >
          <StateMark tone={words?.hanging ? 'trouble' : 'attention'} />
          {words?.short ?? t('transactions.title')}
        </button>
      }
    >
      <TransactionsPanel title={sentence} data={data ?? null} error={error} now={now} />
    </Popover>
  )
}
