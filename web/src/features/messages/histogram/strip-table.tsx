import type { StripBucket } from '#charts/time-strip-geometry.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { type StaticColumn, StaticTable } from '#ui/static-table.tsx'
import { percentOf, spanTexts } from './bucket-words.ts'

interface StripTableProps {
  buckets: readonly StripBucket[]
  zone: string
  filtered: boolean
  onChoose: (index: number) => void
}

/** The strip as a table: the same figures, and each time a way to read just that. */
export function StripTable({ buckets, zone, filtered, onChoose }: StripTableProps) {
  const { t } = useText()
  const rows = buckets.map((bucket, index) => ({ ...bucket, index }))
  type Row = (typeof rows)[number]
  const columns: StaticColumn<Row>[] = [
    {
      id: 'from',
      header: t('histogram.from'),
      mono: true,
      cell: ({ from, to, index }) => (
        <Button look="link" className="!h-6 font-mono" onClick={() => onChoose(index)}>
          {spanTexts(from, to, zone).from}
        </Button>
      ),
    },
    { id: 'to', header: t('histogram.to'), mono: true, cell: ({ from, to }) => spanTexts(from, to, zone).to },
    {
      id: 'count',
      header: t('histogram.messages'),
      align: 'end',
      cell: ({ count }) => formatCount(count),
    },
    {
      id: 'scanned',
      header: t('histogram.scannedColumn'),
      align: 'end',
      cell: ({ scanned, inRange }) =>
        scanned === null ? '—' : inRange === 0n ? '' : `${percentOf(scanned, inRange)} %`,
    },
  ]
  if (filtered) {
    columns.push({
      id: 'found',
      header: t('histogram.foundColumn'),
      align: 'end',
      cell: ({ found }) => formatCount(found),
    })
  }
  return (
    <div className="max-h-64 shrink-0 overflow-auto border-hairline border-b">
      <StaticTable label={t('histogram.label')} columns={columns} rows={rows} rowKey={({ from }) => from} />
    </div>
  )
}
