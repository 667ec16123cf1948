import type { TopologyFinding, TopologyNode } from '@sluice/shared/topology'
import { Link } from '@tanstack/react-router'
import { Focus, X } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Section } from '#ui/section.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { TimeAgo } from '#ui/time-ago.tsx'
import { blastRadius } from '../model/paths.ts'
import type { Shown } from '../model/shown.ts'
import type { Wording } from '../scene/card-row.ts'
import { healthWord, kindWord, nameOf as nodeName } from '../scene/card-text.ts'
import { sourceWord } from '../scene/edge-words.ts'
import { entityWords } from '../why/evidence-words.ts'
import { BlastList } from './blast-list.tsx'
import { NeighbourList } from './neighbour-list.tsx'
import { neighboursOf } from './neighbours.ts'
import { nodeFacts } from './node-facts.ts'
import { NodeGroups } from './node-groups.tsx'

interface NodePanelProps {
  cluster: string
  node: TopologyNode
  /** All that is drawn: what stands before and after the node is told of it. */
  shown: Shown
  findings: readonly TopologyFinding[]
  wording: Wording
  nameOf: (id: string) => string
  /** Whether only what is near this node is drawn. */
  focused: boolean
  onFocus: (on: boolean) => void
  onNode: (id: string) => void
  onEdge: (id: string) => void
  onClose: () => void
  /** Behind its facts. */
  children?: ReactNode
}

/** A node in small: what it is, how it does, who stands before and after it, and who would notice if it stood still. */
export function NodePanel(props: NodePanelProps) {
  const { cluster, node, shown, wording, nameOf, focused, onFocus, onNode, onEdge, onClose } = props
  const { t } = useText()
  useKeyCommands(
    useMemo<KeyCommand[]>(
      () => [{ group: 'lists', id: 'node.close', keys: 'escape', label: t('node.close'), run: onClose }],
      [t, onClose],
    ),
  )
  const { before, after } = useMemo(
    () => neighboursOf(shown.edges, node.id, nameOf),
    [shown, node.id, nameOf],
  )
  const affected = useMemo(() => blastRadius(shown.edges, node.id), [shown, node.id])
  const sides = { nameOf, onNode, onEdge }
  const isTopic = node.topic !== null
  return (
    <aside aria-label={t('node.title')} className="flex h-full flex-col">
      <header className="border-hairline border-b px-3 py-1.5">
        <div className="flex items-center gap-1">
          <span className="text-ink-muted">{kindWord(node.kind, t)}</span>
          <span className="ml-auto" />
          <Button
            look="quiet"
            aria-pressed={focused}
            icon={<Focus aria-hidden="true" className="size-3.5" />}
            data-tip={t('node.focusTip')}
            onClick={() => onFocus(!focused)}
          >
            {t(focused ? 'node.focusOff' : 'node.focus')}
          </Button>
          <IconButton
            label={t('node.close')}
            keys="Esc"
            icon={<X aria-hidden="true" className="size-4" />}
            onClick={onClose}
          />
        </div>
        <h2 className={`break-all pb-1 font-semibold ${node.name === null ? 'italic' : 'font-mono'}`}>
          {nodeName(node, t)}
        </h2>
        <Status node={node} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Facts {...props} />
        {props.children}
        <NodeGroups cluster={cluster} groups={node.groups} wording={wording} />
        <NeighbourList
          title={t(isTopic ? 'node.writtenBy' : 'node.readsFrom')}
          none={t(isTopic ? 'node.noWriter' : 'node.noSource')}
          neighbours={before}
          {...sides}
        />
        <NeighbourList
          title={t(isTopic ? 'node.readBy' : 'node.writesTo')}
          none={t(isTopic ? 'node.noReader' : 'node.noTarget')}
          neighbours={after}
          {...sides}
        />
        <BlastList affected={affected} nameOf={nameOf} onNode={onNode} />
      </div>
    </aside>
  )
}

function Status({ node }: { node: TopologyNode }) {
  const { t } = useText()
  const { health, nameFrom, lastSeen } = node
  return (
    <p className="flex flex-wrap items-center gap-x-2 pb-0.5 text-ink-muted text-meta">
      <StateMark tone={health === 'idle' ? 'unknown' : health} />
      <span>{healthWord(health, t)}</span>
      {nameFrom !== null && <span>{t('node.nameFrom', { source: sourceWord(nameFrom, t) })}</span>}
      {lastSeen !== null && (
        <span>
          {t('why.lastSeen')} <TimeAgo at={lastSeen} />
        </span>
      )}
    </p>
  )
}

function Facts({ cluster, node, findings, wording }: NodePanelProps) {
  const { t } = useText()
  const facts = nodeFacts(node, wording)
  const about = findings.filter(
    ({ nodes, rule }) => nodes.includes(node.id) && (node.topic !== null || !OF_TOPICS.has(rule)),
  )
  const topic = node.topic?.topic
  return (
    <Section
      title={t('node.facts')}
      aside={
        topic !== undefined && (
          <span className="flex gap-3">
            <Link
              to="/clusters/$cluster/topics/$topic/messages"
              params={{ cluster, topic }}
              className="text-accent hover:underline"
            >
              {t('node.messages')}
            </Link>
            <Link
              to="/clusters/$cluster/topics/$topic/config"
              params={{ cluster, topic }}
              className="text-accent hover:underline"
            >
              {t('node.config')}
            </Link>
          </span>
        )
      }
    >
      {node.name === null && <p className="px-3 pb-2 text-ink-muted">{t('node.nobody')}</p>}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 px-3 pb-3">
        {facts.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-ink-muted">{name}</dt>
            <dd className="min-w-0 break-words tabular-nums">{value}</dd>
          </div>
        ))}
        {node.partCount > 1 && (
          <>
            <dt className="text-ink-muted">{t('node.parts')}</dt>
            <dd className="min-w-0 break-all font-mono text-meta leading-5">
              {node.parts
                .slice(0, 8)
                .map((part) => partWords(part, t))
                .join(', ')}
              {node.partCount > 8 && ` ${t('node.partsMore', { n: formatCount(node.partCount - 8) })}`}
            </dd>
          </>
        )}
      </dl>
      {about.length > 0 && (
        <ul className="flex flex-col gap-1 px-3 pb-3">
          {about.map(({ id, rule, level }) => (
            <li key={id} className="flex items-start gap-2">
              <StateMark tone={level === 'attention' ? 'attention' : 'unknown'} className="mt-1.5" />
              {t(FINDINGS[rule])}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const partWords = (part: string, t: Translate): string => {
  const { kind, name } = entityWords(part, t)
  return `${kind} ${name}`
}

/** They name those beside the topic as well, and say nothing of them. */
const OF_TOPICS = new Set<TopologyFinding['rule']>([
  'no-writer',
  'no-reader',
  'multiple-writers',
  'dead-letters-unread',
])

const FINDINGS = {
  cycle: 'node.findingCycle',
  'no-writer': 'node.findingNoWriter',
  'no-reader': 'node.findingNoReader',
  'multiple-writers': 'node.findingWriters',
  'dead-letters-unread': 'node.findingDeadLetters',
  choreography: 'node.findingChoreography',
  'saga-compensation': 'node.findingSaga',
  cqrs: 'node.findingCqrs',
  outbox: 'node.findingOutbox',
  'merge-suggested': 'node.findingMerge',
} as const satisfies Record<TopologyFinding['rule'], string>
