import type { coverage as source } from '../en/coverage.ts'
import type { Translation } from '../translation.ts'

export const coverage = {
  title: 'partition별 확인 범위',
  seen: '확인한 offset',
  range: '전체 offset',
  share: '비율',
  empty: '없음',
  more: ({ text }) => `외 partition ${text}개`,
  failed: ({ text }) => `레코드 ${text}개에서 필터 실패`,
  failedWhy: '조건에 맞는지 알 수 없어 목록에 없습니다. 처음 실패한 레코드:',
  record: ({ partition, offset }) => `partition ${partition}, offset ${offset}`,
} satisfies Translation<typeof source>
