import type { NodeKind, TopologyHealth, TopologyNode } from '@sluice/shared/topology'
import { toneOf } from '#charts/gate-tone.ts'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatShort } from '#lib/number-format.ts'
import { rateText } from '#lib/rate-text.ts'
import { spanShort } from '#lib/span-words.ts'
import { formatRelative } from '#lib/time-format.ts'
import { isBox } from '../model/is-box.ts'
import type { ShownNode } from '../model/shown.ts'
import type { CardMarks, CardRow, Wording } from './card-row.ts'
import { CARD } from './card-size.ts'
import { boxRows, marksOf } from './held-text.ts'
import { nameLines, shortName } from './short-name.ts'

type GroupFacts = TopologyNode['groups'][number]
type WriterFacts = NonNullable<TopologyNode['writer']>

/** All that is written on a node, whichever painter writes it. */
export interface CardText {
  /** All of the name, for tips and those who listen. */
  name: string
  /** Nobody knows what it is called: written otherwise than a name. */
  anonymous: boolean
  /** As it fits the card, and as it fits the card in large letters. */
  title: string
  lines: [string] | [string, string]
  kind: string
  health: string
  rows: readonly CardRow[]
  strip: { trend: readonly (number | null)[]; figure: string } | null
  /** It stands for several, and is drawn as a stack of cards. */
  stack: boolean
  marks: CardMarks | null
}

/** Letters of a title, and of one in large, that a card has room for. */
const TITLE_CELLS = 24
const LARGE_CELLS = 16

export function cardText(node: ShownNode, wording: Wording): CardText {
  const name = nameOf(node, wording.t)
  return {
    name,
    anonymous: node.name === null && !isBox(node),
    title: shortName(name, TITLE_CELLS),
    lines: nameLines(name, LARGE_CELLS),
    kind: node.holds?.by === 'group' ? wording.t('drawn.box') : kindWord(node.kind, wording.t),
    health: healthWord(node.health, wording.t),
    rows: rowsOf(node, wording),
    strip: node.topic && {
      trend: node.topic.trend,
      figure: perSecond(node.topic.rate.messages, wording.t),
    },
    stack: isBox(node),
    marks: marksOf(node),
  }
}

/** What a node is called; one that nobody named is called what it is. */
export function nameOf({ name, kind, holds }: ShownNode, t: Translate): string {
  if (name !== null) return name
  if (holds) return t('drawn.heap', { n: holds.nodes.length, kind: kindWord(kind, t) })
  return t(kind === 'writer' ? 'topology.unknownWriter' : 'topology.unnamed')
}

const KINDS = {
  topic: 'topology.kindTopic',
  service: 'topology.kindService',
  group: 'topology.kindGroup',
  writer: 'topology.kindWriter',
  member: 'topology.kindMember',
  session: 'topology.kindSession',
  principal: 'topology.kindPrincipal',
} as const
export const kindWord = (kind: NodeKind, t: Translate): string => t(KINDS[kind])

const HEALTHS = {
  trouble: 'topology.healthTrouble',
  attention: 'topology.healthAttention',
  ok: 'topology.healthOk',
  idle: 'topology.healthIdle',
  unknown: 'topology.healthUnknown',
} as const
export const healthWord = (health: TopologyHealth, t: Translate): string => t(HEALTHS[health])

export const perSecond = (rate: number | null, t: Translate): string =>
  rate === null ? '—' : t('topology.perSecond', { rate: rateText(rate) })

function rowsOf(node: ShownNode, wording: Wording): CardRow[] {
  if (isBox(node)) return boxRows(node, wording)
  const { topic, groups, writer } = node
  if (topic !== null) return topicRows(topic, wording)
  if (node.kind === 'service') {
    const shown = groups.slice(0, CARD.groups).map((group) => groupRow(group, wording))
    const more = groups.length - shown.length
    return [
      ...shown,
      ...(more > 0 ? [plain(wording.t('topology.moreGroups', { n: more }))] : []),
      ...(writer === null ? [] : [writerRow(writer, wording)]),
    ]
  }
  const [group] = groups
  if (group !== undefined) return soleGroupRows(group, wording)
  return writer === null ? [] : writerRows(writer, wording)
}

const plain = (left: string, right: string | null = null): CardRow => ({ left, right, tone: null })

function topicRows(topic: NonNullable<TopologyNode['topic']>, { t, language }: Wording): CardRow[] {
  const { partitions, retentionMs, compacted, writers, readers } = topic
  const kept =
    retentionMs === null
      ? null
      : retentionMs < 0
        ? t('topology.retentionForever')
        : t('topology.retention', { span: spanShort(retentionMs, language) })
  return [
    plain(
      partitions === null ? t('topology.partitionsUnknown') : t('topology.partitions', { n: partitions }),
      compacted === true ? t('topology.compacted') : kept,
    ),
    plain(t('topology.writers', { n: writers }), t('topology.readers', { n: readers })),
  ]
}

/** Lag in messages and, where it is known, in time: `1.2 k · ~4 min`. */
export function lagText({ lag, time }: GroupFacts, { t, language }: Wording): string {
  if (lag === null) return '—'
  if (lag === '0') return t('topology.lagNone')
  const count = formatShort(BigInt(lag))
  if (time.ms === null || time.method === 'none' || time.method === 'zero') return count
  const sign = time.atLeast || time.method === 'probe' ? '≥\u202f' : time.method === 'interpolated' ? '~' : ''
  return `${count} · ${sign}${spanShort(time.ms, language)}`
}

function groupRow(group: GroupFacts, wording: Wording): CardRow {
  const lag = lagText(group, wording)
  // How much is unread says nothing yet of a group that nobody is in any more.
  const right = group.members === 0 ? `${wording.t('topology.members', { n: 0 })} · ${lag}` : lag
  return { left: group.group, right, tone: toneOf(group.lagState) }
}

function soleGroupRows(group: GroupFacts, wording: Wording): CardRow[] {
  const { t } = wording
  const members =
    group.members === null ? t('topology.membersUnknown') : t('topology.members', { n: group.members })
  return [
    plain(members, group.state),
    { left: t('topology.kindGroup'), right: lagText(group, wording), tone: toneOf(group.lagState) },
  ]
}

export const PRODUCERS = {
  transactional: 'topology.producerTransactional',
  idempotent: 'topology.producerIdempotent',
  plain: 'topology.producerPlain',
  mixed: 'topology.producerMixed',
} as const

export function lastWrite({ lastWrite: at }: WriterFacts, { t, language, now }: Wording): string {
  if (at === null) return t('topology.neverWrote')
  return t('topology.lastWrite', { age: formatRelative(at, now, language) })
}

function writerRow(writer: WriterFacts, wording: Wording): CardRow {
  return plain(wording.t(PRODUCERS[writer.producer]), lastWrite(writer, wording))
}

function writerRows(writer: WriterFacts, wording: Wording): CardRow[] {
  const { t } = wording
  // A writer without producer ids has no sessions that could be counted.
  const sessions = writer.sessions === 0 ? null : t('topology.sessions', { n: writer.sessions })
  const codecs = writer.codecs.filter((codec) => codec !== 'none').join(', ')
  return [
    plain(t(PRODUCERS[writer.producer]), sessions ?? (codecs || null)),
    plain(writer.clients[0] ?? t('topology.noClient'), lastWrite(writer, wording)),
  ]
}
