import { lengthParts } from '@sluice/shared/groups-sentence'
import type { LagCause } from '@sluice/shared/groups-state'
import { withThousands } from '@sluice/shared/thousands'

export const BEFORE = 'Sluice가 보기 전부터'
const UNITS = { d: '일', h: '시간', min: '분', s: '초' } as const

/** `loans partition 2 외 3개 partition`. */
export function placeText({ topic, partition, partitions }: LagCause): string {
  const more =
    partitions !== undefined && partitions > 1 ? ` 외 ${withThousands(partitions - 1)}개 partition` : ''
  if (topic === undefined) return `그룹${more}`
  return partition === undefined ? `${topic}${more}` : `${topic} partition ${partition}${more}`
}

export function length(ms: number): string {
  const parts = lengthParts(ms)
  return parts.length === 0 ? '1초' : parts.map(({ count, unit }) => `${count}${UNITS[unit]}`).join(' ')
}

export function lasting({ since }: LagCause, now: number): string {
  return since === null ? BEFORE : `${length(now - since)}째`
}

export function ago({ since }: LagCause, now: number): string {
  return since === null ? 'Sluice가 보기 전' : `${length(now - since)} 전`
}

export function inBrackets(offset: string | undefined): string {
  return offset === undefined ? '' : `(${withThousands(offset)})`
}

export function members(count: number | undefined): string {
  return count === undefined ? '멤버는' : `멤버 ${withThousands(count)}개는`
}

export function unread({ lag }: LagCause): string {
  return lag === undefined
    ? '읽지 않은 메시지가 있습니다'
    : `읽지 않은 메시지가 ${withThousands(lag)}개 있습니다`
}

export function holder({ producerId, transactionalId, openSince }: LagCause, now: number): string {
  const who = transactionalId ? `“${transactionalId}” ` : producerId ? `producer ${producerId}의 ` : ''
  const age = openSince == null ? '' : `${length(now - openSince)}째 `
  return `${who}트랜잭션이 ${age}열려 있어`
}
