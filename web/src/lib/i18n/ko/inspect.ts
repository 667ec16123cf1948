import type { inspect as source } from '../en/inspect.ts'
import type { Translation } from '../translation.ts'

export const inspect = {
  downloadValue: '값 내려받기',
  downloadKey: '키 내려받기',
  cutShown: ({ shown, size }) => `전체 ${size} 중 앞부분 ${shown}만 표시합니다.`,
  cutWhole: '전체 내려받기',

  groupBatch: '배치',
  metaBatchOffsets: 'Offset 범위',
  placeInBatch: ({ delta }) => `이 레코드는 +${delta}`,
  metaBatchRecords: '레코드 수',
  batchThinned: ({ count, written }) => `${count} (offset ${written}개 중 압축 정리 후 남은 수)`,
  metaBatchBytes: '로그에서의 크기',
  metaBatchUnpacked: '압축 해제 크기',
  batchRatio: ({ ratio }) => `${ratio}배`,
  metaBatchMaxTime: '가장 늦은 시각',
  metaDeleteHorizon: 'Tombstone 삭제 가능 시각',
  headerKeyBytes: ({ hex }) => `이름이 UTF-8이 아닙니다. 바이트: ${hex}`,
} satisfies Translation<typeof source>
