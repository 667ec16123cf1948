import type { groupStore as source } from '../en/group-store.ts'
import type { Translation } from '../translation.ts'

export const groupStore = {
  size: ({ bytes, max }) => `디스크에 보관한 기록: ${bytes} (최대 ${max})`,
  sizeWhy:
    '측정값은 두 시간, 1분 단위는 이틀, 10분 단위는 60일 동안 보관합니다. 공간이 모자라면 오래되고 세밀한 기록부터 지웁니다.',
  dropped: ({ count }) => `시작 후 보관하지 못한 측정: ${count}회`,
  begunAnew: ({ at, file }) =>
    `${at}에 데이터베이스를 읽지 못해 새로 시작했습니다. 이전 파일은 ${file} 이름으로 남겨 두었습니다.`,
} satisfies Translation<typeof source>
