import type { finding as source } from '../en/topology-finding.ts'
import type { Translation } from '../translation.ts'

export const finding: Translation<typeof source> = {
  button: ({ n }) => `발견 ${n}`,
  title: '발견 사항',
  close: '발견 사항 닫기',
  key: '발견 사항 보기',
  none: '알릴 만한 것이 발견되지 않았습니다.',
  noneYet: '순환, 읽는 쪽이 없는 토픽, 여러 프로듀서가 쓰는 토픽이 있으면 여기에 표시합니다.',
  more: ({ n }) => `${n}건 더 보기`,
  letGo: '강조 해제',
  notDrawn: '지금은 그려져 있지 않습니다. 접혀 있거나 숨겨졌거나 생략되었습니다.',
  needs: '확인 필요',
  sure: ({ share }) => `확신도 ${share}`,

  ofCycle: '순환',
  ofNoWriter: '쓰는 쪽이 알려지지 않음',
  ofNoReader: '읽는 쪽이 알려지지 않음',
  ofWriters: '여러 프로듀서',
  ofDeadLetters: '아무도 읽지 않는 DLQ',
  ofChoreography: '코레오그래피',
  ofSaga: '보상이 있는 사가',
  ofCqrs: '조회 모델(CQRS)',
  ofOutbox: '아웃박스',
  ofMerge: '같은 것일 수 있음',

  cycle: ({ services }) => `레코드가 출발한 곳으로 되돌아올 수 있습니다. 경로: ${services}`,
  noWriter: ({ topic, readers }) =>
    `${topic}: 쓰는 쪽이 알려져 있지 않습니다${readers === 0 ? '' : `. 읽는 쪽은 ${readers}곳입니다`}`,
  noReader: ({ topic, writers }) =>
    `${topic}: 읽는 쪽이 알려져 있지 않습니다${writers === 0 ? '' : `. 쓰는 쪽은 ${writers}곳입니다`}`,
  writers: ({ topic, writers }) => `${topic}: 여러 곳에서 씁니다. ${writers}`,
  deadLetters: ({ topic }) => `${topic}: DLQ에 메시지가 쌓이는데 읽는 쪽이 알려져 있지 않습니다`,
  choreography: ({ services, steps }) =>
    `${services}: 지휘하는 서비스 없이 ${steps}단계에 걸쳐 서로의 이벤트에 반응합니다`,
  saga: ({ failure, by, compensates }) =>
    `${by}이(가) ${failure}에 쓰면 ${compensates}이(가) 자신의 단계를 되돌립니다`,
  cqrs: ({ state, by, from }) => `${by}이(가) ${from}에서 조회용 상태 ${state}을(를) 만듭니다`,
  outbox: ({ topic, writers }) =>
    writers === '' ? `${topic}: 아웃박스입니다` : `${topic}: 아웃박스입니다. 쓰는 쪽: ${writers}`,
  bypassed: ({ topic, writers }) =>
    `${topic}: 아웃박스인데 ${writers}이(가) 함께 씁니다. 릴레이만 써야 합니다`,
  merge: ({ one, other }) => `${one}와(과) ${other}은(는) 같은 것일 수 있습니다`,
}
