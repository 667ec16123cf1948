import { type CauseFacts, onlyAssigned } from '@sluice/shared/groups-sentence'
import type { LagState } from '@sluice/shared/groups-state'
import { withThousands } from '@sluice/shared/thousands'
import type { BriefFacts } from '../en/cause-brief.ts'
import { ago, lasting, length, placeText } from './cause-words.ts'
import { errors } from './errors.ts'

const BRIEF: Record<LagState, (facts: CauseFacts) => string> = {
  DATA_LOSS: ({ cause, now }) =>
    `${ago(cause, now)} ${cause.lost === undefined ? '메시지' : `${withThousands(cause.lost)}개`} 유실`,
  AHEAD: ({ cause, now }) => `${lasting(cause, now)} 로그 끝을 넘음`,
  STALLED: ({ cause, now }) => `${lasting(cause, now)} 제자리`,
  STOPPED: ({ cause, now }) => `${lasting(cause, now)} 멤버 없음`,
  LSO_BLOCKED: ({ cause, now }) => {
    const who = cause.transactionalId ? `“${cause.transactionalId}” ` : ''
    return `${lasting(cause, now)} ${who}트랜잭션 대기`
  },
  REWOUND: ({ cause, now }) => `${ago(cause, now)} 뒤로 이동`,
  LAGGING: ({ cause, now }) => `${lasting(cause, now)} 따라잡지 못함`,
  EMPTY_WITH_LAG: ({ cause, now }) =>
    cause.since === null ? '멤버 없음' : `${length(now - cause.since)} 이상 멤버 없음`,
  TOPIC_GONE: ({ cause }) =>
    onlyAssigned(cause) ? '없어진 토픽이 할당되어 있음' : '없어진 토픽의 commit이 남아 있음',
  UNKNOWN: ({ cause }) =>
    cause.fault === undefined ? '수치를 읽지 못함' : errors[cause.fault.code].replace(/\.$/, ''),
  WARMING: () => '아직 표본 부족',
  NO_COMMIT: ({ cause }) => (cause.topic === undefined ? 'commit 없음' : '할당만 되고 commit 없음'),
  PHANTOM: () => '읽을 메시지 없음',
  OK: () => '',
}

export function causeBrief({ placed, ...facts }: BriefFacts): string {
  const { cause } = facts
  const unconfirmed = cause.unconfirmed === undefined ? '' : '아직 미확인'
  const words = [BRIEF[cause.state](facts), unconfirmed].filter((part) => part !== '').join(', ')
  return placed || words === '' || cause.topic === undefined ? words : `${words} · ${placeText(cause)}`
}
