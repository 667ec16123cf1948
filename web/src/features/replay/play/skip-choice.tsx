import { useText } from '#lib/i18n/text-provider.tsx'
import type { PlayEngine, PlaySnapshot } from '#lib/play-engine.ts'
import { SelectField } from '#ui/select-field.tsx'
import { usePlaySnapshot } from './use-snapshot.ts'

const CHOICES = [1000, 2000, 5000, 15_000]
const skipOf = ({ skipMs }: PlaySnapshot) => skipMs

/** What is done with stretches in which nothing happened. */
export function SkipChoice({ engine }: { engine: PlayEngine }) {
  const { t } = useText()
  const skipMs = usePlaySnapshot(engine, skipOf)
  const choices = skipMs === null || CHOICES.includes(skipMs) ? CHOICES : [skipMs, ...CHOICES]
  return (
    <span data-tip={t('play.skipTip')} className="ml-2 inline-flex">
      <SelectField
        label={t('play.skip')}
        labelShown
        value={skipMs === null ? 'off' : String(skipMs)}
        options={[
          { value: 'off', label: t('play.skipOff') },
          ...choices.map((ms) => ({ value: String(ms), label: t('play.skipOver', { seconds: ms / 1000 }) })),
        ]}
        onChange={(value) => engine.setSkip(value === 'off' ? null : Number(value))}
      />
    </span>
  )
}
