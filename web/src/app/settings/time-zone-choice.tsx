import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { isTimeZone, usePreference, writePreference } from '#lib/preferences.ts'
import { resolveTimeZone } from '#lib/time-format.ts'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'

/** Local time, UTC, or any zone by its name, with the names the browser knows offered while typing. */
export function TimeZoneChoice() {
  const { t } = useText()
  const zone = usePreference('timeZone')
  const kind = zone === 'local' || zone === 'utc' ? zone : 'named'
  const [naming, setNaming] = useState(kind === 'named')
  const [name, setName] = useState(kind === 'named' ? zone : '')
  const unknown = name !== '' && !isTimeZone(name)

  return (
    <div className="flex flex-col gap-1.5">
      <SelectField
        label={t('shell.timeZone')}
        value={naming ? 'named' : kind}
        options={[
          { value: 'local', label: t('shell.timeZoneLocal', { zone: resolveTimeZone('local') }) },
          { value: 'utc', label: t('shell.timeZoneUtc') },
          { value: 'named', label: t('shell.timeZoneNamed') },
        ]}
        onChange={(chosen) => {
          setNaming(chosen === 'named')
          if (chosen !== 'named') writePreference('timeZone', chosen)
        }}
      />
      {naming && (
        <>
          <TextField
            label={t('shell.timeZoneName')}
            placeholder="Asia/Seoul"
            list="sluice-time-zones"
            mono
            value={name}
            fault={unknown ? t('shell.timeZoneUnknown') : null}
            onChange={(event) => {
              const typed = event.target.value.trim()
              setName(typed)
              if (isTimeZone(typed)) writePreference('timeZone', typed)
            }}
          />
          <datalist id="sluice-time-zones">
            {Intl.supportedValuesOf('timeZone').map((known) => (
              <option key={known} value={known} />
            ))}
          </datalist>
        </>
      )}
    </div>
  )
}
