import type { fate as source } from '../en/fate.ts'
import type { Translation } from '../translation.ts'

export const fate = {
  all: '전체, 중단된 것 표시',
  committed: '커밋됨',
  aborted: '중단됨',
  open: '진행 중',
  committedTip: '트랜잭션이 커밋되었습니다',
  abortedTip: '트랜잭션이 중단되었습니다. 커밋된 메시지만 읽는 쪽에는 끝내 전달되지 않습니다',
  openTip: '트랜잭션이 아직 끝나지 않았습니다. 커밋된 메시지만 읽는 쪽에는 아직 전달되지 않습니다',
  column: '트랜잭션',
  columnTip: '각 메시지가 속한 트랜잭션의 결과',
  fact: '트랜잭션',
  notLookedUp: '알 수 없음',
  showMarked: '표시와 함께 보기',
  showHolding: '무엇이 막고 있는지 보기',
} satisfies Translation<typeof source>
