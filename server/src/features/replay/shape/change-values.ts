import type { ReplayTransform } from '@sluice/shared/replay'
import type { SourceRecord } from '../replay-parts.ts'
import { type Draft, type DraftStep, each, fail } from './draft.ts'
import { HashKey, maskJson } from './mask-json.ts'
import { MergePatch } from './merge-patch.ts'
import { type ChangeRunner, openChange, runExpression } from './run-expression.ts'

export interface OpenedStep {
  step: DraftStep
  close(): void
}

const nothing = () => {}

/** What becomes of values, in order: written by hand, then changed, then masked. Throws for what cannot be a change. */
export function valueSteps(
  { edits, value, mask }: ReplayTransform,
  runner: ChangeRunner,
  secret: Buffer,
): OpenedStep[] {
  return [
    ...(edits.length === 0 ? [] : [{ step: editStep(edits), close: nothing }]),
    ...(value === undefined
      ? []
      : [value.by === 'cel' ? celStep(runner, value.cel) : mergeStep(value.patch)]),
    ...(mask.length === 0 ? [] : [{ step: maskStep(mask, secret), close: nothing }]),
  ]
}

function editStep(edits: ReplayTransform['edits']): DraftStep {
  const written = new Map(
    edits.map(({ topic, partition, offset, value }) => [
      `${topic}/${partition}/${offset}`,
      value === null ? null : Buffer.from(value.data, value.encoding === 'base64' ? 'base64' : 'utf8'),
    ]),
  )
  return each((draft) => {
    const found = written.get(placeOf(draft.source))
    if (found !== undefined) draft.value = found
  })
}

function placeOf({ topic, partition, record }: SourceRecord): string {
  return `${topic}/${partition}/${record.offset}`
}

/** A tombstone says that there is nothing: no change makes something of it. */
function celStep(runner: ChangeRunner, cel: string): OpenedStep {
  const change = openChange(runner, cel, 'value')
  const put = (draft: Draft, made: Buffer | null) => {
    draft.value = made
  }
  return {
    step: async (drafts, signal) => {
      const living = drafts.filter(({ stopped, value }) => stopped === null && value !== null)
      if (living.length > 0) await runExpression(change, living, put, signal)
    },
    close: () => change.running.close(),
  }
}

function mergeStep(text: string): OpenedStep {
  const patch = new MergePatch(text)
  const step = each((draft) =>
    inJson(draft, (value) => patch.apply(value), 'so the merge patch cannot be laid over it'),
  )
  return { step, close: nothing }
}

/** What cannot be masked is not written: that it passed unmasked is what nobody may find out later. */
function maskStep(masks: ReplayTransform['mask'], secret: Buffer): DraftStep {
  const key = new HashKey(secret)
  return each((draft) =>
    inJson(draft, (value) => maskJson(value, masks, key), 'so nothing in it can be masked'),
  )
}

function inJson(draft: Draft, change: (value: Buffer) => Buffer | null, otherwise: string): void {
  if (draft.value === null) return
  try {
    const changed = change(draft.value)
    if (changed === null) fail(draft, `Its value is not JSON, ${otherwise}.`)
    else draft.value = changed
  } catch (error) {
    fail(draft, error instanceof Error ? error.message : 'Its value could not be changed.')
  }
}
