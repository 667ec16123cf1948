import { Route } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { PlayEngine } from '#lib/play-engine.ts'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import { TextField } from '#ui/text-field.tsx'
import { SAGAS_MAX, type Saga, sagaText } from './saga.ts'
import { type SagaCandidate, sagaCandidates } from './saga-candidates.ts'
import { markWords } from './saga-words.ts'

interface FollowChoiceProps {
  engine: PlayEngine
  sagas: readonly Saga[]
  onSagas: (sagas: readonly Saga[]) => void
}

/** Around the clock, so many events are looked through for what they have in common. */
const AROUND = 200

function around(engine: PlayEngine): SagaCandidate[] {
  const { range } = engine.snapshot()
  const before = engine.between(range.from - 1, engine.now()).slice(-AROUND)
  const after = engine.between(engine.now(), range.to).slice(0, AROUND)
  return sagaCandidates([...before, ...after].map(({ message }) => message))
}

/** Which story is to be followed: a text that is typed, or what events around here have in common. */
export function FollowChoice({ engine, sagas, onSagas }: FollowChoiceProps) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const [offered, setOffered] = useState<readonly SagaCandidate[]>([])
  const full = sagas.length >= SAGAS_MAX
  const add = (saga: Saga) => {
    if (!sagas.some((one) => sagaText(one) === sagaText(saga))) onSagas([...sagas, saga])
    setOpen(false)
  }
  return (
    <Popover
      label={t('scene.follow')}
      open={open}
      onOpenChange={(next) => {
        if (next) setOffered(around(engine))
        setOpen(next)
      }}
      trigger={
        <Button data-tip={t('scene.followTip')} icon={<Route aria-hidden="true" className="size-3.5" />}>
          {t('scene.follow')}
        </Button>
      }
    >
      <div className="flex w-[26rem] max-w-full flex-col gap-2">
        {full ? (
          <p className="text-ink-muted text-meta">{t('scene.followFull', { most: SAGAS_MAX })}</p>
        ) : (
          <>
            <ByText onAdd={(value) => add({ mark: { by: 'any' }, value })} />
            <h3 className="mt-1 text-ink-faint text-meta">{t('scene.followSuggested')}</h3>
            {offered.length === 0 && <p className="text-ink-muted text-meta">{t('scene.followNone')}</p>}
            <ul className="-mx-1 flex max-h-72 flex-col overflow-y-auto">
              {offered.map((candidate) => (
                <li key={sagaText(candidate.saga)}>
                  <Offered candidate={candidate} onAdd={add} />
                </li>
              ))}
            </ul>
            <p className="text-ink-faint text-meta">{t('scene.followLong')}</p>
          </>
        )}
      </div>
    </Popover>
  )
}

function ByText({ onAdd }: { onAdd: (value: string) => void }) {
  const { t } = useText()
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') onAdd(text.trim().slice(0, 200))
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-1">
      <span className="flex items-center gap-2">
        <TextField
          label={t('scene.followValue')}
          placeholder={t('scene.followValue')}
          mono
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="min-w-0 flex-1"
        />
        <Button type="submit" look="primary" disabled={text.trim() === ''}>
          {t('scene.followAdd')}
        </Button>
      </span>
      <p className="text-ink-muted text-meta">{t('scene.followHint')}</p>
    </form>
  )
}

function Offered({ candidate, onAdd }: { candidate: SagaCandidate; onAdd: (saga: Saga) => void }) {
  const { t } = useText()
  const { saga, events, topics } = candidate
  return (
    <button
      type="button"
      onClick={() => onAdd(saga)}
      className="flex h-7 w-full items-center gap-2 rounded-md px-1 text-left text-meta hover:bg-surface-sunken"
    >
      <span className="w-28 shrink-0 truncate text-ink-muted">{markWords(saga.mark, t)}</span>
      <span className="min-w-0 flex-1 truncate font-mono">{saga.value}</span>
      <span className="shrink-0 text-ink-faint tabular-nums">{t('scene.seen', { events, topics })}</span>
    </button>
  )
}
