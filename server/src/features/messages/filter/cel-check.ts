import type { FilterPool } from '#filters/filter-pool.ts'
import { type Judgement, VERDICT } from '#filters/record-judge.ts'
import type { RecordCheck, Verdict } from '../record-check.ts'
import { type Probe, probeFor, Sieve } from '../text-probe.ts'
import { toFilterError } from './filter-errors.ts'

/** Runs filters; threads come and go behind it. */
export type FilterRunner = Pick<FilterPool, 'open'>

/** More of them rule out little more, and each is searched for in every batch. */
const PROBES_MAX = 3

/** Asks an expression of records. Throws `FILTER_INVALID` with the place of its mistake. */
export function openCelCheck(filters: FilterRunner, source: string): Required<RecordCheck> {
  const filter = openFilter(filters, source)
  const probes = probesOf(filter.literals)
  return {
    sieve: (bytes) => (probes.length === 0 ? null : allOf(probes.map((probe) => new Sieve(bytes, probe)))),
    traces: probes.map((probe) => [probe]),
    matches: () => true,
    verify: async (handful, signal) => {
      try {
        return verdictsOf(await filter.judge(handful, signal))
      } catch (error) {
        throw toFilterError(error)
      }
    },
    close: () => filter.close(),
  }
}

function openFilter(filters: FilterRunner, source: string) {
  try {
    return filters.open(source)
  } catch (error) {
    throw toFilterError(error)
  }
}

/** Of the texts that every match holds, the longest: they are the rarest, as far as one can tell without looking. */
function probesOf(literals: readonly string[]): Probe[] {
  return literals
    .toSorted((a, b) => b.length - a.length)
    .flatMap((text) => probeFor(text, { caseSensitive: true, escapes: true }) ?? [])
    .slice(0, PROBES_MAX)
}

function allOf(sieves: readonly Sieve[]): Pick<Sieve, 'mayHold'> {
  return { mayHold: (from, to) => sieves.every((sieve) => sieve.mayHold(from, to)) }
}

function verdictsOf({ verdicts, samples }: Judgement): Verdict[] {
  const messages = new Map(samples.map(({ index, message }) => [index, message]))
  const told = new Array<Verdict>(verdicts.length)
  for (const [index, verdict] of verdicts.entries()) told[index] = toldOf(verdict, messages.get(index))
  return told
}

function toldOf(
  verdict: number,
  message = 'The filter failed on this record, as on others before it.',
): Verdict {
  if (verdict === VERDICT.error) return { error: message }
  return verdict === VERDICT.hit ? 'hit' : 'miss'
}
