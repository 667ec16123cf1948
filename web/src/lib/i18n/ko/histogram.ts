import type { histogram as source } from '../en/histogram.ts'
import type { Translation } from '../translation.ts'

export const histogram = {
  label: '시간별 메시지',
  hint: '화살표 키로 막대를 옮기고, Shift와 함께 누르면 범위를 고르며, Enter로 그 범위를 읽습니다. 두 번 클릭하면 전체 시간으로 돌아갑니다.',
  key: '시간별 메시지로 가기',
  show: '시간별 메시지 보기',
  hide: '시간별 메시지 숨기기',
  span: ({ from, to }) => `${from} ~ ${to}`,
  count: ({ text }) => `메시지 ${text}건`,
  found: ({ text }) => `지금까지 ${text}건 찾음`,
  scanned: ({ percent }) => `${percent}% 확인`,
  outside: '읽는 범위 밖',
  step: ({ length }) => `막대당 ${length}`,
  most: ({ count }) => `최대 ${count}`,
  allTip: '전체 시간으로 돌아가기 (두 번 클릭)',
  table: '표로 보기',
  tableClose: '표 닫기',
  from: '시작',
  to: '끝 (포함 안 함)',
  messages: '메시지',
  foundColumn: '찾음',
  scannedColumn: '확인',
  about: '이 그림의 근거',
  aboutMarked: '이 그림의 근거 (알아 둘 점 있음)',
  basis: ({ lookups, time }) =>
    `broker의 시간 인덱스에 ${lookups}번 물어 ${time} 만에 얻었습니다. 메시지는 읽지 않았습니다.`,
  upperBound:
    '건수는 offset 간격입니다. 트랜잭션 표식과 compaction으로 비워진 offset도 세므로 실제 메시지는 더 적을 수 있습니다.',
  markCompacted: 'Compaction을 쓰는 토픽이라 메시지가 사라진 offset도 셉니다.',
  markCreateTime:
    '타임스탬프는 producer가 정하므로 순서가 어긋날 수 있습니다. 같은 partition에서 앞선 메시지보다 이른 시각의 메시지는 더 늦은 시각에 셉니다.',
  markMoved: '묻는 동안 로그가 바뀌어 이웃한 막대의 건수가 어긋날 수 있습니다.',
  markUntimed: ({ count }) => `타임스탬프가 없어 어느 막대에도 없음: ${count}건`,
  markFuture: ({ count }) => `하루 넘게 미래인 타임스탬프가 처음 나온 뒤라 어느 막대에도 없음: ${count}건`,
  markCoarse: 'Partition이 많아 제때 답하려고 막대 수를 줄였습니다.',
  missing: ({ list }) => `세지 못함: ${list}`,
  missingMore: ({ count }) => `외 ${count}개`,
  lastBisected: 'broker가 Kafka 3.0보다 오래되어 마지막 시각을 1초 단위로 좁혀 찾았습니다.',
  legend: '채움: 확인함. 빗금: 범위 안이지만 아직 확인 안 함. 옅음: 범위 밖.',
  scale:
    '한때 몰린 메시지에 나머지가 묻히지 않도록 높이를 압축해 그립니다. 높이가 두 배면 건수는 두 배가 넘습니다.',
  failed: ({ reason }) => `시간별 메시지를 알 수 없습니다: ${reason}`,
  retry: '다시 묻기',
  empty: '시간순으로 보여 줄 메시지가 없습니다',
  noTimes: '메시지에 달력으로 보일 수 있는 타임스탬프가 없습니다',
} satisfies Translation<typeof source>
