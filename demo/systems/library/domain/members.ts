export interface Member {
  id: string
  name: string
}

const FAMILY = [
  '김',
  '이',
  '박',
  '최',
  '정',
  '강',
  '조',
  '윤',
  '장',
  '임',
  '한',
  '오',
  '서',
  '신',
  '권',
  '황',
]
const GIVEN = [
  '서연',
  '민준',
  '지우',
  '하은',
  '도윤',
  '예린',
  '시우',
  '유진',
  '지호',
  '수아',
  '건우',
  '나윤',
  '현서',
]
const FIRST = ['Emma', 'Liam', 'Olivia', 'Noah', 'Ava', 'Ethan', 'Mia', 'Lucas', 'Zoe', 'Hana', 'Ravi']
const LAST = ['Walker', 'Novak', 'Okafor', 'Silva', 'Larsen', 'Dubois', 'Tanaka', 'Byrne', 'Costa', 'Weber']

const MEMBER_COUNT = 200

/** Every member the library knows: a fixed number, so every state keyed by member is bounded. */
export const MEMBERS: readonly Member[] = Array.from({ length: MEMBER_COUNT }, (_, place) => ({
  id: `M-${String(1001 + place)}`,
  name:
    place % 5 < 3
      ? `${FAMILY[place % FAMILY.length]}${GIVEN[(place * 5) % GIVEN.length]}`
      : `${FIRST[place % FIRST.length]} ${LAST[(place * 3) % LAST.length]}`,
}))

const BY_ID = new Map(MEMBERS.map((member) => [member.id, member]))

export function memberOf(id: string): Member | undefined {
  return BY_ID.get(id)
}
