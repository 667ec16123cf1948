import type { ReplayTransform } from '@sluice/shared/replay'
import type { OpenedStep } from './change-values.ts'
import { type Draft, each, fail } from './draft.ts'
import { isNull, plainBytes, readSpans, spansAt } from './exact-json.ts'
import { type ChangeRunner, openChange, runExpression } from './run-expression.ts'

type KeyChange = NonNullable<ReplayTransform['key']>

/** What becomes of keys once values are what they will be. Throws for what cannot be a change. */
export function keyStep(change: KeyChange, runner: ChangeRunner): OpenedStep {
  switch (change.by) {
    case 'none':
      return stepOf((draft) => {
        draft.key = null
      })
    case 'path':
      return stepOf((draft) => keyFromPath(draft, change))
    case 'cel':
      return celStep(runner, change.cel)
  }
}

function stepOf(change: (draft: Draft) => void): OpenedStep {
  return { step: each(change), close: () => {} }
}

function celStep(runner: ChangeRunner, cel: string): OpenedStep {
  const change = openChange(runner, cel, 'key')
  const put = (draft: Draft, made: Buffer | null) => {
    draft.key = made
  }
  return {
    step: async (drafts, signal) => {
      const going = drafts.filter(({ stopped }) => stopped === null)
      if (going.length > 0) await runExpression(change, going, put, signal)
    },
    close: () => change.running.close(),
  }
}

/** A text without its quotes, a number with its digits; what is JSON's null is no key. */
function keyFromPath(draft: Draft, { root, steps }: KeyChange & { by: 'path' }): void {
  try {
    const found = root === 'value' ? inPayload(draft.value, steps) : inHeaders(draft, steps)
    if (found === undefined) fail(draft, `There is nothing at ${root}${wordSteps(steps)} to make its key of.`)
    else draft.key = found
  } catch (error) {
    fail(draft, error instanceof Error ? error.message : 'Its key could not be made.')
  }
}

function inHeaders(
  { headers }: Draft,
  [name, ...steps]: readonly (string | number)[],
): Buffer | null | undefined {
  const header = headers.findLast(({ key }) => key === String(name))
  if (header === undefined) return undefined
  return steps.length === 0 ? header.value : inPayload(header.value, steps)
}

function inPayload(bytes: Buffer | null, steps: readonly (string | number)[]): Buffer | null | undefined {
  const root = bytes === null ? null : readSpans(bytes)
  if (bytes === null || root === null) return undefined
  const span = spansAt(root, steps).at(-1)
  if (span === undefined) return undefined
  return isNull(bytes, span) ? null : plainBytes(bytes, span)
}

function wordSteps(steps: readonly (string | number)[]): string {
  return steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
}
