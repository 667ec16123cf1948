import type { ui as source } from '../en/ui.ts'
import type { Translation } from '../translation.ts'

export const ui = {
  retry: '다시 시도',
  copied: '복사했습니다',
  copyRefused: '브라우저가 복사를 허용하지 않았습니다',
  copyRequestId: '오류 코드와 요청 ID 복사',
  closeInspector: '상세 보기 닫기',
  resize: '상세 보기 너비',
  loading: '불러오는 중 …',
  notKnown: '알 수 없음',
  stale: ({ age }) => `${age} 기준`,
  staleTip: '새로 고침에 실패하여 마지막으로 받은 값을 보여 줍니다.',
  sortBy: ({ column }) => `정렬: ${column}`,
} satisfies Translation<typeof source>
