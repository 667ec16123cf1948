import { LAG_STATES, LagCause } from '@sluice/shared/groups-state'
import { THIN_SPACE } from '@sluice/shared/thousands'
import { describe, expect, it } from 'vitest'
import { groupCause as english } from './en/group-cause.ts'
import { groupCause as korean } from './ko/group-cause.ts'

const NOW = 1_790_000_000_000
const MINUTE = 60_000

const FULL = {
  since: NOW - 4 * MINUTE,
  topic: 'rental.book-rented',
  partition: 2,
  offset: '18204',
  logStart: '20000',
  logEnd: '19500',
  lastStable: '18400',
  lag: '1296',
  lost: '1796',
  members: 3,
  producerId: '4001',
  transactionalId: 'billing-1',
  openSince: NOW - 80 * MINUTE,
  from: '19000',
  fault: { code: 'LEADER_UNAVAILABLE' as const, message: 'Partition 2 has no leader.' },
}

const say = (cause: LagCause) => korean.sentence({ cause, now: NOW })

describe('the cause of a state', () => {
  it('is said in English as the server would say it', () => {
    const cause: LagCause = { ...FULL, state: 'STALLED' }
    expect(english.sentence({ cause, now: NOW })).toMatch(/^Stalled for 4 min: 3 members are alive/)
  })

  it('says of figures from before a change of coordinator when they were read', () => {
    const unconfirmed = { asOf: NOW - 70_000, changedAt: NOW - 12_000 }
    expect(say({ state: 'OK', since: null, lag: '0', unconfirmed })).toBe(
      '모두 읽었습니다. 12초 전에 coordinator가 바뀌어 아직 모든 commit을 알려 주지 않습니다. 지금 보이는 것은 1분 전에 확인한 값입니다.',
    )
  })

  it.each([
    [
      'DATA_LOSS',
      '4분 전 데이터 유실: rental.book-rented partition 2에서 메시지 1,796개가 읽히기 전에 삭제되었습니다. 로그는 offset 20,000부터 남아 있고 그룹의 위치는 18,204입니다.',
    ],
    [
      'AHEAD',
      '4분째 로그보다 앞섬: rental.book-rented partition 2의 commit(18,204)이 로그 끝(19,500)을 넘어 있습니다. 로그가 잘렸거나 다시 만들어졌습니다.',
    ],
    [
      'STALLED',
      '4분째 정체: 멤버 3개는 살아 있지만 rental.book-rented partition 2의 commit이 offset 18,204에서 움직이지 않습니다.',
    ],
    [
      'STOPPED',
      '4분째 중지: 남은 멤버가 없고, rental.book-rented partition 2에 offset 18,204부터 읽지 않은 메시지가 1,296개 있습니다.',
    ],
    [
      'LSO_BLOCKED',
      '4분째 트랜잭션 대기: rental.book-rented partition 2에서 읽을 수 있는 것은 모두 읽었습니다. “billing-1” 트랜잭션이 1시간 20분째 열려 있어 offset 18,400부터 읽을 수 없습니다.',
    ],
    [
      'REWOUND',
      '4분 전 되감김: rental.book-rented partition 2의 commit이 offset 19,000에서 뒤로 돌아갔고 아직 따라잡지 못했습니다. 지금 위치는 18,204입니다.',
    ],
    [
      'LAGGING',
      '4분째 뒤처지는 중: 읽고는 있지만 rental.book-rented partition 2의 밀린 메시지 1,296개가 줄지 않습니다.',
    ],
    [
      'EMPTY_WITH_LAG',
      '4분 이상 읽는 멤버 없음: rental.book-rented partition 2에 읽지 않은 메시지가 1,296개 있습니다.',
    ],
    ['UNKNOWN', '4분째 알 수 없음: 지금 이 partition에는 leader가 없습니다.'],
    [
      'PHANTOM',
      '읽을 것 없음: rental.book-rented partition 2에서 남은 offset 1,296개에는 메시지가 없습니다. 트랜잭션이나 compaction이 남긴 것뿐입니다.',
    ],
  ] as const)('is said in Korean of %s', (state, sentence) => {
    expect(say({ ...FULL, state })).toBe(sentence.replace(/(?<=\d),(?=\d{3})/g, THIN_SPACE))
  })

  it('speaks Korean where facts are missing, in every state', () => {
    for (const state of LAG_STATES) {
      for (const name of Object.keys(FULL) as (keyof typeof FULL)[]) {
        const { [name]: _, ...rest } = FULL
        for (const cause of [
          { since: null, ...rest, state },
          { since: null, [name]: FULL[name], state },
        ]) {
          const sentence = say(LagCause.parse(cause))
          expect(sentence).toMatch(/[가-힣].*\.$/)
          expect(sentence).not.toMatch(/undefined|null|NaN| {2}| [,.:]/)
        }
      }
    }
  })
})

describe('why, in few words', () => {
  it.each([
    [
      'STALLED',
      'stands still for 4 min · partition 2 of rental.book-rented',
      '4분째 제자리 · rental.book-rented partition 2',
    ],
    [
      'LSO_BLOCKED',
      '“billing-1” holds it back for 4 min · partition 2 of rental.book-rented',
      '4분째 “billing-1” 트랜잭션 대기 · rental.book-rented partition 2',
    ],
    ['OK', '', ''],
  ] as const)('begins with what is not said beside it: %s', (state, inEnglish, inKorean) => {
    const facts = { cause: LagCause.parse({ ...FULL, state }), now: NOW, placed: false }
    expect([english.brief(facts), korean.brief(facts)]).toEqual([inEnglish, inKorean])
  })

  it('leaves out the place where the row has it, and says every trouble in both languages', () => {
    for (const state of LAG_STATES) {
      if (state === 'OK') continue
      for (const cause of [
        { ...FULL, state },
        { since: null, state },
      ]) {
        const facts = { cause: LagCause.parse(cause), now: NOW, placed: true }
        expect(english.brief(facts)).toMatch(/^\S.*[^.]$/)
        expect(english.brief(facts)).not.toMatch(/rental|undefined|null|NaN| {2}/)
        expect(korean.brief(facts)).toMatch(/[가-힣]/)
        expect(korean.brief(facts)).not.toMatch(/rental|undefined|null|NaN| {2}/)
      }
    }
  })

  it('says of figures that are not confirmed that they are not', () => {
    const unconfirmed = { asOf: NOW - 70_000, changedAt: NOW - 12_000 }
    const facts = { cause: LagCause.parse({ since: null, state: 'OK', unconfirmed }), now: NOW, placed: true }
    expect([english.brief(facts), korean.brief(facts)]).toEqual(['not confirmed yet', '아직 미확인'])
  })
})
