import { useText } from '#lib/i18n/text-provider.tsx'
import { ChoiceList } from '#ui/choice-list.tsx'
import { Kbd } from '#ui/kbd.tsx'
import type { FindChoice } from './complete-find.ts'
import { choiceWords } from './find-words.ts'

interface FindChoicesProps {
  id: string
  choices: readonly FindChoice[]
  active: number
  onTake: (choice: FindChoice) => void
}

/** What can be written here. The focus stays in the field. */
export function FindChoices({ id, choices, active, onTake }: FindChoicesProps) {
  const { t } = useText()
  return (
    <ChoiceList
      {...{ id, choices, active, onTake }}
      label={t('seek.choices')}
      className="max-h-80 max-w-[36rem]"
      detail={(choice, at) => (
        <>
          <span className="ml-auto shrink-0 pl-4 text-ink-muted">{choiceWords(choice, t)}</span>
          {at === Math.max(active, 0) && <Kbd keys="Tab" />}
        </>
      )}
    />
  )
}
