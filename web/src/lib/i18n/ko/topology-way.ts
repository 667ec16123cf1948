import type { way as source } from '../en/topology-way.ts'
import type { Translation } from '../translation.ts'

export const way: Translation<typeof source> = {
  title: '경로',
  end: '상대 노드',
  choose: '상대 노드 선택 …',
  to: ({ name }) => `${name}까지`,
  from: ({ name }) => `${name}에서`,
  between: ({ n }) =>
    n === 0
      ? '두 노드 사이에 다른 노드가 없습니다.'
      : `두 노드 사이 경로에 노드 ${n}개가 있습니다. 그래프에서 최단 경로를 가장 밝게 표시합니다.`,
}
