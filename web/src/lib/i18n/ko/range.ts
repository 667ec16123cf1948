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
  bookmark: '북마크',
  fromBookmark: '북마크부터',
  toBookmark: '북마크까지',
  chooseBookmark: '북마크 선택',
  noBookmarks: '아직 북마크 없음',
  bookmarkFault: '북마크를 선택하세요',
  group: '그룹',
  fromGroup: '그룹 위치부터',
  toGroup: '그룹 위치까지',
  groupFault: '컨슈머 그룹 이름을 적으세요',
  endReached: '범위 끝까지 읽음',
} satisfies Translation<typeof source>
