import { type CauseFacts, onlyAssigned } from '@sluice/shared/groups-sentence'
import type { LagState } from '@sluice/shared/groups-state'
import { withThousands } from '@sluice/shared/thousands'
import type { groupCause as source } from '../en/group-cause.ts'
import type { Translation } from '../translation.ts'
import { causeBrief } from './cause-brief.ts'
import {
  ago,
  BEFORE,
  holder,
  inBrackets,
  lasting,
  length,
  members,
  placeText,
  unread,
} from './cause-words.ts'
import { errors } from './errors.ts'

// Korean particles change with the sound before them, so behind names and numbers stand only those that do not.
const SENTENCES: Record<LagState, (facts: CauseFacts) => string> = {
  DATA_LOSS: ({ cause, now }) => {
    const ends =
      cause.logStart && cause.offset
        ? ` 로그는 offset ${withThousands(cause.logStart)}부터 남아 있고 그룹의 위치는 ${withThousands(cause.offset)}입니다.`
        : ''
    const lost = cause.lost === undefined ? '메시지가' : `메시지 ${withThousands(cause.lost)}개가`
    return `${ago(cause, now)} 데이터 유실: ${placeText(cause)}에서 ${lost} 읽히기 전에 삭제되었습니다.${ends}`
  },
  AHEAD: ({ cause, now }) =>
    `${lasting(cause, now)} 로그보다 앞섬: ${placeText(cause)}의 commit${inBrackets(cause.offset)}이 로그 끝${inBrackets(cause.logEnd)}을 넘어 있습니다. 로그가 잘렸거나 다시 만들어졌습니다.`,
  STALLED: ({ cause, now }) => {
    const still = cause.offset ? `offset ${withThousands(cause.offset)}에서 ` : ''
    return `${lasting(cause, now)} 정체: ${members(cause.members)} 살아 있지만 ${placeText(cause)}의 commit이 ${still}움직이지 않습니다.`
  },
  STOPPED: ({ cause, now }) => {
    const from = cause.offset ? ` offset ${withThousands(cause.offset)}부터` : ''
    return `${lasting(cause, now)} 중지: 남은 멤버가 없고, ${placeText(cause)}에${from} ${unread(cause)}.`
  },
  LSO_BLOCKED: ({ cause, now }) => {
    const from = cause.lastStable ?? cause.offset
    const held = from === undefined ? '나머지를' : `offset ${withThousands(from)}부터`
    return `${lasting(cause, now)} 트랜잭션 대기: ${placeText(cause)}에서 읽을 수 있는 것은 모두 읽었습니다. ${holder(cause, now)} ${held} 읽을 수 없습니다.`
  },
  REWOUND: ({ cause, now }) => {
    const from = cause.from ? `offset ${withThousands(cause.from)}에서 ` : ''
    const to = cause.offset ? ` 지금 위치는 ${withThousands(cause.offset)}입니다.` : ''
    return `${ago(cause, now)} 되감김: ${placeText(cause)}의 commit이 ${from}뒤로 돌아갔고 아직 따라잡지 못했습니다.${to}`
  },
  LAGGING: ({ cause, now }) => {
    const behind = cause.lag === undefined ? '밀린 메시지가' : `밀린 메시지 ${withThousands(cause.lag)}개가`
    return `${lasting(cause, now)} 뒤처지는 중: 읽고는 있지만 ${placeText(cause)}의 ${behind} 줄지 않습니다.`
  },
  EMPTY_WITH_LAG: ({ cause, now }) => {
    const since = cause.since === null ? BEFORE : `${length(now - cause.since)} 이상`
    return `${since} 읽는 멤버 없음: ${placeText(cause)}에 ${unread(cause)}.`
  },
  TOPIC_GONE: ({ cause }) =>
    `토픽 없어짐: ${cause.topic === undefined ? '' : `${cause.topic} `}토픽은 이제 없지만 이 그룹의 ${onlyAssigned(cause) ? '멤버에게 아직 할당되어' : 'commit이 남아'} 있습니다.`,
  UNKNOWN: ({ cause, now }) =>
    `${lasting(cause, now)} 알 수 없음: ${cause.fault === undefined ? '수치를 읽지 못했습니다.' : errors[cause.fault.code]}`,
  WARMING: ({ cause }) => {
    const lag = cause.lag === undefined || cause.lag === '0' ? '' : ` 지금은 ${unread(cause)}.`
    return `준비 중: ${placeText(cause)}의 상태를 판단하기에는 아직 표본이 부족합니다.${lag}`
  },
  NO_COMMIT: ({ cause }) => {
    if (cause.topic !== undefined)
      return `commit 없음: ${placeText(cause)}에는 할당만 되었고 아직 commit한 적이 없습니다.`
    if (cause.members === undefined) return 'commit 없음: 이 그룹에는 commit이 없습니다.'
    if (cause.members === 0) return 'commit 없음: 이 그룹에는 commit도 멤버도 없습니다.'
    return `commit 없음: ${members(cause.members)} 있지만 이 그룹에는 commit이 없습니다.`
  },
  PHANTOM: ({ cause }) => {
    const left = cause.lag === undefined ? '남은 offset' : `남은 offset ${withThousands(cause.lag)}개`
    return `읽을 것 없음: ${placeText(cause)}에서 ${left}에는 메시지가 없습니다. 트랜잭션이나 compaction이 남긴 것뿐입니다.`
  },
  OK: ({ cause }) => {
    if (cause.lag === undefined) return '이상이 보이지 않습니다.'
    if (cause.lag === '0') return '모두 읽었습니다.'
    return `이상이 보이지 않습니다. 가장 뒤처진 곳: ${placeText({ ...cause, partitions: 1 })}, ${unread(cause)}.`
  },
}

export const groupCause = {
  sentence: (facts) => `${SENTENCES[facts.cause.state](facts)}${unconfirmed(facts)}`,
  brief: causeBrief,
} satisfies Translation<typeof source>

function unconfirmed({ cause, now }: CauseFacts): string {
  if (cause.unconfirmed === undefined) return ''
  const { asOf, changedAt } = cause.unconfirmed
  return ` ${length(now - changedAt)} 전에 coordinator가 바뀌어 아직 모든 commit을 알려 주지 않습니다. 지금 보이는 것은 ${length(now - asOf)} 전에 확인한 값입니다.`
}
