import { isTyped, KEY_FORMS, type KeyFind, type KeyForm } from '@sluice/shared/messages-key-find'
import { SlidersHorizontal } from 'lucide-react'
import { useId } from 'react'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Check } from '#ui/check.tsx'
import { Popover } from '#ui/popover.tsx'

interface KeyMenuProps {
  typed: KeyFind
  onChoose: (part: Partial<KeyFind>) => void
}

/** How the key is given, and in which partitions it is looked for. */
export function KeyMenu({ typed, onChoose }: KeyMenuProps) {
  const { t } = useText()
  const group = useId()
  return (
    <Popover
      label={t('lookup.how')}
      align="end"
      trigger={
        <button
          type="button"
          aria-label={t('lookup.how')}
          data-tip={t('lookup.how')}
          className="-mr-1 inline-flex size-5 shrink-0 items-center justify-center rounded text-ink-faint hover:bg-surface-sunken hover:text-ink"
        >
          <SlidersHorizontal aria-hidden="true" className="size-3.5" />
        </button>
      }
    >
      <div className="flex w-72 flex-col gap-3">
        <fieldset className="flex flex-col gap-1">
          <legend className="pb-1 text-ink-muted text-meta">{t('lookup.form')}</legend>
          {KEY_FORMS.map((form) => (
            <label key={form} className="flex items-center gap-1.5">
              <input
                type="radio"
                name={group}
                checked={typed.form === form}
                onChange={() => onChoose({ form })}
                className="accent-[var(--accent)]"
              />
              {formName(form, t)}
            </label>
          ))}
          <p className="pt-1 text-ink-muted text-meta">{t('lookup.exact')}</p>
        </fieldset>
        {isTyped(typed.form) && (
          <div className="flex flex-col gap-1 border-hairline border-t pt-2">
            <Check on={typed.everywhere} onChange={(everywhere) => onChoose({ everywhere })}>
              {t('lookup.everywhere')}
            </Check>
            <p className="pl-5 text-ink-muted text-meta">{t('lookup.everywhereWhy')}</p>
          </div>
        )}
      </div>
    </Popover>
  )
}

function formName(form: KeyForm, t: Translate): string {
  switch (form) {
    case 'text':
      return t('lookup.formText')
    case 'base64':
      return t('lookup.formBase64')
    case 'empty':
      return t('lookup.formEmpty')
    case 'null':
      return t('lookup.formNull')
  }
}
