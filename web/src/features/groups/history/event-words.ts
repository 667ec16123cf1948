import type { GroupHistory } from '@sluice/shared/groups-history'
import { LAG_STATES } from '@sluice/shared/groups-state'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import { formatCount } from '#lib/number-format.ts'
import { spanWords } from '#lib/span-words.ts'

type HistoryEvent = GroupHistory['events'][number]

/** What happened, as a sentence. A kind that this page does not know is named as the server names it. */
export function eventWords(event: HistoryEvent, t: Translate, language: Language): string {
  const { kind, topic, partition, detail } = event
  const { from = '', to = '' } = detail
  const where =
    topic === null ? '' : partition === null ? topic : t('groups.eventWhere', { topic, partition })
  switch (kind) {
    case 'state':
      return t('groups.eventState', { from: stateWord(from, t), to: stateWord(to, t), where })
    case 'members':
      return t('groups.eventMembers', { from, to })
    case 'rebalance':
      return t('groups.eventRebalance', { state: detail.state ?? '' })
    case 'reset':
    case 'rewind':
      return t(kind === 'reset' ? 'groups.eventReset' : 'groups.eventRewind', {
        where,
        from: counted(from),
        to: counted(to),
      })
    case 'retention':
      return t('groups.eventRetention', { where, lost: counted(detail.lost ?? '') })
    case 'recreated':
      return t('groups.eventRecreated', { where })
    case 'collector-gap':
      return gapWords(detail, t, language)
    default:
      return where === '' ? kind : `${kind} · ${where}`
  }
}

function gapWords({ reason, from, to }: HistoryEvent['detail'], t: Translate, language: Language): string {
  const length = from && to ? spanWords(Number(to) - Number(from), language) : null
  if (reason === 'not-running') return t('groups.eventNotRunning', { length })
  return t('groups.eventGap', { reason: reason ?? '', length })
}

function stateWord(text: string, t: Translate): string {
  const state = LAG_STATES.find((name) => name === text)
  return state === undefined ? text : t(`groups.state${state}`)
}

const counted = (text: string): string => (/^\d+$/.test(text) ? formatCount(text) : text)
