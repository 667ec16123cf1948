import type { transactions as source } from '../en/transactions.ts'
import type { Translation } from '../translation.ts'

export const transactions = {
  title: '열린 트랜잭션',
  failed: '열린 트랜잭션을 읽지 못했습니다',
  heldShort: ({ text }) => `${text}개 대기`,
  whoOpen: '열린 트랜잭션',
  whoHanging: '멈춘 트랜잭션',
  whoUnknown: '확인할 수 없는 트랜잭션',
  holds: ({ who, text, where, age }) =>
    `${who}이 ${where}의 레코드 ${text}개를 ${age === null ? '' : `${age}째 `}막고 있습니다`,
  partition: ({ partition }) => `partition ${partition}`,
  partitions: ({ count }) => `partition ${count}개`,
  columnWho: 'Producer',
  columnHolds: '막고 있는 레코드',
  columnSince: '열린 시간',
  columnEnds: '시간 초과',
  unnamed: '이름을 알 수 없음',
  producer: ({ id, epoch }) => `producer ${id}, epoch ${epoch}`,
  clientStreams: ({ name }) => `Kafka Streams 애플리케이션 ${name}`,
  clientConnect: ({ name }) => `Kafka Connect 클러스터 ${name}`,
  elsewhere: ({ count }) => `그 밖에 다른 토픽의 partition ${count}개`,
  from: ({ offset }) => `offset ${offset}부터`,
  behind: '더 오래된 트랜잭션 뒤에 있음',
  atLeast: ({ age }) => `${age} 이상`,
  endsIn: ({ age }) => `${age} 후`,
  endsOverdue: ({ age }) => `${age} 전에 끝났어야 함`,
  endsNow: '끝나는 중',
  endsNever: '알 수 없음',
  timeout: ({ age }) => `시작 후 ${age} 안에 끝나지 않으면 coordinator가 중단합니다`,
  hangsOverdue: '멈춘 상태입니다. coordinator가 이미 중단했어야 하지만 그대로 열려 있습니다.',
  hangsAbandoned:
    '멈춘 상태입니다. coordinator가 이 partition을 더는 트랜잭션에 속한 것으로 보지 않아 아무도 끝내지 않습니다.',
  hangsUnseen:
    '멈춘 것으로 보입니다. 어느 coordinator에도 이름이 없고 15분 동안 기록이 없었습니다. 이 사용자에게 보이지 않는 producer일 수도 있습니다.',
  command: '운영자는 다음 명령으로 끝낼 수 있으며, 해당 레코드는 중단된 것으로 처리됩니다.',
  copyCommand: '명령 복사',
  more: ({ count }) => `외 ${count}개`,
  missing: ({ partition }) => `partition ${partition}의 producer를 확인할 수 없습니다.`,
  none: '열린 트랜잭션이 없습니다. 모든 레코드를 읽을 수 있습니다.',
  about: 'offset 수로 세므로 트랜잭션 표식도 포함됩니다. 커밋된 레코드만 읽는 쪽은 여기서 기다립니다.',
} satisfies Translation<typeof source>
