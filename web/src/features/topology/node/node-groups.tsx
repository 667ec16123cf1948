import type { TopologyNode } from '@sluice/shared/topology'
import { Link } from '@tanstack/react-router'
import { toneOf } from '#charts/gate-tone.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Section } from '#ui/section.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import type { Wording } from '../scene/card-row.ts'
import { lagText } from '../scene/card-text.ts'

interface NodeGroupsProps {
  cluster: string
  groups: TopologyNode['groups']
  wording: Wording
}

/** The groups that a node reads by: how far behind each is, and the way to its page. */
export function NodeGroups({ cluster, groups, wording }: NodeGroupsProps) {
  const { t } = useText()
  if (groups.length === 0) return null
  return (
    <Section title={t('node.groups')}>
      <ul className="pb-2">
        {groups.map((group) => (
          <li key={group.group} className="flex min-h-7 items-center gap-2 px-3">
            <StateMark tone={toneOf(group.lagState)} />
            <Link
              to="/clusters/$cluster/groups/$group/lanes"
              params={{ cluster, group: group.group }}
              className="min-w-0 truncate font-mono hover:text-accent hover:underline"
              data-tip={group.group}
            >
              {group.group}
            </Link>
            <span className="ml-auto shrink-0 text-ink-muted text-meta tabular-nums">
              {[
                group.state,
                group.members === null
                  ? t('topology.membersUnknown')
                  : t('topology.members', { n: group.members }),
                lagText(group, wording),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
