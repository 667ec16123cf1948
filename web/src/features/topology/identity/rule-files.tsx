import type { IdentityImport, IdentityImported, IdentityRule } from '@sluice/shared/topology-identity'
import { Download, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { Section } from '#ui/section.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { readIdentityFile } from './identity.queries.ts'
import { withAll } from './rule-edits.ts'
import { ruleWords } from './rule-words.ts'

interface RuleFilesProps {
  cluster: string
  rules: readonly IdentityRule[]
  refusal: string | null
  busy: boolean
  onAdd: (make: (rules: readonly IdentityRule[]) => IdentityRule[]) => Promise<boolean>
}

type Format = IdentityImport['format']

/** Rules as a file: of Sluice, of a Backstage catalog, of AsyncAPI. What a file would add is shown before it does. */
export function RuleFiles({ cluster, rules, refusal, busy, onAdd }: RuleFilesProps) {
  const { t } = useText()
  const [format, setFormat] = useState<Format>('backstage')
  const [read, setRead] = useState<IdentityImported | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const file = useRef<HTMLInputElement>(null)
  const open = async (chosen: File | undefined) => {
    if (chosen === undefined) return
    setRead(null)
    setFault(null)
    try {
      setRead(await readIdentityFile(cluster, { format, text: await chosen.text() }))
    } catch (error) {
      const { headline, detail } = describeError(error, t)
      setFault(detail ?? headline)
    }
    // The same file can be opened again once it was mended.
    if (file.current) file.current.value = ''
  }
  const added = read ? withAll(rules, read.rules).slice(rules.length) : []
  return (
    <Section title={t('who.files')}>
      <div className="flex flex-col gap-2 px-3 pb-3">
        <span className="flex flex-wrap items-center gap-2">
          <SelectField
            label={t('who.format')}
            value={format}
            options={[
              { value: 'backstage', label: t('who.formatBackstage') },
              { value: 'asyncapi', label: 'AsyncAPI' },
              { value: 'sluice', label: 'Sluice' },
            ]}
            onChange={setFormat}
          />
          <Button
            icon={<Upload aria-hidden="true" className="size-3.5" />}
            onClick={() => file.current?.click()}
          >
            {t('who.import')}
          </Button>
          <input
            ref={file}
            type="file"
            accept=".json,.yaml,.yml"
            aria-label={t('who.import')}
            tabIndex={-1}
            className="sr-only"
            onChange={(event) => void open(event.target.files?.[0])}
          />
          <Button
            icon={<Download aria-hidden="true" className="size-3.5" />}
            disabled={rules.length === 0}
            onClick={() => saveRules(cluster, rules)}
          >
            {t('who.export')}
          </Button>
        </span>
        {fault !== null && (
          <p role="alert" className="break-words text-trouble">
            {fault}
          </p>
        )}
        {read && (
          <div role="status" className="flex flex-col gap-1">
            <p className="font-medium">{t('who.wouldAdd', { n: added.length })}</p>
            <ul className="max-h-48 overflow-y-auto text-meta">
              {added.map((rule) => (
                <li key={JSON.stringify(rule)} className="break-words">
                  {ruleWords(rule, t)}
                </li>
              ))}
              {read.ignored.map(({ what, why }) => (
                <li key={`${what}${why}`} className="break-words text-attention">
                  {t('who.ignored', { what, why })}
                </li>
              ))}
            </ul>
            <span className="flex gap-2">
              <RefusableButton
                refusal={refusal}
                disabled={busy || added.length === 0}
                onClick={() =>
                  void onAdd((now) => withAll(now, read.rules)).then((done) => done && setRead(null))
                }
              >
                {t('who.take')}
              </RefusableButton>
              <Button look="quiet" onClick={() => setRead(null)}>
                {t('who.leave')}
              </Button>
            </span>
          </div>
        )}
      </div>
    </Section>
  )
}

function saveRules(cluster: string, rules: readonly IdentityRule[]): void {
  const text = `${JSON.stringify({ rules }, null, 2)}\n`
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = `who-is-who-${cluster}.json`
  link.click()
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
