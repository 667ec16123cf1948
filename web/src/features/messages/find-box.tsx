import { FIND_MAX, type Find } from '@sluice/shared/messages-find'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { FindMarks } from './find-marks.tsx'
import { FindMenu } from './find-menu.tsx'
import { SearchField } from './search-field.tsx'

interface FindBoxProps {
  find: Find
  running: boolean
  /** What else is looked for at the same time. */
  also: ReactNode
  onType: (text: string) => void
  /** What counts at once: an option, or the end of the search. */
  onChoose: (part: Partial<Find>) => void
  onApply: () => void
}

/** A text to look for in the messages, with how it is looked for standing beside it. */
export function FindBox({ find, running, also, onType, onChoose, onApply }: FindBoxProps) {
  const { t } = useText()
  return (
    <SearchField
      label={t('find.label')}
      value={find.text}
      maxLength={FIND_MAX}
      filled={find.text !== ''}
      clearLabel={t('find.clear')}
      running={running}
      marks={
        <>
          {also}
          <FindMarks find={find} />
        </>
      }
      menu={<FindMenu find={find} onChoose={onChoose} />}
      onType={onType}
      onClear={() => onChoose({ text: '' })}
      onApply={onApply}
    />
  )
}
