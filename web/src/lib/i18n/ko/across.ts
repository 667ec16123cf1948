import type { across as source } from '../en/across.ts'
import type { Translation } from '../translation.ts'

export const across = {
  title: '여러 토픽의 메시지',
  messagesOf: ({ count }) => `토픽 ${count}개의 메시지`,
  field: '읽을 토픽',
  add: '다른 토픽도 함께 읽기',
  topics: ({ count }) => `토픽 ${count}개`,
  picked: ({ count, of }) => `${count}개 선택(최대 ${of}개)`,
  clear: '모두 해제',
  read: '선택한 토픽 읽기',
  noTopic: '이름이 일치하는 토픽이 없습니다.',
  more: ({ text }) => `외 토픽 ${text}개: 이름으로 검색하세요`,
  chooseWhy: '메시지를 한 목록에서 볼 토픽을 고르세요. 함께 검색하고 시간순으로 합쳐 비교할 수 있습니다.',
  place: ({ topic, partition }) => `${topic}, partition ${partition}`,
  topicsMissing: ({ count }) => `토픽 ${count}개 누락`,
  keyLikely: ({ count, list, of, hashes }) =>
    `키를 찾은 곳: partition ${count}개(전체 ${of}개): ${list} (${hashes})`,
  keyAll: ({ list, of, hashes }) =>
    `찾은 곳: partition ${of}개 모두. producer가 이 키를 기록하는 partition: ${list} (${hashes})`,
  lookedAt: ({ partitions, text }) => `partition ${partitions}개, offset ${text}개`,
  andMore: ({ count }) => `외 토픽 ${count}개`,
  noneEmptyTitle: '이 토픽들에는 메시지가 없습니다',
  noneNever: '아직 아무것도 기록되지 않았습니다.',
} satisfies Translation<typeof source>
