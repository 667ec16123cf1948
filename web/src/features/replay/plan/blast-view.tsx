import { groupSegment } from '@sluice/shared/groups-path'
import type { ReplayPlan } from '@sluice/shared/replay-plan'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import { Figure } from '#ui/figure.tsx'
import { Section } from '#ui/section.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { StaticTable } from '#ui/static-table.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { useLinks } from '../jobs/use-links.ts'

/** Who will read what is written. */
export function BlastView({ plan }: { plan: ReplayPlan }) {
  const { t } = useText()
  const { blast, blastFault, targets } = plan
  const toKafka = targets.length > 0
  const links = useLinks(targets[0]?.cluster ?? '')
  if (!toKafka) return null
  const text = (value: string | null) => (
    <Figure value={value} format={(shown) => shown} reason={blastFault?.message} />
  )
  return (
    <Section
      title={t('republish.blast')}
      aside={blast.length > 0 && <span className="tabular-nums">{formatCount(blast.length)}</span>}
    >
      {blast.length === 0 ? (
        <p className="flex items-center gap-2 px-3 pb-2.5">
          <StateMark tone={blastFault ? 'attention' : 'ok'} />
          {blastFault
            ? t('republish.blastFault', { message: blastFault.message })
            : t(targets.every(({ exists }) => !exists) ? 'republish.blastNew' : 'republish.blastNone')}
        </p>
      ) : (
        <StaticTable
          label={t('republish.blastTable')}
          rows={blast}
          rowKey={({ group, topic }) => `${group} ${topic}`}
          columns={[
            {
              id: 'group',
              header: t('republish.blastGroup'),
              cell: ({ group, connector }) => (
                <span className="inline-flex items-center gap-1.5">
                  <a
                    {...links(`groups/${groupSegment(group)}`)}
                    className="font-mono text-meta hover:underline"
                  >
                    {group}
                  </a>
                  {connector && <Badge>{t('republish.connector')}</Badge>}
                </span>
              ),
            },
            ...(targets.length > 1
              ? [
                  {
                    id: 'topic',
                    header: t('republish.blastTopic'),
                    cell: ({ topic }: { topic: string }) => <TopicMark topic={topic} />,
                  },
                ]
              : []),
            { id: 'state', header: t('republish.blastState'), cell: ({ state }) => text(state) },
            {
              id: 'members',
              header: t('republish.blastMembers'),
              align: 'end',
              cell: ({ members }) => text(members === null ? null : formatCount(members)),
            },
            {
              id: 'lag',
              header: t('republish.blastLag'),
              align: 'end',
              cell: ({ lag }) => <Figure value={lag} format={formatCount} />,
            },
          ]}
        />
      )}
    </Section>
  )
}
