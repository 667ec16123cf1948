import '#lib/i18n/redrive-words.ts'
import { Link } from '@tanstack/react-router'
import { Repeat2 } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'

/** The way from a topic that is called as dead-letter topics are to what lies in it. */
export function RedriveLink({ cluster, topic }: { cluster: string; topic: string }) {
  const { t } = useText()
  return (
    <Link
      to="/clusters/$cluster/redrive"
      params={{ cluster }}
      search={{ topic }}
      data-tip={t('redrive.offeredTip')}
      className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md border border-hairline-strong px-2 hover:border-accent hover:text-accent"
    >
      <Repeat2 aria-hidden="true" className="size-3.5" />
      {t('redrive.offered')}
    </Link>
  )
}
