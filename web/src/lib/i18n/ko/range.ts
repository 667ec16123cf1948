import type { range as source } from '../en/range.ts'
import type { Translation } from '../translation.ts'

export const range = {
  end: '끝',
  logEnd: '로그 끝까지',
  time: '시각까지',
  offset: 'offset까지',
  endTime: '끝 시각',
  endOffset: '끝 offset',
  orderFault: '끝은 시작보다 뒤여야 합니다',
  toLogEnd: '로그 끝까지 읽기',
  endReached: '범위 끝까지 읽음',
} satisfies Translation<typeof source>
