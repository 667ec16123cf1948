import type { DeadLetters } from '@sluice/shared/replay-dead-letters'
import { RefreshCw } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import type { RedriveUrl } from './redrive-url.ts'

interface LettersHeaderProps {
  url: RedriveUrl
  letters: DeadLetters | undefined
  busy: boolean
  onTopic: () => void
  onFrom: (from: string) => void
  onAgain: () => void
}

const PLACES = ['', 'oldest', 'time:now-1h', 'time:now-24h'] as const
const WORDS = {
  '': 'redrive.fromNewest',
  oldest: 'redrive.fromOldest',
  'time:now-1h': 'redrive.fromHour',
  'time:now-24h': 'redrive.fromDay',
} as const

/** Whose dead letters, which stretch of them, and how much of it was read. */
export function LettersHeader({ url, letters, busy, onTopic, onFrom, onAgain }: LettersHeaderProps) {
  const { t } = useText()
  const { topic, from } = url
  const known: readonly string[] = PLACES
  return (
    <header className="flex h-9 shrink-0 items-center gap-3 border-hairline border-b px-3">
      <h1 className="shrink-0 font-semibold text-title">{t('redrive.title')}</h1>
      <span className="min-w-0 truncate font-mono" data-tip={topic}>
        {topic}
      </span>
      <Button look="link" className="shrink-0" onClick={onTopic}>
        {t('redrive.another')}
      </Button>
      <span role="status" className="min-w-0 truncate text-ink-muted tabular-nums">
        {letters === undefined ? busy && t('redrive.reading') : <Looked letters={letters} />}
      </span>
      <span className="ml-auto flex shrink-0 items-center gap-2">
        <SelectField
          label={t('redrive.from')}
          value={from}
          options={[
            ...PLACES.map((place) => ({ value: place as string, label: t(WORDS[place]) })),
            ...(known.includes(from) ? [] : [{ value: from, label: from }]),
          ]}
          onChange={onFrom}
          fit
        />
        <Button
          look="field"
          disabled={busy}
          icon={<RefreshCw aria-hidden="true" className="size-3.5" />}
          onClick={onAgain}
        >
          {t('redrive.again')}
        </Button>
      </span>
    </header>
  )
}

function Looked({ letters: { looked, whole, offsets, missing } }: { letters: DeadLetters }) {
  const { t } = useText()
  const how = whole ? t('redrive.whole') : t('redrive.partly', { most: formatCount(offsets) })
  return (
    <>
      {`${t('redrive.looked', { n: looked })}, ${how}`}
      {missing.length > 0 && (
        <span className="ml-2 inline-flex items-center gap-1.5" data-tip={missing[0]?.message}>
          <StateMark tone="attention" />
          {t('redrive.missing', { n: missing.length })}
        </span>
      )}
    </>
  )
}
