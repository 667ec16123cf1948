import { KEY_DATA_MAX } from '@sluice/shared/messages-key'
import { isTyped, type KeyFind } from '@sluice/shared/messages-key-find'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Mark } from '../find-marks.tsx'
import { SearchField } from '../search-field.tsx'
import { KeyMenu } from './key-menu.tsx'

interface KeyBoxProps {
  typed: KeyFind
  faulty: boolean
  running: boolean
  /** What else is looked for at the same time. */
  also: ReactNode
  onType: (text: string) => void
  /** What counts at once: an option, or the end of the search. */
  onChoose: (part: Partial<KeyFind>) => void
  onApply: () => void
}

/** A key that messages must have, as text or as base64; or messages without one. */
export function KeyBox({ typed, faulty, running, also, onType, onChoose, onApply }: KeyBoxProps) {
  const { t } = useText()
  const { form, text, everywhere } = typed
  const fixed = { text: null, base64: null, empty: t('lookup.fieldEmpty'), null: t('lookup.fieldNull') }[form]
  const fault = form === 'base64' ? t('lookup.base64Fault') : t('lookup.textFault')
  return (
    <SearchField
      label={t('lookup.label')}
      value={text}
      maxLength={KEY_DATA_MAX}
      fixed={fixed}
      fault={faulty ? fault : null}
      filled={text !== '' || !isTyped(form)}
      clearLabel={t('lookup.clear')}
      running={running}
      marks={
        <>
          {also}
          {form === 'base64' && <Mark tip={t('lookup.formBase64')}>base64</Mark>}
          {everywhere && isTyped(form) && (
            <Mark tip={t('lookup.everywhere')}>{t('lookup.markEverywhere')}</Mark>
          )}
        </>
      }
      menu={<KeyMenu typed={typed} onChoose={onChoose} />}
      onType={onType}
      onClear={() => onChoose({ text: '', ...(isTyped(form) ? {} : { form: 'text' }) })}
      onApply={onApply}
    />
  )
}
