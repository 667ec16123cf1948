import type { GroupSummary } from '@sluice/shared/groups'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'

type LagFigures = Pick<GroupSummary, 'lag' | 'lagToEnd' | 'lost' | 'unknownPartitions' | 'worst'>

/** What is behind a sum of lag, a line each; null where there is nothing to add. */
export function lagTip(
  { lag, lagToEnd, lost, unknownPartitions, worst }: LagFigures,
  t: Translate,
): string | null {
  const lines = [
    ...(unknownPartitions > 0 ? [t('groups.unknownPartitions', { n: unknownPartitions })] : []),
    ...(worst !== null && lag !== null && lag !== '0'
      ? [t('groups.worst', { ...worst, count: formatCount(worst.lag) })]
      : []),
    ...(lagToEnd !== null && lagToEnd !== lag
      ? [t('groups.lagToEnd', { count: formatCount(lagToEnd) })]
      : []),
    ...(lost !== null && lost !== '0' ? [t('groups.lost', { count: formatCount(lost) })] : []),
  ]
  return lines.length === 0 ? null : lines.join('\n')
}

/** Messages a second that must be read to be current in a while; null where lag or arrivals are not known. */
export function rateNeeded(lag: string | null, produceRate: number | null, withinMs: number): number | null {
  return lag === null || produceRate === null ? null : produceRate + (Number(lag) * 1000) / withinMs
}
