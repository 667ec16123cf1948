import type { compare as source } from '../en/compare.ts'
import type { Translation } from '../translation.ts'

export const compare = {
  label: '비교',
  key: '비교 대상으로 고정하거나 비교 끝내기',
  pin: '고정하고 다른 메시지와 비교',
  unpin: '고정 해제',
  pinned: 'A로 고정했습니다. 다른 메시지를 고르면 차이를 보여 줍니다.',
  leave: '비교 끝내기',
  swap: 'A와 B 바꾸기',
  absent: '없음',
  fields: '다른 필드',
  lines: '다른 줄',
  bytes: '다른 바이트',
  fieldsCount: ({ text }) => `필드 ${text}개 다름`,
  fieldsMore: ({ text }) => `필드 ${text}개 넘게 다름`,
  linesCount: ({ text }) => `${text}줄 다름`,
  bytesCount: ({ text }) => `${text}바이트 다름`,
  foldedLines: ({ text }) => `${text}줄 같음`,
  foldedRows: ({ text }) => `${text}행 같음`,
  same: '바이트까지 모두 같습니다.',
  sameContent: '내용은 같고 표기만 다릅니다.',
  bothNull: '둘 다 null입니다.',
  onlyA: ({ size }) => `B는 null이고, A는 ${size}입니다.`,
  onlyB: ({ size }) => `A는 null이고, B는 ${size}입니다.`,
  cut: '각각 앞부분 8 MiB만 비교합니다.',
  noHeaders: '둘 다 헤더가 없습니다.',
} satisfies Translation<typeof source>
