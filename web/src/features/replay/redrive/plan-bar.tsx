import type { DeadLetterGroup } from '@sluice/shared/replay-dead-letters'
import { useNavigate } from '@tanstack/react-router'
import { Repeat2 } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { writeDraft } from '../plan/draft.ts'
import { chosenRecords, countChosen, type LetterChoice, letterId, NOTHING_CHOSEN } from './letter-choice.ts'
import { type LetterEdits, redriveDraft } from './redrive-draft.ts'

interface PlanBarProps {
  cluster: string
  topic: string
  groups: readonly DeadLetterGroup[]
  choice: LetterChoice
  edits: LetterEdits
  onChoice: (choice: LetterChoice) => void
}

/** How many are chosen, and the way to the plan that sends them back. */
export function PlanBar({ cluster, topic, groups, choice, edits, onChoice }: PlanBarProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const count = countChosen(choice, groups)
  const plan = () => {
    const records = chosenRecords(choice, topic, groups)
    const draft = redriveDraft({ topic, name: t('redrive.name', { topic }), records, edits })
    void navigate({ to: '/clusters/$cluster/replays/new', params: { cluster }, search: writeDraft(draft) })
  }
  const changed = edits.size === 0 ? 0 : editedOf(choice, topic, groups, edits)
  return (
    <footer className="flex h-11 shrink-0 items-center gap-3 border-hairline border-t px-3">
      <p role="status" className="tabular-nums">
        {t('redrive.chosen', { n: count })}
        {changed > 0 && `, ${t('redrive.chosenEdited', { n: changed })}`}
      </p>
      <Button
        look="link"
        onClick={() =>
          onChoice(count > 0 ? NOTHING_CHOSEN : new Map(groups.map(({ id }) => [id, 'all'] as const)))
        }
      >
        {t(count > 0 ? 'redrive.chooseNone' : 'redrive.chooseAll')}
      </Button>
      <span className="ml-auto">
        <RefusableButton
          refusal={count === 0 ? t('redrive.planNone') : null}
          look="primary"
          data-tip={t('redrive.planTip')}
          icon={<Repeat2 aria-hidden="true" className="size-3.5" />}
          onClick={plan}
        >
          {t('redrive.plan')}
        </RefusableButton>
      </span>
    </footer>
  )
}

/** Only values of records that are chosen go along. */
function editedOf(
  choice: LetterChoice,
  topic: string,
  groups: readonly DeadLetterGroup[],
  edits: LetterEdits,
): number {
  return chosenRecords(choice, topic, groups).filter((place) => edits.has(letterId(place))).length
}
