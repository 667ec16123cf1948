import { useId } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { usePreference, writePreference } from '#lib/preferences.ts'
import { Choice } from './choice.tsx'
import { LANGUAGES, themeChoices } from './setting-choices.ts'
import { TimeZoneChoice } from './time-zone-choice.tsx'

/** What a person sets once: it takes effect at once, and stays on this browser. */
export function SettingsPanel() {
  const { t } = useText()
  const id = useId()
  return (
    <div className="grid grid-cols-[max-content_1fr] items-center gap-x-4 gap-y-2.5">
      <span id={`${id}-theme`} className="text-ink-muted">
        {t('shell.theme')}
      </span>
      <Choice
        labelledBy={`${id}-theme`}
        value={usePreference('theme')}
        onChange={(theme) => writePreference('theme', theme)}
        options={themeChoices(t)}
      />
      <span id={`${id}-language`} className="text-ink-muted">
        {t('shell.language')}
      </span>
      <Choice
        labelledBy={`${id}-language`}
        value={usePreference('language')}
        onChange={(language) => writePreference('language', language)}
        options={[{ value: 'system', label: t('shell.languageSystem') }, ...LANGUAGES]}
      />
      <span id={`${id}-density`} className="text-ink-muted">
        {t('shell.density')}
      </span>
      <Choice
        labelledBy={`${id}-density`}
        value={usePreference('density')}
        onChange={(density) => writePreference('density', density)}
        options={[
          { value: 'compact', label: t('shell.densityCompact') },
          { value: 'comfortable', label: t('shell.densityComfortable') },
        ]}
      />
      <span className="self-start pt-1 text-ink-muted">{t('shell.timeZone')}</span>
      <TimeZoneChoice />
    </div>
  )
}
