import { useText } from '#lib/i18n/text-provider.tsx'
import { StateMark } from '#ui/state-mark.tsx'

interface TopicHealthProps {
  offline: number
  underReplicated: number
}

/** The worst that is known of a topic's partitions, as shape and word. */
export function TopicHealth({ offline, underReplicated }: TopicHealthProps) {
  const { t } = useText()
  if (offline > 0) {
    return (
      <span data-tip={t('topics.offlineTip', { n: offline })} className="flex items-center gap-1.5">
        <StateMark tone="trouble" />
        <span className="text-trouble">{t('topics.offline', { n: offline })}</span>
      </span>
    )
  }
  if (underReplicated > 0) {
    return (
      <span
        data-tip={t('topics.underReplicatedTip', { n: underReplicated })}
        className="flex items-center gap-1.5"
      >
        <StateMark tone="attention" />
        <span className="text-attention">{t('topics.underReplicated', { n: underReplicated })}</span>
      </span>
    )
  }
  return (
    <span className="flex items-center gap-1.5 text-ink-faint">
      <StateMark tone="ok" />
      {t('topics.healthy')}
    </span>
  )
}
