import { useText } from '#lib/i18n/text-provider.tsx'
import { Check } from '../check.tsx'

const LOOK = 'ml-2 text-ink-muted text-meta hover:text-ink'

interface TextToolsProps {
  wrap: boolean
  onWrap: (wrap: boolean) => void
  /** Null where the text is not JSON and cannot be indented. */
  pretty: boolean | null
  onPretty: (pretty: boolean) => void
}

export function TextTools({ wrap, onWrap, pretty, onPretty }: TextToolsProps) {
  const { t } = useText()
  return (
    <>
      <Check on={wrap} onChange={onWrap} className={LOOK}>
        {t('messages.wrap')}
      </Check>
      {pretty !== null && (
        <Check on={pretty} onChange={onPretty} className={LOOK}>
          {t('messages.pretty')}
        </Check>
      )}
    </>
  )
}
