import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { faultWords } from '../fault-words.ts'
import { useAfter } from '../use-after.ts'
import type { SameKey } from './use-same-key.ts'

/** Below this nobody needs to be told that it is searched. */
const FELT_MS = 200

/** What became of going to the same key before or behind; nothing while nobody has. */
export function SameKeyStrip({ sameKey: { step, stop, go } }: { sameKey: SameKey }) {
  const { t } = useText()
  if (step.phase === 'idle') return null
  if (step.phase === 'searching') return <Searching step={step} stop={stop} />
  return (
    <div
      role="status"
      className="flex items-center gap-2 border-hairline border-b bg-surface-sunken px-3 text-meta"
    >
      <span className="min-w-0 flex-1 py-1">
        {step.phase === 'none' && (step.by === 1 ? t('inspect.keyLast') : t('inspect.keyFirst'))}
        {step.phase === 'failed' && faultWords(step.error, t)}
      </span>
      {step.phase === 'failed' && (
        <Button look="link" onClick={() => go(step.by)}>
          {t('inspect.again')}
        </Button>
      )}
      <Button look="link" onClick={stop}>
        {t('inspect.dismiss')}
      </Button>
    </div>
  )
}

type SearchingStep = Extract<SameKey['step'], { phase: 'searching' }>

function Searching({ step, stop }: { step: SearchingStep; stop: () => void }) {
  const { t } = useText()
  const felt = useAfter(FELT_MS)
  if (!felt) return null
  const { by, done, total } = step
  const seen =
    total === null ? '' : ` ${t('inspect.keySeen', { done: formatCount(done), total: formatCount(total) })}`
  return (
    <div
      role="status"
      className="flex items-center gap-2 border-hairline border-b bg-surface-sunken px-3 text-meta"
    >
      <span className="min-w-0 flex-1 py-1 tabular-nums">
        {by === 1 ? t('inspect.keySearchingNext') : t('inspect.keySearchingPrevious')}
        {seen}
      </span>
      <Button look="link" onClick={stop}>
        {t('messages.stop')}
      </Button>
    </div>
  )
}
