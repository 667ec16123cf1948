const COLUMNS = [1, 4, 3, 4] as const

/** The shape of a graph that is on its way: cards in columns. */
export function GraphSkeleton() {
  return (
    <div aria-hidden="true" className="skeleton-delay flex h-full items-center justify-around px-10">
      {COLUMNS.map((cards, at) => (
        <div key={at} className="flex flex-col gap-6">
          {Array.from({ length: cards }, (_, row) => (
            <div key={row} className="h-20 w-44 rounded-lg border border-hairline bg-surface-raised p-3">
              <div className="h-2.5 w-24 rounded-sm bg-hairline" />
              <div className="mt-3 h-2 w-32 rounded-sm bg-hairline/70" />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
