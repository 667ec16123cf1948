import { DLQ_CONVENTIONS } from '@sluice/shared/replay'
import { useQuery } from '@tanstack/react-query'
import { clusterListQuery } from '#features/clusters/clusters.queries.ts'
import { topicSearchQuery } from '#features/topics/topics.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useDebouncedText } from '#lib/use-debounced-text.ts'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { DraftText } from './draft-field.tsx'
import { renameSandbox, sandboxesOf, TARGET_KINDS } from './draft-target.ts'
import type { FormProps } from './form-props.ts'
import { FormHint, FormLine, FormSection } from './form-section.tsx'

const CONVENTION_NAMES = { spring: 'Spring', connect: 'Kafka Connect', streams: 'Kafka Streams' } as const

/** Where it goes. A sandbox unless somebody says otherwise: nobody reads it yet. */
export function TargetSection(props: FormProps) {
  const { draft, faults, onEdit } = props
  const { t } = useText()
  const kind = TARGET_KINDS.find((one) => one === draft.target) ?? 'sandbox'
  const faulty = faults.into !== undefined || faults.names !== undefined || faults.endpoint !== undefined
  return (
    <FormSection
      title={t('republish.target')}
      summary={t(`republish.target_${kind}`)}
      faulty={faulty}
      startOpen
    >
      <SelectField
        label={t('republish.target')}
        className="self-start"
        value={kind}
        options={TARGET_KINDS.map((value) => ({ value, label: t(`republish.target_${value}`) }))}
        onChange={(target) => onEdit({ target })}
        fit
      />
      {kind === 'sandbox' && <Sandboxes {...props} />}
      {kind === 'topic' && <OtherTopic {...props} />}
      {kind === 'origin' && (
        <SelectField
          label={t('republish.convention')}
          labelShown
          className="self-start"
          value={draft.convention}
          options={[
            { value: 'any', label: t('republish.convention_any') },
            ...DLQ_CONVENTIONS.map((value) => ({ value, label: CONVENTION_NAMES[value] })),
          ]}
          onChange={(convention) => onEdit({ convention })}
          fit
        />
      )}
      {kind === 'file' && (
        <SelectField
          label={t('republish.format')}
          className="self-start"
          value={draft.format}
          options={(['ndjson', 'binary'] as const).map((value) => ({
            value,
            label: t(`republish.format_${value}`),
          }))}
          onChange={(format) => onEdit({ format })}
          fit
        />
      )}
      {kind === 'http' && (
        <FormLine label={t('republish.endpoint')}>
          <DraftText
            {...props}
            field="endpoint"
            label={t('republish.endpoint')}
            placeholder={t('republish.endpointHint')}
            className="w-64"
          />
        </FormLine>
      )}
      <FormHint>{t(`republish.says_${kind}`)}</FormHint>
    </FormSection>
  )
}

function Sandboxes({ draft, faults, onEdit }: FormProps) {
  const { t } = useText()
  const sandboxes = sandboxesOf(draft)
  return (
    <div className="flex flex-col gap-1.5">
      {sandboxes.map(({ source, target }) => (
        <SandboxName
          key={source}
          source={source}
          target={target}
          several={sandboxes.length > 1}
          onName={(name) => onEdit({ names: renameSandbox(draft, source, name) })}
        />
      ))}
      {faults.names !== undefined && (
        <p role="alert" className="text-meta text-trouble">
          {t(`republish.fault_${faults.names}`)}
        </p>
      )}
    </div>
  )
}

interface SandboxNameProps {
  source: string
  target: string
  several: boolean
  onName: (name: string) => void
}

const PAUSE_MS = 400

function SandboxName({ source, target, several, onName }: SandboxNameProps) {
  const { t } = useText()
  const [shown, type] = useDebouncedText(target, onName, PAUSE_MS)
  return (
    <span className="flex min-w-0 items-center gap-2">
      {several && (
        <span className="w-44 shrink-0 truncate font-mono text-ink-muted text-meta">{source} →</span>
      )}
      <TextField
        label={t('republish.sandboxOf', { topic: source })}
        mono
        className="min-w-0 max-w-xl flex-1"
        value={shown}
        onChange={(event) => type(event.target.value)}
      />
    </span>
  )
}

const OFFERED = 20

function OtherTopic(props: FormProps) {
  const { cluster, draft, onEdit } = props
  const { t } = useText()
  const clusters = useQuery(clusterListQuery()).data?.clusters.map(({ name }) => name) ?? []
  const on = draft.on === '' ? cluster : draft.on
  const { data } = useQuery(topicSearchQuery(on, draft.into, OFFERED))
  const others = [...new Set([cluster, ...clusters, on])]
  const offered = data?.topics.filter(({ name, internal }) => !internal && name !== draft.into) ?? []
  return (
    <div className="flex flex-wrap items-center gap-2">
      <DraftText
        {...props}
        field="into"
        label={t('republish.into')}
        placeholder={t('republish.into')}
        className="w-72"
      />
      {draft.into !== '' && offered.length > 0 && offered.length < OFFERED && (
        <SelectField
          label={t('republish.into')}
          mono
          value=""
          options={[{ value: '', label: '…' }, ...offered.map(({ name }) => ({ value: name, label: name }))]}
          onChange={(into) => into !== '' && onEdit({ into })}
          fit
        />
      )}
      {others.length > 1 && (
        <SelectField
          label={t('republish.on')}
          labelShown
          value={on}
          options={others.map((name) => ({
            value: name,
            label: name === cluster ? t('republish.onSame', { cluster }) : name,
          }))}
          onChange={(name) => onEdit({ on: name === cluster ? '' : name })}
          fit
        />
      )}
    </div>
  )
}
