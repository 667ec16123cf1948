import { describe } from 'vitest'
import type { CaseSubject } from './testing/case-subject.ts'
import { describingCases } from './testing/describing-cases.ts'
import { endingCases } from './testing/ending-cases.ts'
import { groupCases } from './testing/group-cases.ts'
import { groupWritingCases } from './testing/group-writing-cases.ts'
import { logCases } from './testing/log-cases.ts'
import { producerCases } from './testing/producer-cases.ts'
import { transactionCases } from './testing/transaction-cases.ts'
import { writingCases } from './testing/writing-cases.ts'

/** What every gateway must answer, whatever is behind it. `open` gives a gateway of its own each time. */
export function gatewayCases(name: string, open: () => Promise<CaseSubject>): void {
  describe(`${name}: describing`, () => describingCases(open))
  describe(`${name}: offsets and records`, () => logCases(open))
  describe(`${name}: transactions`, () => transactionCases(open))
  describe(`${name}: groups`, () => groupCases(open))
  describe(`${name}: writing`, () => writingCases(open))
  describe(`${name}: producing many batches`, () => producerCases(open))
  describe(`${name}: moving groups`, () => groupWritingCases(open))
  describe(`${name}: ending early`, () => endingCases(open))
}
