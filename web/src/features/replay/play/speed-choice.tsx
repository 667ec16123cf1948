import { useText } from '#lib/i18n/text-provider.tsx'
import type { PlayEngine, PlaySnapshot } from '#lib/play-engine.ts'
import { SelectField } from '#ui/select-field.tsx'
import { speedsWith } from './speeds.ts'
import { usePlaySnapshot } from './use-snapshot.ts'

const speedOf = ({ speed }: PlaySnapshot) => speed

/** How many times faster than it happened. */
export function SpeedChoice({ engine }: { engine: PlayEngine }) {
  const { t } = useText()
  const speed = usePlaySnapshot(engine, speedOf)
  return (
    <span data-tip={`${t('play.speedSlower')} [   ${t('play.speedFaster')} ]`} className="inline-flex">
      <SelectField
        label={t('play.speed')}
        labelShown
        value={String(speed)}
        options={speedsWith(speed).map((step) => ({ value: String(step), label: `${step}×` }))}
        onChange={(value) => engine.setSpeed(Number(value))}
      />
    </span>
  )
}
