import type { MoveResult, ReadBack } from '@sluice/shared/groups-reset-result'
import { Undo2 } from 'lucide-react'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { MoveSentences } from './move-sentences.tsx'
import type { MoveSentence } from './move-words.ts'

interface ResultPaneProps {
  result: MoveResult
  onUndo: (snapshot: string) => void
  onAnother: () => void
}

const NAMED_MAX = 20

/** What became of the move, at once and ten seconds later, and the way back. */
export function ResultPane({ result, onUndo, onAnother }: ResultPaneProps) {
  const { t } = useText()
  return (
    <section role="status" className="flex flex-col gap-3 p-3">
      <MoveSentences sentences={resultSentences(result, t)} />
      <div className="flex gap-2">
        <Button
          icon={<Undo2 aria-hidden="true" className="size-3.5" />}
          onClick={() => onUndo(result.snapshot)}
        >
          {t('moving.undo')}
        </Button>
        <Button look="quiet" onClick={onAnother}>
          {t('moving.another')}
        </Button>
      </div>
    </section>
  )
}

function resultSentences({ rows, end, replayed, now, later }: MoveResult, t: Translate): MoveSentence[] {
  const done = rows.filter((row) => row.end === 'done').length
  const refused = rows.filter((row) => row.end === 'refused')
  const sentences: MoveSentence[] = []
  if (end === 'unknown') sentences.push({ id: 'unknown', tone: 'trouble', text: t('moving.unknown') })
  else if (refused.length > 0)
    sentences.push({
      id: 'partly',
      tone: 'trouble',
      text: t('moving.partly', { done, n: rows.length }),
      names: refused
        .slice(0, NAMED_MAX)
        .map(({ topic, partition, fault }) => `${topic} ${partition}: ${fault?.message ?? ''}`),
    })
  else sentences.push({ id: 'done', tone: 'ok', text: t('moving.done', { n: done }) })
  if (replayed) sentences.push({ id: 'replayed', tone: 'unknown', text: t('moving.replayed') })
  sentences.push(backSentence('now', now, rows.length, t))
  sentences.push(
    later === null
      ? { id: 'later', tone: 'unknown', text: t('moving.laterWait') }
      : backSentence('later', later, rows.length, t),
  )
  return sentences
}

function backSentence(when: 'now' | 'later', back: ReadBack, n: number, t: Translate): MoveSentence {
  const { strays, strayCount, fault } = back
  if (fault !== null)
    return { id: when, tone: 'attention', text: t('moving.backFault', { message: fault.message }) }
  if (strayCount === 0)
    return { id: when, tone: 'ok', text: when === 'now' ? t('moving.backNow', { n }) : t('moving.laterFine') }
  const place = (offset: string | null) => (offset === null ? t('moving.noOffset') : formatCount(offset))
  return {
    id: when,
    tone: 'trouble',
    text: t(when === 'now' ? 'moving.backStrays' : 'moving.laterStrays', { n: strayCount }),
    names: strays
      .slice(0, NAMED_MAX)
      .map(({ topic, partition, expected, found }) =>
        t('moving.stray', { topic, partition, expected: place(expected), found: place(found) }),
      ),
  }
}
